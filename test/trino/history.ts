/** The history of a run on Trino, as the state machine makes and reads it on Athena. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { allColumns, collectSql } from '../../src/reports/collect-statement.ts';
import { eventsRead } from '../../src/reports/history-events.ts';
import { literalStatement, statementOf } from '../../src/reports/statement.ts';
import { type Collected, historyPlace } from '../../src/run/history.ts';
import type { Events, Run } from '../../src/run/run.ts';
import { typeAt } from '../../src/table/cloudtrail-columns.ts';
import { trinoTypeOf } from '../../src/table/missing-columns.ts';
import type { TableConfig } from '../../src/table/table-config.ts';
import type { Trino } from './server.ts';

export interface CollectedEvents {
  /** what the run's reports read */
  events: Events;
  rows: number;
  /** bytes that the query read and wrote */
  read: number;
  written: number;
}

/**
 * Writes the events of a run, with the SELECT that UNLOAD has, and makes a table over them like that of
 * infra/history-table.yml. Trino has no UNLOAD; CREATE TABLE AS writes the same files in the same folders.
 *
 * @param directory what Trino's `local:///` is
 * @throws Error where the table does not give all rows that were written
 */
export async function collect(
  trino: Trino,
  run: Run,
  { partitions }: Pick<TableConfig, 'partitions'>,
  directory: string,
): Promise<CollectedEvents> {
  await trino.query('DROP TABLE IF EXISTS collected');
  const place = historyPlace(run.runId, 1);
  await rm(join(directory, place), { recursive: true, force: true });
  const columns = allColumns({ partitions });
  const statement = literalStatement(statementOf({ sql: collectSql({ columns }) }, run.events));
  const {
    rows: [[rows] = []],
    bytesRead: read,
    bytesWritten: written,
  } = await trino.query(`CREATE TABLE collected WITH (
    format = 'PARQUET', external_location = 'local:///${place}', partitioned_by = ARRAY['kind']
  ) AS ${statement}`);
  await makeHistoryTable(trino, columns, 'local:///events');
  const table = '"default"."history"';
  const counted = await trino.query(`SELECT count(*) FROM ${table} WHERE "run" = '${run.runId}-1'`);
  if (counted.rows[0]?.[0] !== rows)
    throw new Error(`the table gives ${counted.rows[0]?.[0]} of ${rows} rows`);
  const history = { state: 'succeeded' as const, place, columns, table, kinds: [] };
  const made: Collected = { ...history, rows: Number(rows), scannedBytes: read, milliseconds: 0 };
  return { events: eventsRead({ ...run, history: made }), rows: Number(rows), read, written };
}

/** @param location of what `collect` wrote */
export async function makeHistoryTable(
  trino: Trino,
  columns: readonly string[],
  location: string,
): Promise<void> {
  await trino.query('DROP TABLE IF EXISTS history');
  await trino.query(`CREATE TABLE history (
    ${columns.map((name) => `"${name}" ${trinoTypeOf(typeAt([name]) ?? 'string')}`).join(', ')}, "run" varchar, "kind" varchar
  ) WITH (format = 'PARQUET', external_location = '${location}', partitioned_by = ARRAY['run', 'kind'])`);
  await trino.query("CALL system.sync_partition_metadata('default', 'history', 'FULL')");
}
