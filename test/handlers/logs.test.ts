/** What the functions leave in their logs when AWS answers with names, addresses and values. */
import { AthenaClient, GetTableMetadataCommand } from '@aws-sdk/client-athena';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { jest } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { recommendedTable } from '../table/tables.ts';
import { report, run } from './run.ts';
import { context } from './stack.ts';

process.env.POWERTOOLS_LOG_LEVEL = 'DEBUG';
const written: string[] = [];
for (const stream of [process.stdout, process.stderr]) {
  jest.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0);
}

const PERSONAL = ['mallory', 'mallory@example.org', '203.0.113.66', 'secret-token-1'];
const message = `failed for ${PERSONAL.join(' ')}\n    at ${PERSONAL.join(' ')}`;
const refusal = () =>
  Object.assign(new Error(message, { cause: new Error(message) }), {
    name: 'AccessDeniedException',
    $metadata: { httpStatusCode: 403, requestId: 'aws-request-1' },
  });

const athena = mockClient(AthenaClient);
const sfn = mockClient(SFNClient);
const s3 = mockClient(S3Client);
const clients = [athena, s3, mockClient(SESv2Client), sfn];
beforeEach(() => {
  written.length = 0;
  for (const client of clients) client.reset();
  for (const { send } of clients) send.rejects(refusal());
});

const query = { state: 'succeeded', attempt: 1, queryExecutionId: 'q', resultLocation: 's3://results/q.csv' };
const recipients = ['mallory@example.org'];
const personalRun = { ...run, recipients };

test.each([
  ['start', { from: '2026-11-01', to: '2026-11-02' }],
  ['run-query', { run: personalRun, report, query: { attempt: 0 } }],
  ['poll-query', { run: personalRun, report, query }],
  ['archive-report', { run: personalRun, report, query }],
  ['send-summary', { run: personalRun, reports: [report], results: [] }],
])('%s: of an error its name, its place and its request, and nothing personal', async (file, input) => {
  const { handler } = await import(`../../handlers/${file}.ts`);

  const error: Error = await handler(input, context).catch((thrown: unknown) => thrown);
  // biome-ignore lint/suspicious/noConsole: the runtime does this with what a handler throws
  console.error('Invoke Error', JSON.stringify({ errorMessage: error.message }));

  const text = written.join('');
  expect(error.message).toContain('mallory');
  expect(text).toContain('"failure":{"name":"');
  expect(text).toContain('"requestId":"aws-request-1"');
  expect(text).toContain('"at":["refusal (');
  for (const value of PERSONAL) expect(text).not.toContain(value);
});

test('a run by hand: its id, not its recipients', async () => {
  athena.on(GetTableMetadataCommand).resolves({ TableMetadata: recommendedTable() });
  s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: 'no manifest yet', $metadata: {} }));
  sfn.on(StartExecutionCommand).resolves({ executionArn: 'arn:run' });
  const { handler } = await import('../../handlers/start.ts');

  await handler({ from: '2026-11-01', to: '2026-11-02', recipients: ['mallory@example.com'] }, context);

  expect(written.join('')).toContain('"runId":"manual-');
  expect(written.join('')).not.toContain('mallory');
});

test('a refused request: how many faults, not what was asked', async () => {
  const { handler } = await import('../../handlers/start.ts');

  await handler({ from: 'mallory', recipients }, context).catch(() => {});

  expect(written.join('')).toContain('"faults":');
  expect(written.join('')).not.toContain('mallory');
});
