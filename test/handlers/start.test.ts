import { AthenaClient, GetTableMetadataCommand, MetadataException } from '@aws-sdk/client-athena';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  RedriveExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { RequestError } from '../../src/errors.ts';
import { recommendedTable } from '../table/tables.ts';
import { context } from './stack.ts';

const { handler } = await import('../../handlers/start.ts');

const sfn = mockClient(SFNClient);
const athena = mockClient(AthenaClient);
const s3 = mockClient(S3Client);
beforeEach(() => {
  s3.reset();
  s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: 'none yet', $metadata: {} }));
  athena.reset();
  athena.on(GetTableMetadataCommand).resolves({ TableMetadata: recommendedTable() });
  sfn.reset();
  sfn.on(StartExecutionCommand).callsFake(({ name }) => ({ executionArn: `arn:${name}` }));
});

const plans = () =>
  sfn.commandCalls(StartExecutionCommand).map(({ args }) => JSON.parse(args[0].input.input ?? ''));
const executionArn = (name: string) => `arn:aws:states:us-east-1:111122223333:execution:audit:${name}`;
const days = { from: '2025-11-01', to: '2025-11-02' };

async function faultsOf(event: unknown): Promise<readonly string[]> {
  const error = await handler(event, context).catch((thrown: unknown) => thrown);
  if (error instanceof RequestError) return error.faults;
  throw new Error('no RequestError', { cause: error });
}

test('a person learns at once which run it is, where it goes on and where its files will be', async () => {
  const started = await handler(days, context);

  const [{ run }] = plans();
  expect(started).toEqual({
    runId: run.runId,
    executionArn: executionArn(run.runId),
    alreadyStarted: false,
    archive: `s3://audit-archive/runs/2025/11/01/${run.runId}`,
    window: { from: '2025-10-31T15:00:00Z', to: '2025-11-02T15:00:00Z', timezone: 'Asia/Tokyo' },
  });
});

test('the same request is the same run', async () => {
  const first = await handler(days, context);
  sfn.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists({ message: '', $metadata: {} }));
  sfn.on(DescribeExecutionCommand).resolves({ status: 'RUNNING' });

  expect(await handler(days, context)).toEqual({ ...first, alreadyStarted: true, status: 'RUNNING' });
});

test('a run that is in the archive is not started again', async () => {
  const { runId } = await handler(days, context);
  sfn.reset();
  const manifest = Buffer.from(JSON.stringify({ version: 2, mail: { status: 'sent', attempts: 1 } }));
  const Key = `runs/2025/11/01/${runId}/manifest.json`;
  const Body = { transformToByteArray: async () => manifest } as never;
  s3.on(GetObjectCommand, { Bucket: 'audit-archive', Key }).resolves({ Body });
  sfn.on(DescribeExecutionCommand).resolves({ status: 'SUCCEEDED' });

  expect(await handler(days, context)).toMatchObject({
    alreadyStarted: true,
    status: 'SUCCEEDED',
    mail: 'sent',
  });
  expect(plans()).toEqual([]);
});

test.each([days, { scheduledTime: '2025-11-21T22:00:00Z' }])(
  'a run that broke off goes on where a person asks for it: %j',
  async (request) => {
    const { runId } = await handler(request, context);
    sfn.on(DescribeExecutionCommand).resolves({ status: 'FAILED', redriveStatus: 'REDRIVABLE' });

    expect(await handler({ ...request, resend: true }, context)).toMatchObject({ runId, status: 'RUNNING' });
    expect(sfn.commandCalls(RedriveExecutionCommand)[0]?.args[0].input).toEqual({
      executionArn: executionArn(runId),
    });
  },
);

test.each(['yes', 1, null])('refuses %j as the value of resend', async (resend) => {
  expect(await faultsOf({ ...days, resend })).toEqual([
    expect.stringMatching(/^resend: .* is not true or false$/),
  ]);
});

test('the schedule gets the window before its scheduled time, whenever it is delivered', async () => {
  await handler({ scheduledTime: '2025-11-21T22:00:00Z' }, context);

  const [{ run, reports }] = plans();
  expect(run).toMatchObject({
    trigger: 'schedule',
    window: { from: '2025-11-20T21:30:00Z', to: '2025-11-21T21:30:00Z', timezone: 'Asia/Tokyo' },
  });
  expect(reports).toHaveLength(9);
});

test('a request narrows reports, accounts and regions, and names other recipients', async () => {
  const reports = ['failed-console-logins'];
  const accounts = ['111122223333'];
  const recipients = ['me@example.com'];

  await handler({ ...days, reports, accounts, recipients, regions: ['us-east-1'], timezone: 'UTC' }, context);

  const [plan] = plans();
  expect(plan.reports.map(({ id }: { id: string }) => id)).toEqual(reports);
  expect(plan.run).toMatchObject({ recipients, partitions: { accounts, regions: ['us-east-1'] } });
});

test('a faulty request starts nothing, and is answered with every fault', async () => {
  const faults = await faultsOf({
    from: '2025-11-31',
    reports: ['no-such-report'],
    recipients: ['me@elsewhere.example'],
    colour: 'red',
  });

  for (const field of ['from', 'to', 'reports[0]', 'recipients[0]', 'colour']) {
    expect(faults).toContainEqual(expect.stringMatching(new RegExp(`^${field.replace(/[[\]]/g, '\\$&')}: `)));
  }
  expect(sfn.calls()).toHaveLength(0);
});

test.each([undefined, null, 'yesterday', [], 42])('%j is refused', async (event) => {
  expect(await faultsOf(event)).not.toEqual([]);
});

test('a scheduled request with anything else in it is refused', async () => {
  const faults = await faultsOf({ scheduledTime: '2025-11-21T22:00:00Z', from: '2025-11-01' });

  expect(faults).toEqual([expect.stringMatching(/^from: /)]);
});

// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
test("Lambda's answer lists the faults, one a line, without the code's own lines", async () => {
  const error = await handler({ from: 'x', to: 'y' }, context).catch((thrown: Error) => thrown);

  const { name, stack = '' } = error as Error;
  expect(name).toBe('RequestError');
  expect(stack.split('\n')).toEqual([
    expect.stringMatching(/^RequestError: from: /),
    expect.stringMatching(/^to: /),
  ]);
});

test('a window that the table does not project starts nothing', async () => {
  athena.on(GetTableMetadataCommand).resolves({
    TableMetadata: recommendedTable({ 'projection.day.range': 'NOW-1DAYS,NOW' }),
  });

  expect(await faultsOf(days)).toEqual([
    expect.stringMatching(/^projection\.day\.range: "NOW-1DAYS,NOW" covers the days /),
  ]);
  expect(sfn.calls()).toHaveLength(0);
});

test('a scheduled run that the table does not cover fails, so that it is not taken for a quiet day', async () => {
  athena.on(GetTableMetadataCommand).resolves({
    TableMetadata: recommendedTable({ 'projection.day.range': '2020/01/01,2025/11/01' }),
  });

  await expect(handler({ scheduledTime: '2025-11-21T22:00:00Z' }, context)).rejects.toThrow(
    'projection.day.range',
  );
});

test('a table that does not exist starts nothing', async () => {
  const message = 'Entity Not Found (Service: AmazonDataCatalog; Error Code: EntityNotFoundException)';
  athena.on(GetTableMetadataCommand).rejects(new MetadataException({ message, $metadata: {} }));

  expect(await faultsOf(days)).toEqual([expect.stringContaining('table: "audit.trail" does not exist')]);
});

test('the plan names the folders that the table reads', async () => {
  await handler(days, context);

  expect(plans()[0].run.projected).toMatchObject({
    location: 's3://logs/AWSLogs/${account}/CloudTrail/${region}/',
  });
});

test('a fault of Step Functions is left to the caller', async () => {
  sfn.on(StartExecutionCommand).rejects(new Error('no such state machine'));

  await expect(handler(days, context)).rejects.toThrow('no such state machine');
});
