import { availableParallelism } from 'node:os';
import { basename, dirname, relative } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { ROOT } from '../../../logs/layout.ts';
import type { LogSurvey } from '../../../ports.ts';
import { kindIn, LIST_OF_STRUCTS } from '../../../reports/collect-statement.ts';
import { bound, EARLIEST, IS_INSTANT } from '../../../reports/events.ts';
import { EVENT_KINDS } from '../../../run/history.ts';
import type { Run } from '../../../run/run.ts';
import {
  type ColumnType,
  cloudTrailColumns,
  type Fields,
  isList,
  isStruct,
} from '../../../table/cloudtrail-columns.ts';
import type { TableConfig } from '../../../table/table-config.ts';
import { LogReader, type OnProgress } from '../log-files/log-reader.ts';
import type { LogStore } from '../log-files/log-store.ts';
import { askPlace } from '../log-tree/place.ts';
import { duckDbType, usedColumns } from './columns.ts';
import { LogInsert } from './log-insert.ts';
import { QUERY_THREADS } from './memory.ts';

export interface EventTableOptions {
  /** a directory is given by its path */
  logs: LogStore | string;
  run: Run;
  table: TableConfig;
  /** the texts of the reports: only columns that they name are kept */
  reports: readonly string[];
  /** where the files of the run's past are; absent: it has none */
  pastFiles?: readonly string[];
  onProgress?: OnProgress | undefined;
}

/** What there is in the partitions, and how much of it was read, as stored. */
export type LoadedLogs = LogSurvey & { readBytes: number };

/**
 * Makes the table that the statements name, and fills it with the window's records. Several connections parse a few
 * megabytes each, so memory does not grow with the logs; the table spills to disk. With a past it is a view over that
 * and the Parquet files, of which each statement reads the columns and fields that it names.
 */
export async function loadEventTable(
  instance: DuckDBInstance,
  options: EventTableOptions,
): Promise<LoadedLogs> {
  const reader = new LogReader(options.logs, options.run, options.onProgress);
  try {
    return await load(instance, options, reader);
  } finally {
    await reader.close();
  }
}

async function load(
  instance: DuckDBInstance,
  { logs, run, table, reports, pastFiles = [] }: EventTableOptions,
  reader: LogReader,
): Promise<LoadedLogs> {
  const others = typeof logs === 'string' ? otherRoots(logs) : [];
  const used = usedColumns(cloudTrailColumns, reports, [
    'eventTime',
    'recipientAccountId',
    'awsRegion',
    ...(run.events.derived ?? []).map(({ sql }) => sql),
  ]);
  const hasPast = pastFiles.length > 0;
  const columns = hasPast ? wholeColumns(used) : used;
  const loaded = hasPast ? { ...table, table: `${table.table} of logs` } : table;
  const connection = await instance.connect();
  await createTable(connection, loaded, columns);
  // One thread a statement: in statements as small as these, idle threads only take time from the others.
  await connection.run('SET threads = 1');
  const open = async () => {
    const connection = await instance.connect();
    const statement = await connection.prepare(insertStatement(loaded, columns));
    const readable = await connection.prepare(readableStatement(columns));
    return new LogInsert(connection, statement, readable, reader);
  };
  const workers = Array.from({ length: availableParallelism() + 1 }, async () => {
    const insert = await open();
    try {
      return await insert.all();
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
  await last.retry(withoutMemory);
  last.close();
  await connection.run(`SET threads = ${QUERY_THREADS}`);
  if (hasPast) {
    // Else each query would read the footers of all files anew.
    await connection.run('SET parquet_metadata_cache = true');
    await connection.run(viewStatement({ table, loaded, used, run, files: pastFiles }));
  }
  const past = run.past?.runs.flatMap(({ files }) => files) ?? [];
  const readBytes = past.reduce((sum, { bytes }) => sum + bytes, reader.count.counts().bytes);
  // Of the records that no report shows only those without a time are in the table.
  const counted = await connection.runAndReadAll(
    `SELECT count(*) FROM "${loaded.database}"."${loaded.table}"
     WHERE NOT coalesce(eventtime >= ? AND eventtime < ? AND ${IS_INSTANT}, false)`,
    [run.cutoffs ? EARLIEST : bound(run.window.from), bound(run.window.to)],
  );
  connection.closeSync();
  for (const other of await others) reader.count.passedOver('other-root', other);
  if (typeof logs !== 'string')
    for (const other of (await logs.others?.()) ?? []) reader.count.notCovered(other);
  return {
    ...reader.survey(),
    readBytes,
    complete: true,
    recordsWithoutTime: Number(counted.getRows()[0]?.[0]),
  };
}

/** Below a directory, beside its own. */
async function otherRoots(directory: string): Promise<string[]> {
  const place = await askPlace(directory);
  const others = place.kind === 'here' ? place.others : [];
  return others.map((other) => `${relative(directory, other)}/${ROOT}`);
}

/** Athena's hidden column, which its `*` does not take. */
const PATH = '"$path"';
/** The derived column as a past has it: by the folder of a file, so that those of other kinds are not read. */
const PAST_KIND = '"$kind"';

/** A statement for Athena as this engine takes it, over the table of this run. */
export function localSql(sql: string, run: Partial<Pick<Run, 'events' | 'past'>> = {}): string {
  const kind = pastKind(run);
  const hidden = kind === undefined ? PATH : `${PATH}, ${PAST_KIND}`;
  return (
    sql
      .replace(/(?<=events AS \(\s*SELECT \*)/, ` EXCLUDE (${hidden})`)
      // Errors name the statement's lines.
      .replace(`${kind} AS "kind"`, () => `${PAST_KIND}${'\n'.repeat(linesIn(kind))} AS "kind"`)
      // No macro takes a lambda.
      .replaceAll(LIST_OF_STRUCTS, `list_${LIST_OF_STRUCTS}`)
  );
}

function pastKind({ events, past }: Partial<Pick<Run, 'events' | 'past'>>): string | undefined {
  return events && past?.kinds ? kindIn(events) : undefined;
}

function linesIn(text = ''): number {
  return text.split('\n').length - 1;
}

async function createTable(
  connection: DuckDBConnection,
  { database, table, partitions }: TableConfig,
  columns: Fields,
): Promise<void> {
  const definitions = [
    ...Object.entries(columns).map(([column, type]) => `"${column.toLowerCase()}" ${duckDbType(type)}`),
    ...Object.values(partitions).flatMap((column) => (column ? [`"${column}" VARCHAR`] : [])),
    `${PATH} VARCHAR`,
  ];
  await connection.run(`CREATE SCHEMA IF NOT EXISTS "${database}"`);
  await connection.run(`CREATE TABLE "${database}"."${table}" (${definitions.join(', ')})`);
}

const INSTANT =
  '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?Z$';

/**
 * `from_json` with every field as text. Records without an instant as their time are in no window, and kept to be counted.
 * With a type that it does not know when it is prepared DuckDB plans the statement anew for each batch.
 */
function insertStatement({ database, table, partitions }: TableConfig, columns: Fields): string {
  const values = [
    ...Object.keys(columns).map((column) => `record."${column}"`),
    ...Object.entries(partitions).flatMap(([value, column]) => (column ? [value] : [])),
    'path',
  ];
  return `
    INSERT INTO "${database}"."${table}"
    SELECT ${values.join(', ')}
    FROM (
      SELECT unnest(${fromJson(columns)}.Records) AS record, day, account, region, path, since, until
      FROM (
        SELECT unnest($1::BLOB[]) AS text, unnest($2::VARCHAR[]) AS day, unnest($3::VARCHAR[]) AS account,
          unnest($4::VARCHAR[]) AS region, unnest($5::VARCHAR[]) AS path, unnest($6::VARCHAR[]) AS since,
          unnest($7::VARCHAR[]) AS until
      )
    )
    WHERE (record.eventTime >= since AND record.eventTime < until)
      OR NOT coalesce(regexp_matches(record.eventTime, '${INSTANT}'), false)`;
}

/** The columns with all of their fields, as Parquet files have them. */
function wholeColumns(used: Fields): Fields {
  return Object.fromEntries(Object.entries<ColumnType>(cloudTrailColumns).filter(([name]) => name in used));
}

interface View {
  table: TableConfig;
  /** of the logs */
  loaded: Pick<TableConfig, 'table'>;
  used: Fields;
  run: Pick<Run, 'window' | 'events' | 'past'>;
  files: readonly string[];
}

/**
 * The events of the past and the loaded ones. A struct that no statement takes whole stays as it is in the files, since
 * DuckDB reads single fields of it then; the case of its fields' names shows only in a struct that is taken whole.
 */
function viewStatement({ table: { database, table, partitions }, loaded, used, run, files }: View): string {
  const values = [
    ...Object.entries<ColumnType>(wholeColumns(used)).map(([name, type]) => {
      const column = `"${name.toLowerCase()}"`;
      return isTakenWhole(used[name], type) ? `CAST(${column} AS ${duckDbType(type)}) AS ${column}` : column;
    }),
    ...Object.values(partitions).flatMap((column) => (column ? [`"${column}"`] : [])),
    `'' AS ${PATH}`,
  ];
  const window = `eventtime >= ${text(bound(run.window.from))} AND eventtime < ${text(bound(run.window.to))}`;
  const ofFiles = (files: readonly string[], values: readonly string[]) =>
    `SELECT ${values.join(', ')}
    FROM read_parquet([${files.map(text).join(', ')}], hive_partitioning = false)
    WHERE ${window}`;
  const kind = pastKind(run);
  const ofPast =
    kind === undefined
      ? [ofFiles(files, values)]
      : EVENT_KINDS.map(
          (kind) => [kind, files.filter((file) => basename(dirname(file)) === `kind=${kind}`)] as const,
        )
          .filter(([, files]) => files.length > 0)
          .map(([kind, files]) => ofFiles(files, [...values, `${text(kind)} AS ${PAST_KIND}`]));
  const ofLogs = `SELECT *${kind === undefined ? '' : `, ${kind} AS ${PAST_KIND}`} FROM "${database}"."${loaded.table}"`;
  return `CREATE VIEW "${database}"."${table}" AS
    ${[...ofPast, ofLogs].join('\n    UNION ALL BY NAME ')}`;
}

/** Or a struct in it. */
function isTakenWhole(used: ColumnType | undefined, type: ColumnType | undefined): boolean {
  if (!isStruct(type) || !isStruct(used)) return isList(type);
  const fields: Fields = type;
  return used === type || Object.entries(used).some(([name, field]) => isTakenWhole(field, fields[name]));
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** Which texts `from_json` can read. To ask it of every text would make loading a seventh slower. */
function readableStatement(columns: Fields): string {
  return `
    SELECT number FROM (SELECT unnest($1::BLOB[]) AS text, unnest($2::INTEGER[]) AS number)
    WHERE try(${fromJson(columns)}) IS NOT NULL`;
}

function fromJson(columns: Fields): string {
  return `from_json(decode(text), '${JSON.stringify({ Records: duckDbType({ list: columns }) })}')`;
}
