import { AthenaClient, GetTableMetadataCommand } from '@aws-sdk/client-athena';
import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { recommendedTable } from '../table/tables.ts';
import { report, run } from './run.ts';
import { config, context } from './stack.ts';

Object.assign(config.limits, { usdPerRun: 1 });
const { handler } = await import('../../handlers/start.ts');
const { affordable } = await import('../../handlers/affordable.ts');

const sfn = mockClient(SFNClient);
const s3 = mockClient(S3Client);
const athena = mockClient(AthenaClient);
beforeEach(() => {
  for (const client of [sfn, s3, athena]) client.reset();
  s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: 'no manifest yet', $metadata: {} }));
  sfn.on(StartExecutionCommand).resolves({ executionArn: 'arn:run' });
  const template = 's3://trail-logs/AWSLogs/${account}/CloudTrail/${region}/${day}';
  athena.on(GetTableMetadataCommand).resolves({
    TableMetadata: recommendedTable({ 'storage.location.template': template }),
  });
});

const ACCOUNT = 'AWSLogs/111122223333/';
const REGION = `${ACCOUNT}CloudTrail/us-east-1/`;

/** One account's region, with ten files of so many bytes a page, and always one page more. */
function logsOf(bytes: number): void {
  const below = (Prefix: string, folder: string) =>
    s3.on(ListObjectsV2Command, { Prefix }).resolves({ CommonPrefixes: [{ Prefix: folder }] });
  below('AWSLogs/', ACCOUNT);
  below(`${ACCOUNT}CloudTrail/`, REGION);
  const Contents = Array.from({ length: 10 }, (_, i) => ({
    Key: `${REGION}2025/11/01/${i}.json.gz`,
    Size: bytes,
  }));
  s3.on(ListObjectsV2Command, { Prefix: REGION }).resolves({ Contents, IsTruncated: true });
}

const days = { from: '2025-11-01', to: '2025-11-02' };

test('a run by hand that would cost more than it may is refused as soon as that is known', async () => {
  logsOf(1e11);

  await expect(handler(days, context)).rejects.toThrow(/^limits\.usdPerRun: 1 is less than this run would/);
  expect(sfn.calls()).toEqual([]);
  expect(s3.commandCalls(ListObjectsV2Command, { Prefix: REGION })).toHaveLength(1);
});

test('a run is not refused when too few of its logs were counted in time', async () => {
  logsOf(1);

  expect(await handler(days, context)).toMatchObject({ alreadyStarted: false });
});

test('nor a run whose logs cannot be counted', async () => {
  s3.on(ListObjectsV2Command).rejects(new Error('Access Denied'));

  expect(await handler(days, context)).toMatchObject({ alreadyStarted: false });
});

/** 07:00 in Tokyo, less than a day ago. */
const lastDue = `${new Date(Date.now() - 22 * 3_600_000).toISOString().slice(0, 10)}T22:00:00Z`;

test('a run of the schedule is never refused for its cost, and nothing is counted for it', async () => {
  logsOf(1e11);

  expect(await handler({ scheduledTime: lastDue }, context)).toMatchObject({ alreadyStarted: false });
  expect(s3.commandCalls(ListObjectsV2Command)).toEqual([]);
});

test('a run that the schedule missed days ago is refused like one by hand', async () => {
  logsOf(1e11);
  const missed = { scheduledTime: '2025-11-21T22:00:00Z' };

  await expect(handler(missed, context)).rejects.toThrow(/^limits\.usdPerRun: 1 is less than this run would/);
});

describe('a run that reads the events of others', () => {
  const day = { from: '2025-11-01T00:00:00Z', to: '2025-11-02T00:00:00Z' };
  const planOf = (bytes: number) => {
    const window = { ...day, timezone: 'UTC' };
    const past = { window: day, cutoffs: { from: day.from, to: '2025-11-04T00:00:00Z' }, bytes, runs: [] };
    const partitions = { from: '2025/11/01', to: '2025/11/03' };
    return { run: { ...run, window, partitions, past }, reports: [report] };
  };

  test('is refused for what these hold', async () => {
    await expect(affordable(planOf(3e11))).rejects.toThrow(/^limits\.usdPerRun: 1 is less than/);
  });

  test('and not for logs that it does not read', async () => {
    logsOf(1e11);

    await affordable(planOf(1e9));

    expect(s3.calls()).toEqual([]);
  });
});
