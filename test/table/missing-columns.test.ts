import { eventsOf } from '../../src/reports/events.ts';
import { eventsWithout, statementOf } from '../../src/reports/statement.ts';
import { withMissingColumns } from '../../src/table/missing-columns.ts';
import { tableConfigSchema } from '../../src/table/table-config.ts';
import type { TableDescription } from '../../src/table/table-description.ts';
import { trinoFaults } from '../sql/trino-grammar.ts';
import { hiveColumns } from './table-examples.ts';
import { describedTable } from './tables.ts';

const table = tableConfigSchema.parse({});
const window = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z', timezone: 'UTC' };
const events = eventsOf(table, window, { from: '2026/11/20', to: '2026/11/22' });

/** The relation of a table that has these columns in the place of today's; undefined removes one. */
function relation(changed: Record<string, string | undefined> = {}, about: Partial<TableDescription> = {}) {
  const types = { ...Object.fromEntries(hiveColumns.map(({ name, type }) => [name, type])), ...changed };
  const present = Object.entries(types).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const columns = present.map(([name]) => name);
  const description = {
    ...describedTable(),
    columns,
    columnTypes: Object.fromEntries(present),
    ...about,
  };
  return withMissingColumns(events, table, description).sql;
}

test('a table with all columns is read as it is', () => {
  expect(relation()).toBe(events.sql);
});

test('a column that the table lacks is NULL, in its type', () => {
  const sql = relation({ eventcategory: undefined, tlsdetails: undefined });

  expect(sql).toContain('"eventtime", ');
  expect(sql).toContain(
    'CAST(NULL AS varchar) AS "eventcategory", CAST(NULL AS ROW("tlsversion" varchar,"ciphersuite" varchar,"clientprovidedhostheader" varchar,"keyexchange" varchar)) AS "tlsdetails", "account", "region", "day" FROM "default"."cloudtrail_logs"\n  WHERE',
  );
});

test('a field that a struct lacks is NULL; fields of its own stay', () => {
  const tlsdetails = 'struct<tlsversion:string,own:map<string,array<int>>>';

  expect(relation({ tlsdetails })).toContain(
    'CAST(ROW("tlsdetails"."tlsversion", "tlsdetails"."own", CAST(NULL AS varchar)) AS ROW("tlsversion" varchar,"own" map(varchar, array(integer)),"keyexchange" varchar)) AS "tlsdetails"',
  );
});

test('a struct in a struct is made anew with it', () => {
  const useridentity =
    'struct<type:string,sessioncontext:struct<attributes:struct<mfaauthenticated:string>>>';

  const statement = statementOf(
    { sql: 'SELECT useridentity.sessioncontext.sourceidentity AS s FROM events' },
    { ...events, sql: relation({ useridentity }) },
  );

  expect(statement.sql).toContain(
    'CAST(ROW(CAST(ROW("useridentity"."sessioncontext"."attributes"."mfaauthenticated", CAST(NULL AS varchar)) AS ROW("mfaauthenticated" varchar,"sessioncredentialfromconsole" varchar)), CAST(NULL AS varchar)',
  );
  expect(trinoFaults(statement.sql)).toEqual([]);
});

test('a column that every table has stays missing: a report would say too little without it', () => {
  expect(relation({ errorcode: undefined })).toBe(events.sql);
});

test.each([
  ['columns', { columns: [] }],
  ['types', { columnTypes: {} }],
])('a table of which the catalog names no %s is read as it is', (_, about) => {
  expect(relation({}, about)).toBe(events.sql);
});

test('the bounds are within, where hidden columns such as "$path" are', () => {
  expect(relation({ eventcategory: undefined })).toMatch(/FROM \(SELECT [\s\S]*WHERE [\s\S]*\n\)\)$/);
});

test.each([{}, { eventcategory: undefined }])('a damaged file is left out within, too: %j', (changed) => {
  const file = 's3://logs/AWSLogs/a.json.gz';
  const { sql, parameters } = eventsWithout([file, file], { ...events, sql: relation(changed) });

  expect(sql).toMatch(/[^)] AND "\$path" <> \? AND "\$path" <> \?\n\)+$/);
  expect(trinoFaults(statementOf({ sql: 'SELECT eventname FROM events' }, { sql, parameters }).sql)).toEqual(
    [],
  );
  expect(parameters).toEqual([...events.parameters, file, file]);
});

test('an error is in the same line of the statement', () => {
  expect(relation({ eventcategory: undefined }).split('\n')).toHaveLength(events.sql.split('\n').length);
});
