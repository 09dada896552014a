import { readdir, readFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { duckDbType } from '../../src/adapters/local/duckdb/columns.ts';
import { planRun } from '../../src/plan/plan.ts';
import { cloudTrailColumns } from '../../src/table/cloudtrail-columns.ts';
import { coveredPlan } from '../../src/table/table-coverage.ts';
import { cloudTrailTable, type TableRequest, tableDdl } from '../../src/table/table-ddl.ts';
import type { TableDescription } from '../../src/table/table-description.ts';
import { grammarFaults } from '../sql/grammar.ts';
import { hiveColumns, tableExamples } from './table-examples.ts';

const examples = Object.entries(tableExamples);
const ddlOf = (request: TableRequest) => tableDdl(cloudTrailTable(request));

test.each(examples)('%s is what the command prints for its values', async (file, request) => {
  expect(await readFile(`sql/tables/${file}`, 'utf8')).toBe(ddlOf(request));
});

test('every file of sql/tables is such an example', async () => {
  expect((await readdir('sql/tables')).sort()).toEqual(Object.keys(tableExamples).sort());
});

test.each(examples)('%s is right by the grammar of Hive', (_, request) => {
  expect(grammarFaults('hive', ddlOf(request))).toEqual([]);
});

test('the grammar of Hive finds a comma too many', () => {
  const [request] = Object.values(tableExamples) as [TableRequest];

  expect(grammarFaults('hive', ddlOf(request).replace(' string,', ' string,,'))).not.toEqual([]);
});

test.each(examples)('%s has the columns of the CloudTrail table, in their types', (_, request) => {
  const [, columns = ''] = /\(\n([\s\S]*?)\n\)\nCOMMENT/.exec(ddlOf(request)) ?? [];
  const found = columns.split(/,\n(?= {2}`)/).map((column) => {
    const [, name = '', type = ''] = /^\s*`(\w+)` ([\s\S]+)$/.exec(column) ?? [];
    return { name, type: type.replace(/\s/g, '') };
  });

  expect(found).toEqual(hiveColumns);
});

test('DuckDB has the same columns in the same types', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const columns = Object.entries(cloudTrailColumns).map(([name, type]) => `"${name}" ${duckDbType(type)}`);
  await connection.run(`CREATE TABLE events (${columns.join(', ')})`);
  const reader = await connection.runAndReadAll('DESCRIBE events');

  const found = reader.getRowObjects().map(({ column_name: name, column_type: type }) => ({
    name: String(name).toLowerCase(),
    type: hiveTypeOf(String(type)),
  }));
  expect(found).toEqual(hiveColumns);
});

test.each(examples)('%s covers a window, and every account and region that it lists', (file, request) => {
  const { database, table, partitions } = cloudTrailTable(request);
  const config = { database, table, partitions };
  const now = '2026-11-22T07:00:00.000Z';
  const window = { from: '2026-11-20T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' };
  const { accounts, regions } = request;
  const bounds = { accounts: [...accounts], ...(partitions.region && { regions: [...regions] }) };
  const plan = planRun({ trigger: 'manual', window, reports: [], table: config, ...bounds });

  const { run } = coveredPlan(plan, { description: described(ddlOf(request)), table: config, now });

  const folder = file.includes('organization') || file.startsWith('account') ? 'o-a1b2c3d4e5/' : '';
  const account = partitions.account ? '${account}' : '111122223333';
  const region = partitions.region ? '${region}' : 'ap-northeast-1';
  expect(run.projected?.location).toBe(
    `s3://your-log-bucket/AWSLogs/${folder}${account}/CloudTrail/${region}/`,
  );
});

test('a prefix stands before AWSLogs in both places', () => {
  const [request] = Object.values(tableExamples) as [TableRequest];

  const ddl = ddlOf({ ...request, prefix: 'trails/company/' });

  expect(ddl).toContain("LOCATION 's3://your-log-bucket/trails/company/AWSLogs/'");
  expect(ddl).toContain("'s3://your-log-bucket/trails/company/AWSLogs/${account}/CloudTrail/");
});

test.each(examples)('%s has no empty folder in a location', (_, request) => {
  expect(ddlOf(request).replaceAll('s3://', '')).not.toContain('//');
});

/** As Athena would tell it after the statement. */
function described(ddl: string): TableDescription {
  const [, partitioned = ''] = /PARTITIONED BY \((.*)\)/.exec(ddl) ?? [];
  const [, properties = ''] = /TBLPROPERTIES \(([\s\S]*)\)/.exec(ddl) ?? [];
  return {
    isView: false,
    columns: hiveColumns.map(({ name }) => name),
    columnTypes: Object.fromEntries(hiveColumns.map(({ name, type }) => [name, type])),
    partitionColumns: [...partitioned.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
    partitionTypes: Object.fromEntries(
      [...partitioned.matchAll(/`(\w+)` (\w+)/g)].map(([, name, type]) => [name, type]),
    ),
    properties: Object.fromEntries(
      [...properties.matchAll(/'(.*?)' = '(.*?)'/g)].map(([, name, value]) => [name, value]),
    ),
  };
}

function hiveTypeOf(type: string): string {
  let hive = type.replace(/MAP\(VARCHAR, VARCHAR\)/g, 'map<string,string>').replaceAll('VARCHAR', 'string');
  while (hive.includes('STRUCT(')) {
    hive = hive.replace(/STRUCT\(([^()]*)\)/g, (_, fields: string) => {
      const named = fields.split(', ').map((field) => field.replace(/^"?(\w+)"? /, '$1:').toLowerCase());
      return `struct<${named.join(',')}>`;
    });
  }
  return hive.replace(/^(.*)\[\]$/, 'array<$1>');
}
