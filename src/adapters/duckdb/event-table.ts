import { availableParallelism } from 'node:os';
import {
  BLOB,
  blobValue,
  type DuckDBConnection,
  type DuckDBInstance,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api';
import { cloudTrailColumns, type Fields } from '../../cloudtrail-columns.ts';
import type { LogSurvey } from '../../ports.ts';
import type { Run } from '../../run.ts';
import type { TableConfig } from '../../statement.ts';
import { duckDbType, jsonStructure, usedColumns } from './columns.ts';
import { LogReader, type LogText } from './log-reader.ts';

export interface EventTableOptions {
  logs: string;
  run: Run;
  table: TableConfig;
  /** the texts of the reports: only columns that they name are kept */
  reports: readonly string[];
  /** called after every batch of files */
  onProgress?: (read: { files: number; bytes: number }) => void;
}

/** A time as CloudTrail writes it; records with another are kept, so that they can be counted. */
const HAS_TIME = `eventTime LIKE '____-__-__T__:__:__%Z'`;

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
  const name = quotedName(options.table);
  const columns = usedColumns(cloudTrailColumns, options.reports, [
    'eventTime',
    'recipientAccountId',
    'awsRegion',
  ]);
  const connection = await instance.connect();
  await createTable(connection, options.table, columns);
  const insert = insertStatement(options.table, columns);
  // One thread a statement: with more, those that find nothing to do in so small a statement burn the others' time.
  await connection.run('SET threads = 1');
  const workers = Array.from({ length: availableParallelism() + 1 }, async () => {
    const worker = await instance.connect();
    for (let batch = await reader.nextBatch(); batch.length > 0; batch = await reader.nextBatch()) {
      await insertBatch(worker, insert, batch, reader, options.run);
      options.onProgress?.({ files: reader.files, bytes: reader.bytes });
    }
    worker.closeSync();
  });
  await Promise.all(workers);
  await connection.run('RESET threads');
  const counted = await connection.runAndReadAll(
    `SELECT count(*) FROM ${name} WHERE NOT coalesce(${HAS_TIME}, false)`,
  );
  connection.closeSync();
  return {
    files: reader.files,
    days: reader.days,
    bytes: reader.bytes,
    complete: true,
    damaged: reader.damaged.sort((a, b) => (a.file < b.file ? -1 : 1)),
    recordsWithoutTime: Number(counted.getRows()[0]?.[0]),
  };
}

async function createTable(connection: DuckDBConnection, table: TableConfig, columns: Fields): Promise<void> {
  const definitions = [
    ...Object.entries(columns).map(([column, type]) => `"${column.toLowerCase()}" ${duckDbType(type)}`),
    ...partitionColumns(table).map(({ column }) => `"${column}" VARCHAR`),
  ];
  await connection.run(`CREATE SCHEMA IF NOT EXISTS "${table.database}"`);
  await connection.run(`CREATE TABLE ${quotedName(table)} (${definitions.join(', ')})`);
}

function partitionColumns(table: TableConfig): { column: string; value: string }[] {
  const { day, account, region } = table.partitions;
  return [
    { column: day, value: 'day' },
    ...(account ? [{ column: account, value: 'account' }] : []),
    ...(region ? [{ column: region, value: 'region' }] : []),
  ];
}

function insertStatement(table: TableConfig, columns: Fields): string {
  const structure = JSON.stringify({ Records: [jsonStructure(columns)] });
  const values = [
    ...Object.keys(columns).map((column) => `record."${column}"`),
    ...partitionColumns(table).map(({ value }) => value),
  ];
  return `
    INSERT INTO ${quotedName(table)}
    SELECT ${values.join(', ')}
    FROM (
      SELECT unnest(from_json(decode(text), '${structure}').Records) AS record, day, account, region
      FROM (SELECT unnest($1) AS text, unnest($2) AS day, unnest($3) AS account, unnest($4) AS region)
    )
    WHERE NOT coalesce(record.${HAS_TIME}, false) OR (record.eventTime >= $5 AND record.eventTime < $6)`;
}

async function insertBatch(
  connection: DuckDBConnection,
  statement: string,
  batch: LogText[],
  reader: LogReader,
  run: Run,
): Promise<void> {
  try {
    await insert(connection, statement, batch, run);
  } catch {
    // One bad file fails its whole batch: find it, and insert the others. What fails then is not the files' fault.
    await insert(connection, statement, await soundFiles(connection, batch, reader), run);
  }
}

async function soundFiles(
  connection: DuckDBConnection,
  batch: LogText[],
  reader: LogReader,
): Promise<LogText[]> {
  const sound: LogText[] = [];
  for (const file of batch) {
    const text = reader.check(file);
    if (text === undefined) continue;
    const valid = await connection.runAndReadAll('SELECT json_valid(decode($1))', [blobValue(text)], [BLOB]);
    if (valid.getRows()[0]?.[0]) sound.push({ ...file, text });
    else reader.reject(file.file, 'not JSON that the engine can read');
  }
  return sound;
}

async function insert(
  connection: DuckDBConnection,
  statement: string,
  batch: LogText[],
  run: Run,
): Promise<void> {
  const texts = listValue(batch.map(({ text }) => blobValue(text)));
  const [days, accounts, regions] = (['day', 'account', 'region'] as const).map((field) =>
    listValue(batch.map(({ folder }) => folder[field])),
  );
  await connection.run(
    statement,
    [texts, days ?? null, accounts ?? null, regions ?? null, run.window.from, run.window.to],
    [LIST(BLOB), LIST(VARCHAR), LIST(VARCHAR), LIST(VARCHAR), VARCHAR, VARCHAR],
  );
}

function quotedName({ database, table }: TableConfig): string {
  return `"${database}"."${table}"`;
}
