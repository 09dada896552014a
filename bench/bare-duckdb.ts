/**
 * The five results by DuckDB alone, as one would write them by hand. Argument 1: `passes` reads the files anew for each
 * report; `table` reads them once into a table of the needed columns; `count` only counts the records.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { readCatalogueFiles } from '../src/adapters/local/catalogue-files.ts';
import { duckDbType, usedColumns } from '../src/adapters/local/duckdb/columns.ts';
import { trinoMacros } from '../src/adapters/local/duckdb/trino-macros.ts';
import { parseCatalogue } from '../src/reports/catalogue.ts';
import { cloudTrailColumns, type Fields } from '../src/table/cloudtrail-columns.ts';

const [mode, logs, out] = process.argv.slice(2);

const connection = await (await DuckDBInstance.create(':memory:')).connect();
for (const macro of trinoMacros) await connection.run(macro);
const reports = parseCatalogue(await readCatalogueFiles('sql'));
const derived = new Map(
  reports.flatMap((report) => report.derived ?? []).map(({ name, sql }) => [name, sql]),
);
const columns = usedColumns(
  cloudTrailColumns,
  reports.map(({ sql }) => sql),
  ['eventTime', ...derived.values()],
);
const added = [...derived].map(([name, sql]) => `, ${sql} AS ${name}`).join('');
const files = `'${logs}/AWSLogs/*/CloudTrail/*/*/*/*/*.json.gz'`;
const records = (fields: Fields) =>
  `read_json(${files}, columns = {Records: '${duckDbType({ list: fields })}'}, maximum_object_size = 134217728)`;

if (mode === 'count') {
  await connection.run(`SELECT sum(len(Records)) FROM ${records({ eventID: 'string' })}`);
} else {
  await connection.run(`
    CREATE ${mode === 'table' ? 'TABLE' : 'VIEW'} events AS
    SELECT *${added} FROM (
      SELECT unnest(record) FROM (SELECT unnest(Records) AS record FROM ${records(columns)})
      WHERE record.eventTime >= '2000' AND record.eventTime < '2100'
    )`);
  for (const { id, sql } of reports) {
    await connection.run(`COPY (${sql}) TO '${out}/${id}.csv' (FORMAT csv, HEADER, FORCE_QUOTE *)`);
  }
}
