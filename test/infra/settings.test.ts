import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deploymentOf } from '../../infra/settings.ts';
import { configSchema } from '../../src/config/config.ts';
import { RequestError } from '../../src/errors.ts';
import { writeMmdb } from '../mmdb.ts';

const context = { now: '2026-11-22T07:00:00Z' };
const least = {
  mail: { from: 'audit@example.com', to: ['security@example.com'] },
  logs: { bucket: 'trail-logs' },
};

/** Faults of the settings, those of `least` changed. */
async function faultsOf(changes: object): Promise<readonly string[]> {
  try {
    await deploymentOf({ ...least, ...changes }, context);
    return [];
  } catch (error) {
    if (error instanceof RequestError) return error.faults;
    throw error;
  }
}

test('sender, recipients and log bucket are enough', async () => {
  const deployment = await deploymentOf(least, context);

  expect(deployment).toMatchObject({
    schedule: { expression: 'cron(0 7 * * ? *)', timezone: 'UTC' },
    athena: { template: 'infra/workgroup.yml', scanLimitBytes: 1e12 },
    archive: { template: 'infra/archive.yml', bucket: { Ref: 'ArchiveBucket' } },
  });
});

test('the Lambdas get a configuration, and nothing that only the deployment needs', async () => {
  const { config } = await deploymentOf({ ...least, schedule: { time: '05:00', period: 'P1D' } }, context);

  expect(configSchema.parse(JSON.parse(config))).toEqual(JSON.parse(config));
});

test.each([
  ['form A', { day: 'timestamp' }],
  ['form B', { day: 'date', account: 'account' }],
  ['the recommended table', { day: 'day', account: 'account', region: 'region' }],
])('takes the partitions of %s', async (_, partitions) => {
  const { config } = await deploymentOf({ ...least, table: { partitions } }, context);

  expect(JSON.parse(config).table.partitions).toEqual(partitions);
});

test('names every fault at once', async () => {
  const faults = await faultsOf({
    timezone: 'Tokio',
    schedule: { time: '02:30', settle: 'soon' },
    mail: { from: 'nobody' },
    logs: { bucket: 's3://logs' },
    table: { table: 'CloudTrail-Logs' },
    logRetentionDays: 31,
    mute: { 'no-report': { username: ['x'] } },
    colour: 'red',
  });

  const settings = faults.map((fault) => fault.split(':')[0]);
  expect(settings.sort()).toEqual([
    'colour',
    'logRetentionDays',
    'logs.bucket',
    'mail.from',
    'mail.to',
    'mute.no-report',
    'schedule.settle',
    'table.table',
    'timezone',
  ]);
});

test.each([
  [{ logs: undefined }, 'logs.bucket: missing: give the name of a bucket'],
  [{ logs: { bucket: 'b' } }, 'logs.bucket: "b" is wrong: not a bucket name: give 3 to 63'],
  [{ logs: { bucket: 'xn--logs' } }, 'logs.bucket: "xn--logs" is wrong: not a bucket name'],
  [{ logs: { bucket: 'logs', prefix: 'trails' } }, 'logs.prefix: "trails" is wrong: give a prefix that ends'],
  [{ mail: { ...least.mail, to: ['a@example.com', 'b'] } }, 'mail.to[1]: "b" is wrong: give an e-mail'],
  [{ mail: { ...least.mail, to: [] } }, 'mail.to: [] is wrong: give 1 to 50 e-mail addresses'],
  [
    { mail: { ...least.mail, to: Array.from({ length: 51 }, (_, i) => `a${i}@example.com`) } },
    'is wrong: give 1 to 50 e-mail addresses (for more people, give the address of a distribution list)',
  ],
  [{ regions: ['us-east1'] }, 'regions[0]: "us-east1" is wrong: give a region, such as us-east-1'],
  [{ language: 'jp' }, 'language: "jp" is wrong: give en (English) or ja (Japanese)'],
  [{ expected: { regions: ['us-east1'] } }, 'expected.regions[0]: "us-east1" is wrong: give a region'],
  [
    { accounts: ['111122223333'], expected: { accounts: ['444455556666'] } },
    'expected.accounts: 444455556666 is not among accounts, so it is never read',
  ],
  [{ accounts: ['1'] }, 'accounts[0]: "1" is wrong: give an account id, twelve digits'],
  [{ accounts: [] }, 'accounts: [] is wrong: give a list of at least one, or remove it'],
  [{ table: { partitions: {} } }, 'table.partitions.day: missing: give lower-case letters'],
  [
    { table: { partitions: { day: 'identity' } } },
    'identity is the name of a partition column of the table: use another name',
  ],
  [{ athena: { scanLimitBytes: 5 } }, 'athena.scanLimitBytes: 5 is wrong: give at least 10000000'],
  [{ athena: { workgroup: 'team' } }, 'athena.results: missing: give the place in S3'],
  [
    { athena: { workgroup: 'w', results: 's3://bucket' } },
    'athena.results: "s3://bucket" is wrong: give a place',
  ],
  [
    { archive: { bucket: 'team-archive', retentionDays: 9 } },
    'archive.retentionDays: 9 is wrong: the existing',
  ],
  [
    { archive: { retentionDays: 100, coldStorageAfterDays: 30 } },
    'archive.coldStorageAfterDays: 30 is wrong: files are removed after retentionDays, 100, and billed for 90 days after they move: give at most 10, or never',
  ],
  [
    { archive: { coldStorageAfterDays: 'soon' } },
    'archive.coldStorageAfterDays: "soon" is wrong: give a whole',
  ],
  [{ archive: { gzip: true } }, 'archive.gzip: true is wrong: give auto'],
  [{ archive: { retentionDays: 1, objectLock: { mode: 'COMPLIANCE', days: 2 } } }, 'archive.objectLock: {'],
  [
    { kmsKeyArn: 'alias/audit' },
    'kmsKeyArn: "alias/audit" is wrong: give the ARN of a KMS key, not of an alias',
  ],
  [{ logs: { bucket: 'logs', kmsKeyArn: 'key' } }, 'logs.kmsKeyArn: "key" is wrong: give the ARN'],
  [
    { daily: { webhook: { format: 'slack', urlFile: '/etc/url' } } },
    'daily.webhook: {"format":"slack","urlFile":"/etc/url"} is wrong: is for one machine alone; remove it',
  ],
  [{ notices: { to: ['oncall'] } }, 'notices.to[0]: "oncall" is wrong: give an e-mail address'],
  [{ notices: { topicArn: 'alerts' } }, 'notices.topicArn: "alerts" is wrong: give the ARN of an SNS topic'],
  [
    { notices: { to: ['a@example.com'], topicArn: 'arn:aws:sns:us-east-1:111122223333:alerts' } },
    'notices.to: ["a@example.com"] is wrong: the existing topic has its own subscribers',
  ],
  [{ limits: { retries: 2 } }, 'limits.retries: unknown setting; remove it'],
])('refuses %j', async (changes, fault) => {
  expect(await faultsOf(changes)).toEqual([expect.stringContaining(fault)]);
});

test('refuses more accounts than the flow takes with its reports', async () => {
  const accounts = Array.from({ length: 12_000 }, (_, i) => String(100_000_000_000 + i));

  expect(await faultsOf({ accounts })).toEqual([
    expect.stringMatching(
      /^a scheduled run is \d+ KiB with its \d+ reports, more than the \d+ KiB that the flow takes: name fewer/,
    ),
  ]);
});

test('an existing bucket and workgroup are used, not made', async () => {
  const { archive, athena } = await deploymentOf(
    {
      ...least,
      archive: { bucket: 'team-archive' },
      athena: { workgroup: 'team', results: 's3://results/a/' },
    },
    context,
  );

  expect(archive).toMatchObject({ template: 'infra/none.yml', bucket: 'team-archive' });
  expect(athena).toMatchObject({
    template: 'infra/none.yml',
    workgroup: 'team',
    resultBucket: 'results',
    resultPrefix: 'a/',
    resultLocation: 's3://results/a/',
  });
});

describe('files of the archive move to cheaper storage', () => {
  const ruleOf = async (archive: object) =>
    (await deploymentOf({ ...least, archive }, context)).archive.coldStorage;
  const none = { Ref: 'AWS::NoValue' };

  test.each([
    [{}, 90],
    [{ coldStorageAfterDays: 30 }, 30],
    [{ retentionDays: 180 }, 90],
  ])('with %j after %d days, but for small ones', async (archive, days) => {
    expect(await ruleOf(archive)).toMatchObject({
      Prefix: 'runs/',
      ObjectSizeGreaterThan: '131072',
      Transitions: [{ StorageClass: 'GLACIER_IR', TransitionInDays: days }],
    });
  });

  test.each([{ coldStorageAfterDays: 'never' }, { retentionDays: 179 }])('with %j never', async (archive) => {
    expect(await ruleOf(archive)).toEqual(none);
  });
});

test('the Lambdas get how CSVs are archived, also into an existing bucket', async () => {
  const { config } = await deploymentOf(
    { ...least, archive: { bucket: 'team-archive', gzip: 'never', csvMaxBytes: 7_000_000 } },
    context,
  );

  expect(JSON.parse(config).archive).toEqual({ gzip: 'never', csvMaxBytes: 7_000_000 });
});

test('Object Lock goes to the bucket that is made', async () => {
  const { archive } = await deploymentOf(
    { ...least, archive: { objectLock: { mode: 'GOVERNANCE', days: 365 } } },
    context,
  );

  expect(archive).toMatchObject({
    objectLockEnabled: true,
    objectLock: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 365 } } },
  });
});

test('mail may go to the recipients and to the allowed domains, by default theirs', async () => {
  const to = ['Security@Example.com', 'oncall@example.com'];
  const { mail } = await deploymentOf({ ...least, mail: { ...least.mail, to } }, context);

  expect(mail).toEqual({ from: 'audit@example.com', to, inDomains: ['*@example.com'] });
});

test('a history does not go with Object Lock', async () => {
  const archive = { retentionDays: 400, objectLock: { mode: 'GOVERNANCE', days: 30 } };

  expect(await faultsOf({ history: 'on' })).toEqual([]);
  expect(await faultsOf({ history: 'off', archive })).toEqual([]);
  expect(await faultsOf({ history: 'on', archive })).toEqual([
    expect.stringMatching(/^history: "on" does not go with archive.objectLock/),
  ]);
});

test('a history does not go with a partition column named run', async () => {
  const table = { database: 'audit', table: 'logs', partitions: { day: 'run' } };

  expect(await faultsOf({ table })).toEqual([]);
  expect(await faultsOf({ table, history: 'on' })).toEqual([
    expect.stringMatching(/^history: "on" does not go with a partition column named run/),
  ]);
});

test('a history is kept no longer than the archive', async () => {
  const archive = { retentionDays: 100, historyDays: 101 };

  expect(await faultsOf({ archive })).toEqual([expect.stringMatching(/^archive.historyDays: 101 /)]);
});

test('without a history nothing is made for it', async () => {
  const off = await deploymentOf(least, context);
  const { columns, kinds, ...history } = off.history;

  const NONE = { Ref: 'AWS::NoValue' };
  expect(history).toEqual({
    template: 'infra/none.yml',
    table: '',
    write: NONE,
    list: NONE,
    bucket: NONE,
    readTable: NONE,
    read: NONE,
    expire: NONE,
  });
});

test('with a history the table is of the stack, and events are removed after a time', async () => {
  const { history } = await deploymentOf({ ...least, history: 'on' }, { ...context, stage: 'Prod-1' });

  expect(history.table).toBe('cloudtrail_audit_events_prod_1');
  expect(history.columns.slice(-3).map(({ Name, Type }) => `${Name} ${Type}`)).toEqual([
    'day string',
    'account string',
    'region string',
  ]);
  expect(history.kinds).toBe('sign-in,root,user,role,service,other');
  expect(history.expire).toMatchObject({ Prefix: 'events/', ExpirationInDays: 400 });
});

test('settings that were taken away are accepted, and are not in the configuration', async () => {
  const limits = { queryAttempts: 1, querySeconds: 50_000, days: 30 };
  const { config, athena } = await deploymentOf({ ...least, limits }, context);

  expect(JSON.parse(config).limits).toEqual({ days: 30 });
  expect(athena.querySeconds).toBe(3600);
});

describe('MMDB files', () => {
  const folder = join('out', `networks-test-${process.pid}`);
  const file = `${folder}/country.mmdb`;
  beforeAll(() => mkdir(folder, { recursive: true }));
  afterAll(() => rm(folder, { recursive: true }));

  test('go into the function of the mail', async () => {
    await writeMmdb(file, { '203.0.113.0/24': { country_code: 'NL' } });
    const { networks, networkFiles, config } = await deploymentOf(
      { ...least, networks: { country: file } },
      context,
    );

    expect(JSON.parse(networks)).toEqual({ country: file });
    expect(JSON.parse(config).networks).toEqual({ country: file });
    expect(networkFiles).toEqual([file]);
  });

  test('are none by default', async () => {
    expect(await deploymentOf(least, context)).toMatchObject({ networks: 'null', networkFiles: [] });
  });

  test.each<[string, object, string]>([
    ['outside of the project', { country: '/tmp/c.mmdb' }, 'networks: "/tmp/c.mmdb" is not packaged; put'],
    ['above it', { owner: '../c.mmdb' }, 'networks: "../c.mmdb" is not packaged; put'],
    ['that are not there', { country: 'no.mmdb' }, 'networks.country: "no.mmdb" cannot be read (ENOENT)'],
    ['of another kind', { country: 'package.json' }, 'networks.country: "package.json" is not an MMDB file'],
    ['of no field', {}, 'networks: {} is wrong: give country, owner or both, or remove it'],
  ])('%s are refused', async (_, networks, fault) => {
    expect(await faultsOf({ networks })).toEqual([expect.stringContaining(fault)]);
  });
});
