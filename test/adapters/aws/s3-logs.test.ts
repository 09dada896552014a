import { type _Object, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { type S3LogsOptions, s3Logs } from '../../../src/adapters/aws/s3-logs.ts';
import type { Partitions } from '../../../src/run/run.ts';
import { logPath } from '../../logs.ts';
import { listedKeys } from './listed-keys.ts';

const days: Partitions = { from: '2026/11/21', to: '2026/11/22' };

function bucketOf(keys: readonly (string | _Object)[], onList = () => {}): S3Client {
  const client = new S3Client({ region: 'us-east-1' });
  mockClient(client).on(ListObjectsV2Command).callsFake(listedKeys(keys, onList));
  return client;
}

function survey(keys: readonly (string | _Object)[], options: Partial<S3LogsOptions> = {}) {
  return s3Logs({
    client: bucketOf(keys),
    bucket: 'logs',
    prefix: '',
    partitions: days,
    ...options,
  }).survey();
}

const everyDay = (path: Parameters<typeof logPath>[0]) =>
  ['2026/11/20', '2026/11/21', '2026/11/22', '2026/11/23'].map((day) => logPath({ ...path, day }));

const logs = [
  ...everyDay({}),
  ...everyDay({ region: 'ap-northeast-1' }),
  ...everyDay({ account: '444455556666', organization: 'o-abc123' }),
];

test('counts the log files of the days, in every account and region, in both layouts', async () => {
  expect(await survey(logs)).toEqual({
    files: 6,
    days: { '2026/11/21': 3, '2026/11/22': 3 },
    bytes: 12,
    complete: true,
    damaged: [],
    recordsWithoutTime: 0,
  });
});

test.each([
  ['accounts', { ...days, accounts: ['444455556666'] }, 2],
  ['regions', { ...days, regions: ['ap-northeast-1'] }, 2],
  ['accounts and regions', { ...days, accounts: ['111122223333'], regions: ['us-east-1'] }, 2],
  ['days without logs', { from: '2026/12/01', to: '2026/12/02' }, 0],
])('keeps to the partitions: %s', async (_, partitions, files) => {
  expect(await survey(logs, { partitions })).toMatchObject({ files });
});

test("counts what Athena reads: every object in a day folder, but not a console's markers of folders", async () => {
  const markers = ['us-east-1/', 'us-east-1/2026/', 'us-east-1/2026/11/21/', 'us-east-1/2026/11/21/07/', ''];
  const keys = markers.map((path) => `AWSLogs/111122223333/CloudTrail/${path}`);

  expect(await survey([...keys, logPath({ name: 'b.txt' })])).toEqual({
    files: 1,
    days: { '2026/11/21': 1 },
    bytes: 2,
    complete: true,
    damaged: [],
    recordsWithoutTime: 0,
  });
});

test('names log files in storage classes that Athena leaves out, and counts those in others', async () => {
  const classes = ['GLACIER', 'DEEP_ARCHIVE', 'GLACIER_IR', 'STANDARD_IA', 'INTELLIGENT_TIERING'] as const;
  const objects = classes.map(
    (StorageClass): _Object => ({ Key: logPath({ name: StorageClass }), StorageClass }),
  );

  expect(await survey(objects)).toMatchObject({
    files: 3,
    passedOver: [
      {
        reason: 'archived',
        count: 2,
        paths: [logPath({ name: 'DEEP_ARCHIVE' }), logPath({ name: 'GLACIER' })],
      },
    ],
  });
});

describe('another AWSLogs in the bucket', () => {
  test('is named where CloudTrail writes to it', async () => {
    const other = `o-a1b2c3d4e5/${logPath({ organization: 'o-a1b2c3d4e5' })}`;
    const balancers = `balancers/${logPath({ folder: 'elasticloadbalancing' })}`;

    expect(await survey([logPath(), other, balancers])).toMatchObject({
      files: 1,
      notCovered: ['s3://logs/o-a1b2c3d4e5/AWSLogs/'],
    });
    expect(await survey([logPath(), other], { prefix: 'o-a1b2c3d4e5/' })).toMatchObject({
      files: 1,
      notCovered: ['s3://logs/AWSLogs/'],
    });
  });

  test('is not looked for where listing the bucket is not allowed', async () => {
    const denied = Object.assign(new Error('no'), { name: 'AccessDenied' });
    const client = bucketOf([logPath(), `other/${logPath()}`]);
    mockClient(client)
      .on(ListObjectsV2Command)
      .callsFake((input) => {
        if (!input.Prefix.startsWith('AWSLogs/')) throw denied;
        return listedKeys([logPath()])(input);
      });

    const { files, ...found } = await survey([], { client });
    expect([files, found]).toEqual([1, expect.not.objectContaining({ notCovered: expect.anything() })]);
  });
});

test('looks beside the log files last, as far as lists are left', async () => {
  const keys = [logPath(), 'AWSLogs/111122223333/CloudTrail/us-east-1/a.json.gz'];

  expect(await survey(keys, { maxLists: 2 })).not.toHaveProperty('passedOver');
  expect(await survey(keys, { maxLists: 3 })).toHaveProperty('passedOver');
  expect(await survey(keys, { countOnly: true })).not.toHaveProperty('passedOver');
});

test('finds logs below a prefix, and no others', async () => {
  expect(await survey([...logs, `trails/${logPath()}`], { prefix: 'trails/' })).toMatchObject({ files: 1 });
});

test("finds the logs of Control Tower's trail below its organization", async () => {
  const keys = everyDay({ organization: 'o-abc123' }).map((key) => `o-abc123/${key}`);
  expect(await survey(keys, { prefix: 'o-abc123/' })).toMatchObject({ files: 2 });
});

test('counts nothing in a bucket without logs', async () => {
  expect(await survey([])).toMatchObject({ files: 0, bytes: 0 });
});

const busy = (account: string) =>
  Array.from({ length: 2500 }, (_, i) => logPath({ account, name: `${String(i).padStart(6, '0')}.json.gz` }));

test('follows a region of more than a thousand files', async () => {
  expect(await survey(busy('111122223333'))).toMatchObject({ files: 2500, bytes: 5000 });
});

test('looks at every region once before it goes on, and says where it had to stop', async () => {
  const keys = [...busy('111122223333'), ...busy('222233334444'), ...busy('333344445555')];

  expect(await survey(keys, { maxLists: 4 })).toMatchObject({ files: 4000, complete: false });
});

test('stops when its time is over, and says that there may be more', async () => {
  expect(await survey(logs, { maxMilliseconds: 0 })).toMatchObject({ files: 0, complete: false });
});

test('looks at an organization of 60 accounts with 17 regions in two lists for each account and region', async () => {
  const keys = Array.from({ length: 60 * 17 }, (_, i) =>
    logPath({
      organization: 'o-abc123',
      account: String(100_000_000_000 + Math.floor(i / 17)),
      region: `region-${i % 17}`,
      day: '2026/11/21',
    }),
  );
  let lists = 0;
  const client = bucketOf(keys, () => {
    lists += 1;
  });

  const { files, complete } = await survey(keys, { client });

  expect({ files, complete, lists }).toEqual({ files: 1020, complete: true, lists: 2 * (1020 + 60) + 4 });
});

test('stops where there are more bytes than were asked about', async () => {
  expect(await survey(busy('111122223333'), { enoughBytes: 1999 })).toMatchObject({
    bytes: 2000,
    complete: false,
  });
});

describe('where it is known what the table reads', () => {
  const projected = {
    location: 's3://logs/AWSLogs/${account}/CloudTrail/${region}/',
    values: { account: ['111122223333'], region: ['us-east-1'] },
  };

  test('only that counts, and other folders with log files of the days are named', async () => {
    expect(await survey(logs, { projected })).toMatchObject({
      files: 2,
      days: { '2026/11/21': 1, '2026/11/22': 1 },
      notProjected: [
        'AWSLogs/111122223333/CloudTrail/ap-northeast-1/',
        'AWSLogs/o-abc123/444455556666/CloudTrail/us-east-1/',
      ],
    });
  });

  test('folders without log files of the days are not named', async () => {
    const partitions = { from: '2026/12/01', to: '2026/12/02' };

    expect(await survey(logs, { projected, partitions })).not.toHaveProperty('notProjected');
  });

  test('accounts and regions that are not asked for are not named', async () => {
    const partitions = { ...days, accounts: ['111122223333'], regions: ['us-east-1'] };

    expect(await survey(logs, { projected, partitions })).not.toHaveProperty('notProjected');
  });

  test('a table over another bucket reads nothing of this one', async () => {
    const elsewhere = { ...projected, location: projected.location.replace('logs', 'others') };

    expect(await survey(logs, { projected: elsewhere })).toMatchObject({
      files: 0,
      notProjected: { length: 3 },
    });
  });
});
