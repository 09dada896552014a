import type { Finding } from '../../src/doctor/finding.ts';
import { judgeTable } from '../../src/doctor/table.ts';
import { eventColumns } from '../../src/table/cloudtrail-columns.ts';
import type { TableDescription } from '../../src/table/table-description.ts';
import { describedTable } from '../table/tables.ts';
import { absent, denied, finding, found, setup, wrong } from './facts.ts';

const COLUMNS = Object.keys(eventColumns);
const table = (changes: Partial<TableDescription> = {}): TableDescription => ({
  ...describedTable(),
  columns: COLUMNS,
  ...changes,
});
const properties = (changed: Record<string, string | undefined>) =>
  table({ properties: describedTable(changed).properties });
const judged = (description: TableDescription, config: object = {}) =>
  judgeTable(found(description), [], setup(config));

test('a table of the SerDe of before is ok', () => {
  const before = { 'serde.serialization.lib': 'com.amazon.emr.hive.serde.CloudTrailSerde' };
  expect(wrong(judged(properties(before)))).toEqual([]);
});

test('the recommended table is ok', () => {
  expect(judged(table()).map(({ check, status, seen }) => `${check}: ${status}: ${seen}`)).toEqual([
    'table: ok: audit.cloudtrail_logs, partitioned by account, region, day',
    "table columns: ok: all 30 of today's CloudTrail records",
    'projection: ok: partition projection is on',
    'projection range: ok: covers the last 400 days',
    'table location: ok: s3://logs/AWSLogs/${account}/CloudTrail/${region}/${day}',
  ]);
});

test.each([
  ['no table', absent, 'fault', /^table audit\.cloudtrail_logs does not exist$/],
  [
    'a table that may not be read',
    denied('athena:GetTableMetadata and glue:GetTable'),
    'warning',
    /lacks the permission athena:GetTableMetadata and glue:GetTable/,
  ],
] as const)('%s', (_, answer, status, seen) => {
  expect(judgeTable(answer, [], setup())).toEqual([finding('table', status, seen)]);
});

test.each<[string, TableDescription, Finding]>([
  ['a view', table({ isView: true }), finding('table', 'fault', /is a view/)],
  [
    'a partition column of dates',
    table({ partitionTypes: { account: 'string', region: 'string', day: 'date' } }),
    finding('table', 'fault', /"day" has the type date/),
  ],
  [
    'a table whose event times are no text',
    table({ columnTypes: { eventtime: 'timestamp' } }),
    finding('table', 'fault', /has the column eventtime of type timestamp/),
  ],
  [
    'a SerDe that is not made for CloudTrail',
    properties({ 'serde.serialization.lib': 'org.openx.data.jsonserde.JsonSerDe' }),
    finding('table format', 'warning', /^the SerDe org\.openx\.data\.jsonserde\.JsonSerDe, not made/),
  ],
  [
    'an input format that is not',
    properties({ inputformat: 'org.apache.hadoop.mapred.TextInputFormat' }),
    finding('table format', 'warning', /^the input format org\.apache\.hadoop\.mapred\.TextInputFormat/),
  ],
  [
    'an old table without the newer columns',
    table({ columns: COLUMNS.slice(0, 20) }),
    finding('table columns', 'warning', /^missing: .*tlsdetails/),
  ],
  [
    'an old table without the newer fields of a struct',
    table({ columnTypes: { tlsdetails: 'struct<tlsversion:string>' } }),
    finding('table columns', 'warning', /^missing: tlsdetails\.keyexchange$/),
  ],
  [
    'a table without event times',
    table({ columns: COLUMNS.filter((name) => name !== 'eventtime') }),
    finding('table columns', 'fault', /^missing: eventtime; without eventtime/),
  ],
  [
    'no projection',
    properties({ 'projection.enabled': 'false' }),
    finding('projection', 'warning', /projection is off/),
  ],
  [
    'a range that ends before the last window',
    properties({ 'projection.day.range': '2020/01/01,2024/12/31' }),
    finding('projection', 'fault', /projection\.day\.range/),
  ],
  [
    'a range too short for a month',
    properties({ 'projection.day.range': 'NOW-7DAYS,NOW' }),
    finding('projection range', 'warning', /^runs over the last 30 days are refused/),
  ],
  [
    'a range too short for the longest request',
    properties({ 'projection.day.range': 'NOW-1YEARS,NOW' }),
    finding('projection range', 'warning', /^runs over the last 400 days are refused/),
  ],
  [
    'a format that CloudTrail does not write',
    properties({ 'projection.day.format': 'yyyy-MM-dd' }),
    finding('projection', 'fault', /projection\.day\.format/),
  ],
  [
    'no location template',
    properties({ 'storage.location.template': undefined }),
    finding('projection', 'fault', /storage\.location\.template: missing/),
  ],
  [
    'a template without a place for the region',
    properties({ 'storage.location.template': 's3://logs/AWSLogs/${account}/CloudTrail/us-east-1/${day}' }),
    finding('projection', 'fault', /leaves out \$\{region\}, and Athena runs no query without/),
  ],
])('%s', (_, description, expected) => {
  expect(wrong(judged(description))).toEqual([expected]);
});

test('a table without the partition column is refused, and its location is checked all the same', () => {
  const config = { table: { database: 'audit', partitions: { day: 'day' } } };
  const found = judged(table({ partitionColumns: ['timestamp'], partitionTypes: {} }), config);
  expect(found[0]).toEqual(finding('table', 'fault', /is not a partition column.*partitioned by timestamp/));
  expect(found.at(-1)?.check).toBe('table location');
});

test('a configured account that is not projected is a fault', () => {
  expect(wrong(judged(table(), { accounts: ['777788889999'] }))).toEqual([
    finding('projection', 'fault', /777788889999/),
  ]);
});

test('a range too short for the schedule alone is a fault too', () => {
  const config = { schedule: { period: 'P1M' }, limits: { days: 3 } };
  expect(wrong(judged(properties({ 'projection.day.range': 'NOW-7DAYS,NOW' }), config))).toEqual([
    finding('projection', 'fault', /projection\.day\.range/),
  ]);
});
