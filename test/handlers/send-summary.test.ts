import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { jest } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { checksumOf } from '../../src/archive/checksum.ts';
import type { ReportResult } from '../../src/run/result.ts';
import { report, run } from './run.ts';
import { context } from './stack.ts';

const { handler } = await import('../../handlers/send-summary.ts');

const s3 = mockClient(S3Client);
const ses = mockClient(SESv2Client);
const output = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
beforeEach(() => {
  s3.reset();
  ses.reset();
  output.mockClear();
  s3.on(ListObjectsV2Command).resolves({});
  ses.on(SendEmailCommand).resolves({ MessageId: 'ses-1' });
  s3.on(GetObjectCommand).callsFake(({ Key }) => {
    if (Key.endsWith('/manifest.json')) throw new NoSuchKey({ message: 'none yet', $metadata: {} });
    return { Body: { transformToByteArray: async () => (Key.endsWith('.json') ? figures : csv) } };
  });
});

const csv = Buffer.from('username\r\n');
const figures = Buffer.from(
  JSON.stringify({
    columns: ['username'],
    rows: 3,
    mutedRows: 0,
    counts: [],
    hours: Array(24).fill(0),
    newestRows: [],
  }),
);

const metricLines = () =>
  output.mock.calls.flatMap(([line]) => (String(line).includes('"_aws"') ? [JSON.parse(String(line))] : []));

const succeeded: ReportResult = {
  id: report.id,
  status: 'succeeded',
  rows: 3,
  files: [
    {
      file: 'console-logins.csv',
      role: 'rows',
      report: report.id,
      contentType: 'text/csv; charset=utf-8',
      ...checksumOf(csv),
    },
    {
      file: 'console-logins.figures.json',
      role: 'figures',
      report: report.id,
      contentType: 'application/json',
      ...checksumOf(figures),
    },
  ],
  scannedBytes: 2000,
  milliseconds: 5,
};
const failed: ReportResult = {
  id: 'other',
  status: 'failed',
  error: { Error: 'QueryFailedError', Cause: 'no' },
};
const input = { run, reports: [report, { ...report, id: 'other' }], results: [succeeded, failed] };

test('mails the summary to the configured recipients, and archives the mail and then the manifest', async () => {
  const manifest = await handler(input, context);

  expect(manifest.status).toBe('partial');
  const [mail] = ses.commandCalls(SendEmailCommand);
  expect(mail?.args[0].input).toMatchObject({
    FromEmailAddress: 'audit@example.com',
    Destination: { ToAddresses: ['security@example.com'] },
  });
  const keys = s3.commandCalls(PutObjectCommand).map(({ args }) => args[0].input.Key);
  const [message, asked, answered] = ['message.eml', 'manifest.json', 'manifest.json'];
  expect(keys).toEqual([message, asked, answered].map((name) => `${run.archive}/${name}`));
});

test('leaves to the archive what may outgrow the state: coverage, warnings and SQL', async () => {
  const outcome = await handler(input, context);

  for (const left of ['coverage', 'warnings', 'events']) expect(outcome).not.toHaveProperty(left);
  expect(outcome.reports.map((entry) => 'sql' in entry)).toEqual([false, false]);
});

test('asks for log files in the run’s partitions', async () => {
  s3.on(ListObjectsV2Command, { Prefix: 'AWSLogs/' }).resolves({
    CommonPrefixes: [{ Prefix: 'AWSLogs/111122223333/' }],
  });
  s3.on(ListObjectsV2Command, { Prefix: 'AWSLogs/111122223333/CloudTrail/' }).resolves({
    CommonPrefixes: [{ Prefix: 'AWSLogs/111122223333/CloudTrail/us-east-1/' }],
  });
  s3.on(ListObjectsV2Command, { Prefix: 'AWSLogs/111122223333/CloudTrail/us-east-1/' }).resolves({
    Contents: [{ Key: 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/21/a.json.gz', Size: 7 }],
  });

  expect(await handler(input, context)).toMatchObject({ logs: { files: 1, bytes: 7 } });
});

test('writes the run’s figures in the embedded metric format', async () => {
  await handler(input, context);

  const [metrics] = metricLines();
  expect(metrics).toMatchObject({
    service: 'audit',
    trigger: 'manual',
    Runs: 1,
    Rows: 3,
    BytesScanned: 2000,
    ReportsFailed: 1,
  });
  expect(metrics._aws.CloudWatchMetrics[0].Namespace).toBe('CloudTrailAuditReporter');
});

test('counts no run whose mail was refused', async () => {
  ses
    .on(SendEmailCommand)
    .rejects(Object.assign(new Error('x'), { name: 'MessageRejected', $metadata: { httpStatusCode: 400 } }));

  await expect(handler(input, context)).rejects.toMatchObject({ name: 'MailRefusedError' });
  expect(metricLines()).toEqual([]);
});

test('sends the mail of an archived run again where that is asked for, and does not count the run again', async () => {
  const message = Buffer.from('Subject: the archived message\r\n\r\n');
  const mail = { from: 'audit@example.com', to: ['security@example.com'], status: 'sent', attempts: 1 };
  const file = { file: 'message.eml', role: 'message', ...checksumOf(message) };
  const manifest = { version: 2, files: [file], reports: [], mail };
  const archived = (content: string | Buffer) => () => ({
    Body: { transformToByteArray: async () => Buffer.from(content) },
    ETag: '"1"',
  });
  s3.on(GetObjectCommand, { Key: `${run.archive}/manifest.json` }).callsFake(
    archived(JSON.stringify(manifest)),
  );
  s3.on(GetObjectCommand, { Key: `${run.archive}/message.eml` }).callsFake(archived(message));

  expect(await handler({ run, resend: 2 }, context)).toMatchObject({ mail: { status: 'sent', attempts: 2 } });

  expect(ses.commandCalls(SendEmailCommand)[0]?.args[0].input.Content?.Raw?.Data).toEqual(message);
  expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({ IfMatch: '"1"' });
  expect(metricLines()).toEqual([]);
});
