import { planRun } from '../../src/plan/plan.ts';
import { tableConfigSchema } from '../../src/table/table-config.ts';
import { coveredPlan } from '../../src/table/table-coverage.ts';
import type { TableDescription } from '../../src/table/table-description.ts';
import { faultsOf } from '../faults.ts';
import { describedTable } from './tables.ts';

const now = '2026-11-22T07:00:00.000Z';
const window = { from: '2026-11-20T15:00:00Z', to: '2026-11-21T15:00:00Z', timezone: 'Asia/Tokyo' };
const table = tableConfigSchema.parse({});

const planOf = (bounds: { accounts?: string[]; regions?: string[] } = {}) =>
  planRun({ trigger: 'manual', window, reports: [], table, ...bounds });
const faults = (description: TableDescription | undefined, bounds = {}, config = table) =>
  faultsOf(() => coveredPlan(planOf(bounds), { description, table: config, now }));

test('a table that projects all that is asked for is taken, with the folders that it reads', () => {
  const plan = planOf({ accounts: ['111122223333'], regions: ['us-east-1'] });

  const { run, reports } = coveredPlan(plan, { description: describedTable(), table, now });

  expect(reports).toEqual(plan.reports);
  expect(run).toEqual({
    ...plan.run,
    projected: {
      location: 's3://logs/AWSLogs/${account}/CloudTrail/${region}/',
      values: { account: ['111122223333', '444455556666'], region: ['us-east-1', 'ap-northeast-1'] },
    },
  });
});

test('a table with partitions that somebody adds is taken as it is', () => {
  const plan = planOf({ accounts: ['999999999999'] });
  const description = describedTable({ 'projection.enabled': 'false' });

  expect(coveredPlan(plan, { description, table, now })).toEqual(plan);
});

test('a missing table is named', () => {
  expect(faults(undefined)).toEqual([
    'table: "default.cloudtrail_logs" does not exist: give an existing one as table.database and table.table',
  ]);
});

test('a view is refused', () => {
  expect(faults({ ...describedTable(), isView: true })).toEqual([
    'table: "default.cloudtrail_logs" is a view, which has no partitions: give the table that it reads',
  ]);
});

test('refuses a table whose event times are no text, and says what they are', () => {
  expect(faults({ ...describedTable(), columnTypes: { eventtime: 'timestamp' } })).toEqual([
    'table: "default.cloudtrail_logs" has the column eventtime of type timestamp, but reports compare it as the text that CloudTrail writes, 2026-11-21T22:00:00Z: recreate the table with eventtime string',
  ]);
});

test('every partition column that the table lacks is named, beside those that it has', () => {
  const older = { ...describedTable(), partitionColumns: ['timestamp'] };

  expect(faults(older)).toEqual(
    ['day', 'account', 'region'].map(
      (column) =>
        `table.partitions.${column}: "${column}" is not a partition column: default.cloudtrail_logs is partitioned by timestamp`,
    ),
  );
});

test('a table without partitions is refused', () => {
  expect(faults({ ...describedTable(), partitionColumns: [] })[0]).toContain(
    'partitioned by no column at all',
  );
});

test('accounts and regions that the table leaves out are named', () => {
  const bounds = { accounts: ['111122223333', '999999999999'], regions: ['eu-west-1'] };

  expect(faults(describedTable(), bounds)).toEqual([
    'projection.account.values: "111122223333,444455556666" leaves out 999999999999, which accounts asks for: add what is missing, or ask for others',
    'projection.region.values: "us-east-1,ap-northeast-1" leaves out eu-west-1, which regions asks for: add what is missing, or ask for others',
  ]);
});

test('injected accounts must be asked for by name', () => {
  const description = describedTable({ 'projection.account.type': 'injected' });

  expect(faults(description)).toEqual([
    'projection.account.type: "injected" refuses a query without values for the column: give accounts',
  ]);
  expect(() =>
    coveredPlan(planOf({ accounts: ['999999999999'] }), { description, table, now }),
  ).not.toThrow();
});

test('an injected column that no list of a request bounds cannot be read', () => {
  const { partitionColumns, ...others } = describedTable({
    'projection.team.type': 'injected',
    'storage.location.template': 's3://logs/${team}/AWSLogs/${account}/CloudTrail/${region}/${day}',
  });

  expect(faults({ ...others, partitionColumns: [...partitionColumns, 'team'] })).toEqual([
    'projection.team.type: "injected" refuses a query without values for the column: give another type',
  ]);
});

test('a type that Athena does not know is named', () => {
  expect(faults(describedTable({ 'projection.region.type': undefined }))).toEqual([
    'projection.region.type: "" is not a type that Athena knows: give enum, and the values',
  ]);
});

test('without a template Athena would look for folders that CloudTrail does not write', () => {
  expect(faults(describedTable({ 'storage.location.template': undefined }))).toEqual([
    'storage.location.template: missing, so Athena looks for folders such as day=2026/11/21: give s3://BUCKET/AWSLogs/${account}/CloudTrail/${region}/${day}',
  ]);
});

test('Athena runs no query where the template leaves a partition column out', () => {
  const template = 's3://logs/AWSLogs/${Account}/CloudTrail/us-east-1/${day}';

  expect(faults(describedTable({ 'storage.location.template': template }))).toEqual([
    `storage.location.template: "${template}" leaves out ${'${account}'} and ${'${region}'}, and Athena runs no query without them: name every partition column there`,
  ]);
});

test('a partition column that is not text is named', () => {
  const partitionTypes = { account: 'bigint', region: 'varchar(20)', day: 'date' };

  expect(faults({ ...describedTable(), partitionTypes })).toEqual([
    'table.partitions.day: "day" has the type date but is compared with text: recreate the table with a column of type string',
    'table.partitions.account: "account" has the type bigint but is compared with text: recreate the table with a column of type string',
  ]);
});

test('every fault is named at once', () => {
  const description = describedTable({
    'projection.day.range': 'NOW-1DAYS,NOW',
    'storage.location.template': undefined,
  });

  expect(faults(description, { regions: ['eu-west-1'] })).toHaveLength(3);
});

test('the folders are those of the location that a table of one region has', () => {
  const config = tableConfigSchema.parse({ partitions: { day: 'timestamp' } });
  const description: TableDescription = {
    ...describedTable(),
    partitionColumns: ['timestamp'],
    properties: {
      'projection.enabled': 'true',
      'projection.timestamp.type': 'date',
      'projection.timestamp.format': 'yyyy/MM/dd',
      'projection.timestamp.range': '2020/01/01,NOW',
      'projection.timestamp.interval': '1',
      'projection.timestamp.interval.unit': 'DAYS',
      'storage.location.template': 's3://logs/AWSLogs/111122223333/CloudTrail/ap-northeast-1/${timestamp}',
    },
  };

  const { run } = coveredPlan(planOf(), { description, table: config, now });

  expect(run.projected).toEqual({
    location: 's3://logs/AWSLogs/111122223333/CloudTrail/ap-northeast-1/',
    values: {},
  });
});
