import { judgeTableFolders, type RegionFolder } from '../../src/doctor/table.ts';
import { describedTable } from '../table/tables.ts';
import { ACCOUNT, finding, OTHER, setup } from './facts.ts';

const folder = (account: string, region: string, newest?: string): RegionFolder => ({
  account,
  region,
  folder: `s3://logs/AWSLogs/${account}/CloudTrail/${region}/`,
  newest,
});
const withLogs = (account: string, region: string) => folder(account, region, '2026-11-22T07:00:00Z');
const LOGS = [
  withLogs(ACCOUNT, 'us-east-1'),
  withLogs(OTHER, 'us-east-1'),
  withLogs(OTHER, 'ap-northeast-1'),
];
const template = (location: string) => describedTable({ 'storage.location.template': location });

test('a table that reads every account and region that has logs is ok', () => {
  expect(judgeTableFolders(describedTable(), LOGS, setup())).toEqual({
    check: 'table location',
    status: 'ok',
    seen: 's3://logs/AWSLogs/${account}/CloudTrail/${region}/${day} covers every account and region that has logs',
  });
});

test('a template may begin before the prefix of the logs', () => {
  const logs = { bucket: 'logs', prefix: 'trails/' };
  expect(judgeTableFolders(describedTable(), [], setup({}, { logs })).status).toBe('ok');
});

test.each([
  [
    'an empty folder in the location',
    template('s3://logs/AWSLogs//${account}/CloudTrail/${region}/${day}'),
    finding('table location', 'fault', /empty folder name/),
  ],
  [
    'the location of another bucket',
    template('s3://elsewhere/AWSLogs/${account}/CloudTrail/${region}/${day}'),
    finding(
      'table location',
      'fault',
      /^the table reads s3:\/\/elsewhere\/.*, but the logs are in s3:\/\/logs\//,
    ),
  ],
  [
    'the location of a bucket whose name goes on',
    template('s3://logs-2/AWSLogs/${account}/CloudTrail/${region}/${day}'),
    finding('table location', 'fault', /^the table reads s3:\/\/logs-2\//),
  ],
  [
    'a template that does not end in the day',
    template('s3://logs/AWSLogs/${account}/${day}/${region}'),
    finding('table location', 'fault', /does not end in the day, \$\{day\}$/),
  ],
  [
    'a template that matches no folder',
    template('s3://logs/AWSLogs/o-a1b2c3d4e5/${account}/CloudTrail/${region}/${day}'),
    finding('table location', 'fault', /does not match the log folders, such as s3:\/\/logs\/AWSLogs\/1111/),
  ],
  [
    'an account that is not projected',
    describedTable({ 'projection.account.values': ACCOUNT }),
    finding(
      'table coverage',
      'fault',
      /no report shows them: 444455556666 us-east-1, 444455556666 ap-northeast-1$/,
    ),
  ],
  [
    'a region that is not projected',
    describedTable({ 'projection.region.values': 'us-east-1' }),
    finding('table coverage', 'fault', /no report shows them: 444455556666 ap-northeast-1$/),
  ],
  [
    'a table without projection and location',
    { ...describedTable({ 'projection.enabled': 'false' }), location: '' },
    finding('table location', 'fault', /^the table reads no place/),
  ],
  [
    'a table without projection over one region of two',
    {
      ...describedTable({ 'projection.enabled': 'false' }),
      location: `s3://logs/AWSLogs/${OTHER}/CloudTrail/us-east-1/`,
    },
    finding('table location', 'warning', /leaves out 111122223333 us-east-1, 444455556666 ap-northeast-1/),
  ],
])('%s', (_, table, expected) => {
  expect(judgeTableFolders(table, LOGS, setup())).toEqual(expected);
});

test('folders without log files, and folders that runs do not read, need no projection', () => {
  const logs = [
    withLogs(ACCOUNT, 'us-east-1'),
    withLogs('777788889999', 'us-east-1'),
    folder(ACCOUNT, 'eu-west-1'),
  ];
  expect(judgeTableFolders(describedTable(), logs, setup({ accounts: [ACCOUNT] })).status).toBe('ok');
});

test('where the bucket could not be listed, the location alone is checked', () => {
  expect(judgeTableFolders(describedTable(), [], setup()).status).toBe('ok');
});

test('the location of a table with a template may be any', () => {
  const table = { ...describedTable(), location: 's3://another//place' };
  expect(judgeTableFolders(table, LOGS, setup()).status).toBe('ok');
});
