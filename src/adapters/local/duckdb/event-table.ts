import { availableParallelism } from 'node:os';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { LogSurvey } from '../../../ports.ts';
import type { Run } from '../../../run/run.ts';
import { cloudTrailColumns, type Fields } from '../../../table/cloudtrail-columns.ts';
import type { TableConfig } from '../../../table/table-config.ts';
import { LogReader } from '../log-files/log-reader.ts';
import { duckDbType, partitionColumns, quotedName, usedColumns } from './columns.ts';
import { LogInsert } from './log-insert.ts';
import { QUERY_THREADS } from './memory.ts';

export interface EventTableOptions {
  logs: string;
  run: Run;
  table: TableConfig;
  /** the texts of the reports: only columns that they name are kept */
  reports: readonly string[];
  /** called after every batch of files */
  onProgress?: (read: { files: number; bytes: number }) => void;
}

/**
 * Makes the table that the statements name, and fills it with the window's records from the log files of the run's
 * partitions. Each file is read once. Files are parsed by several connections at a time, a few megabytes each, so
 * memory does not grow with the logs; the table itself spills to disk.
 */
export async function loadEventTable(
  instance: DuckDBInstance,
  options: EventTableOptions,
): Promise<LogSurvey> {
  const reader = new LogReader(options.logs, options.run.partitions);
  const columns = usedColumns(cloudTrailColumns, options.reports, [
    'eventTime',
    'recipientAccountId',
    'awsRegion',
    ...(options.run.events.derived ?? []).map(({ sql }) => sql),
  ]);
  const connection = await instance.connect();
  await createTable(connection, options.table, columns);
  // One thread a statement: in statements as small as these, idle threads only take time from the others.
  await connection.run('SET threads = 1');
  const open = () => LogInsert.open(instance, options.table, columns, options.run.window);
  const workers = Array.from({ length: availableParallelism() + 1 }, async () => {
    const insert = await open();
    try {
      return await insert.all(reader, () =>
        options.onProgress?.({ files: reader.files, bytes: reader.bytes }),
      );
    } catch (error) {
      reader.end();
      throw error;
    } finally {
      insert.close();
    }
  });
  // All of them, even if one fails: the engine must not be closed while others use it.
  const ended = await Promise.allSettled(workers);
  const withoutMemory = ended.flatMap((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
  const last = await open();
  await last.retry(withoutMemory, reader);
  last.close();
  await connection.run(`SET threads = ${QUERY_THREADS}`);
  const recordsWithoutTime = await countOutside(connection, options);
  connection.closeSync();
  return {
    files: reader.files,
    days: reader.days,
    bytes: reader.bytes,
    complete: true,
    damaged: reader.damaged.sort((a, b) => (a.file < b.file ? -1 : 1)),
    unreadable: reader.unreadable,
    recordsWithoutTime,
  };
}

/** Of the records outside the window only those without a time are in the table. */
async function countOutside(
  connection: DuckDBConnection,
  { table, run: { window } }: EventTableOptions,
): Promise<number> {
  const counted = await connection.runAndReadAll(
    `SELECT count(*) FROM ${quotedName(table)} WHERE NOT coalesce(eventtime >= ? AND eventtime < ?, false)`,
    [window.from, window.to],
  );
  return Number(counted.getRows()[0]?.[0]);
}

async function createTable(connection: DuckDBConnection, table: TableConfig, columns: Fields): Promise<void> {
  const definitions = [
    ...Object.entries(columns).map(([column, type]) => `"${column.toLowerCase()}" ${duckDbType(type)}`),
    ...partitionColumns(table).map(({ column }) => `"${column}" VARCHAR`),
  ];
  await connection.run(`CREATE SCHEMA IF NOT EXISTS "${table.database}"`);
  await connection.run(`CREATE TABLE ${quotedName(table)} (${definitions.join(', ')})`);
}
