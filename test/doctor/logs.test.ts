import { type Arrivals, judgeLogs, type Logs } from '../../src/doctor/logs.ts';
import type { RegionFolder } from '../../src/doctor/table.ts';
import { ACCOUNT, absent, bucket, denied, finding, found, OTHER, setup, wrong } from './facts.ts';

const folder = (account: string, region: string, newest: string | undefined): RegionFolder => ({
  account,
  region,
  folder: `s3://logs/AWSLogs/${account}/CloudTrail/${region}/`,
  newest,
});
const SOUND = [
  folder(ACCOUNT, 'us-east-1', '2026-11-22T07:55:00Z'),
  folder(ACCOUNT, 'eu-west-1', undefined),
  folder(OTHER, 'us-east-1', '2026-11-22T07:30:00Z'),
  folder(OTHER, 'ap-northeast-1', '2026-11-19T10:00:00Z'),
];
const arrivals = (regions: readonly RegionFolder[] = SOUND, changes: Partial<Arrivals> = {}): Arrivals => ({
  regions,
  newestDigests: { [ACCOUNT]: '2026-11-22T07:00:00Z', [OTHER]: '2026-11-22T07:00:00Z' },
  otherPrefixes: [],
  ...changes,
});
const table = denied('athena:GetTableMetadata');
const judged = (answer: Arrivals = arrivals(), where = setup(), archived: Logs['archived'] = absent) =>
  judgeLogs({ bucket: bucket('logs'), archived, arrivals: found(answer), table }, where).filter(
    ({ check }) => check !== 'table',
  );

test('logs that arrive are ok', () => {
  expect(judged().map(({ check, status, seen }) => `${check}: ${status}: ${seen}`)).toEqual([
    'log bucket: ok: logs is in us-east-1',
    'log bucket private: ok: all public access is blocked',
    'log bucket encrypted: ok: by default, AES256',
    'log lifecycle: ok: no rule moves log files to where Athena cannot read them',
    'logs: ok: 2 accounts in 2 regions',
    'newest log file: ok: delivered at 2026-11-22T07:55:00Z, 5 minutes ago',
    "quiet regions: ok: newest log file more than a day older than the account's: 444455556666 ap-northeast-1 (2026-11-19)",
    'digest files: ok: every account has digest files',
  ]);
});

test.each([
  ['no logs at all', [], '', /^no log files below s3:\/\/logs\/AWSLogs\/$/, /trail is logging/],
  [
    'a prefix that was left out',
    ['trails/'],
    '',
    /but the bucket has trails\/AWSLogs\/$/,
    /^give --log-bucket s3:\/\/logs\/trails\/$/,
  ],
  [
    'a prefix too many',
    [''],
    'trails/',
    /^no log files below s3:\/\/logs\/trails\/AWSLogs\/, but the bucket has AWSLogs\/$/,
    /^give --log-bucket s3:\/\/logs\/$/,
  ],
])('%s', (_, otherPrefixes, prefix, seen, todo) => {
  const where = setup({}, { logs: { bucket: 'logs', prefix } });
  const [logs] = wrong(judged(arrivals([folder(ACCOUNT, 'us-east-1', undefined)], { otherPrefixes }), where));
  expect(logs).toEqual(finding('logs', 'fault', seen));
  expect(logs?.todo).toMatch(todo);
});

test.each([
  ['2026-11-22T02:30:00Z', 'ok', /6 hours ago$/],
  ['2026-11-21T22:00:00Z', 'warning', /10 hours ago$/],
  ['2026-11-20T06:00:00Z', 'fault', /2 days ago: no logs arrive$/],
])('a newest log file of %s is %s', (newest, status, seen) => {
  const findings = judged(
    arrivals([folder(ACCOUNT, 'us-east-1', newest)], { newestDigests: { [ACCOUNT]: newest ?? '' } }),
  );
  const file = findings.find(({ check }) => check === 'newest log file');
  expect(file).toMatchObject({ status, seen: expect.stringMatching(seen) });
  expect(wrong(findings).length).toBe(status === 'ok' ? 0 : 1);
});

test('what no run reads is named, with log files and without', () => {
  const passedOver = [{ reason: 'outside-days' as const, count: 1, paths: ['AWSLogs/a.json.gz'] }];
  const stray = finding('stray files', 'warning', /which no run reads: AWSLogs\/a\.json\.gz$/);

  expect(wrong(judged(arrivals(SOUND, { passedOver, otherPrefixes: ['o-a1b2c3d4e5/'] })))).toEqual([
    stray,
    finding('prefix', 'warning', /: s3:\/\/logs\/o-a1b2c3d4e5\/AWSLogs\/$/),
  ]);
  expect(wrong(judged(arrivals([], { passedOver })))).toEqual([
    finding('logs', 'fault', /^no log files/),
    stray,
  ]);
});

test("CloudTrail's other kinds of events are ok", () => {
  expect(judged(arrivals(SOUND, { notCovered: ['CloudTrail-Insight'] })).at(-1)).toEqual({
    check: 'not covered',
    status: 'ok',
    seen: 'beside the log files, in no report: CloudTrail-Insight',
  });
});

test('an account that fell silent is a warning', () => {
  const silent = [...SOUND.slice(0, 2), folder(OTHER, 'us-east-1', '2026-11-18T04:00:00Z')];
  expect(wrong(judged(arrivals(silent)))).toEqual([
    finding('silent account', 'warning', /^444455556666: its newest log file is 4 days old/),
  ]);
});

test('where no logs arrive at all, no account is silent', () => {
  const stopped = SOUND.slice(0, 3).map((logs) => ({ ...logs, newest: '2026-11-18T04:00:00Z' }));
  expect(wrong(judged(arrivals(stopped))).map(({ check }) => check)).toEqual(['newest log file']);
});

test.each([
  ['us-east-1', 'eu-west-1'],
  ['cn-north-1', 'cn-northwest-1'],
  ['us-gov-west-1', 'us-gov-east-1'],
])('an account without logs of %s lacks global events', (home, region) => {
  const logs = [folder(ACCOUNT, region, '2026-11-22T07:55:00Z')];
  expect(wrong(judged(arrivals(logs)))).toEqual([
    finding('global events', 'warning', new RegExp(`^no log files of ${home} for 111122223333:`)),
  ]);
});

test.each([
  ['accounts', { accounts: [ACCOUNT, '777788889999'] }, /^no log files of 777788889999, which/],
  ['regions', { regions: ['us-east-1', 'sa-east-1'] }, /^no log files of sa-east-1, which/],
])('configured %s without logs are a warning', (kind, config, seen) => {
  expect(wrong(judged(arrivals(), setup(config)))).toEqual([finding(`configured ${kind}`, 'warning', seen)]);
});

test('an account without digest files is a warning', () => {
  expect(wrong(judged(arrivals(SOUND, { newestDigests: { [ACCOUNT]: '2026-11-22T07:00:00Z' } })))).toEqual([
    finding(
      'digest files',
      'warning',
      /^no digest files for 444455556666: log file validation seems to be off/,
    ),
  ]);
});

test('digest files that stopped while log files arrive are a warning', () => {
  const newestDigests = { [ACCOUNT]: '2026-11-22T07:00:00Z', [OTHER]: '2026-11-20T07:00:00Z' };
  expect(wrong(judged(arrivals(SOUND, { newestDigests })))).toEqual([
    finding(
      'digest files',
      'warning',
      /^digest files stopped, while log files arrive: 444455556666 \(2026-11-20\)$/,
    ),
  ]);
});

test.each([
  [30, 'warning'],
  [400, 'warning'],
  [401, 'ok'],
])('log files that go to Glacier after %d days are %s, where runs go back 400 days', (days, status) => {
  const rules = [
    { id: 'deep', storageClass: 'DEEP_ARCHIVE', days: 1000 },
    { id: 'cold', storageClass: 'GLACIER', days },
  ];
  const lifecycle = judged(arrivals(), setup(), found(rules)).find(({ check }) => check === 'log lifecycle');
  expect(lifecycle).toMatchObject({
    status,
    seen: `rule cold moves log files to GLACIER after ${days} days: Athena leaves them out, without an error`,
  });
});

test('a bucket that may not be listed is a warning', () => {
  const facts = { bucket: bucket('logs'), archived: absent, arrivals: denied('s3:ListBucket'), table };
  expect(wrong(judgeLogs(facts, setup()))[0]).toEqual(
    finding('logs', 'warning', /lacks the permission s3:ListBucket/),
  );
});

test('a bucket that does not exist is one fault, and its table is checked all the same', () => {
  const facts = { bucket: bucket('logs', { region: absent }), archived: absent, arrivals: absent, table };
  expect(judgeLogs(facts, setup())).toEqual([
    finding('log bucket', 'fault', /^bucket logs does not exist$/),
    finding('table', 'warning', /athena:GetTableMetadata/),
  ]);
});
