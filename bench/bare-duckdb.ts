/**
 * The five reports by DuckDB alone, as one would write them by hand: one pass over the log files into a table of the needed
 * columns, then a COPY for each. Arguments: `table` or, to count the records only, `count`; the directory of the results, the
 * window's first and last instant, and the files' patterns.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { readCatalogueFiles } from '../src/adapters/local/catalogue-files.ts';
import { duckDbType, usedColumns } from '../src/adapters/local/duckdb/columns.ts';
import { trinoMacros } from '../src/adapters/local/duckdb/trino-macros.ts';
import { parseCatalogue } from '../src/reports/catalogue.ts';
import { cloudTrailColumns, type Fields } from '../src/table/cloudtrail-columns.ts';
import { FIVE_REPORTS } from './alternatives.ts';

/** Of more in one query the buffers, 32 MB each, do not fit into the memory. */
const FILES = 400;

const [mode, out, from = '', to, ...patterns] = process.argv.slice(2);

const connection = await (await DuckDBInstance.create(':memory:')).connect();
for (const macro of trinoMacros) await connection.run(macro);
const reports = parseCatalogue(await readCatalogueFiles('sql')).filter(({ id }) => FIVE_REPORTS.includes(id));
const derived = new Map(
  reports
    .flatMap((report) => report.derived ?? [])
    .map(({ name, sql }) => [name, sql.replaceAll('{from}', from)]),
);
const columns = usedColumns(
  cloudTrailColumns,
  reports.map(({ sql }) => sql),
  ['eventTime', ...derived.values()],
);
const added = [...derived].map(([name, sql]) => `, ${sql} AS ${name}`).join('');
const records = (fields: Fields, files: string[]) =>
  `SELECT unnest(Records) AS record
   FROM read_json([${files.map((file) => `'${file}'`)}], columns = {Records: '${duckDbType({ list: fields })}'})`;
const events = (files: string[]) => `
  SELECT *${added} FROM (
    SELECT unnest(record) FROM (${records(columns, files)})
    WHERE record.eventTime >= '${from}' AND record.eventTime < '${to}'
  )`;

const found: string[] = [];
for (const pattern of patterns) {
  const names = await connection.runAndReadAll(`SELECT file FROM glob('${pattern}')`);
  found.push(...names.getRows().map(([file]) => String(file)));
}
for (let at = 0; at < found.length; at += FILES) {
  const files = found.slice(at, at + FILES);
  if (mode === 'count')
    await connection.run(`SELECT count(*) FROM (${records({ eventID: 'string' }, files)})`);
  else await connection.run(`${at === 0 ? 'CREATE TABLE events AS' : 'INSERT INTO events'} ${events(files)}`);
}
for (const { id, sql } of mode === 'count' ? [] : reports) {
  await connection.run(`COPY (${sql}) TO '${out}/${id}.csv' (FORMAT csv, HEADER, FORCE_QUOTE *)`);
}
