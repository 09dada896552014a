import type { Arrivals } from '../../../src/doctor/aws-setup/arrivals.ts';
import { judgeFolders } from '../../../src/doctor/aws-setup/table-folders.ts';
import { describedTable } from '../../table/tables.ts';

const PARTITIONS = { day: 'day', account: 'account', region: 'region' };
const context = { table: { database: 'audit', table: 'logs', partitions: PARTITIONS }, place: 's3://logs' };

/** Logs of accounts' regions, in the account layout. */
function arrivals(...folders: [account: string, region: string, newest?: string][]): Arrivals {
  return {
    regions: folders.map(([account, region, newest = '2026-11-22T07:00:00Z']) => ({
      account,
      region,
      folder: `s3://logs/AWSLogs/${account}/CloudTrail/${region}/`,
      newest: newest === 'none' ? undefined : newest,
    })),
    accountsWithDigests: [],
    otherPrefixes: [],
  };
}

const statuses = (...args: Parameters<typeof judgeFolders>) =>
  judgeFolders(...args).map(({ check, status }) => `${check}: ${status}`);

test('folders without log files need no projection, and those that runs are not to read need none', () => {
  const found = arrivals(
    ['111122223333', 'us-east-1'],
    ['777788889999', 'us-east-1'],
    ['111122223333', 'eu-west-1', 'none'],
  );
  expect(statuses(describedTable(), found, { ...context, accounts: ['111122223333'] })).toEqual([
    'table location: ok',
  ]);
});

test('where the bucket could not be looked at, the location alone is', () => {
  expect(statuses(describedTable(), undefined, context)).toEqual(['table location: ok']);
});

test('a table without projection that lies in one region is told of the others', () => {
  const table = {
    ...describedTable({ 'projection.enabled': 'false' }),
    location: 's3://logs/AWSLogs/111122223333/CloudTrail/us-east-1/',
  };
  const [finding] = judgeFolders(
    table,
    arrivals(['111122223333', 'us-east-1'], ['111122223333', 'eu-west-1']),
    context,
  );
  expect(finding).toMatchObject({
    status: 'warning',
    seen: expect.stringContaining('leaves out 111122223333 eu-west-1'),
  });
});

test('a location for which the template stands in may be any', () => {
  const table = { ...describedTable(), location: 's3://another//place' };
  expect(statuses(table, arrivals(['111122223333', 'us-east-1']), context)).toEqual(['table location: ok']);
});
