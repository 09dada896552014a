import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadEventTable, localSql } from '../../src/adapters/local/duckdb/event-table.ts';
import { LISTS_WITHOUT_JOINS, trinoMacros } from '../../src/adapters/local/duckdb/trino-macros.ts';
import { LogFolders } from '../../src/adapters/local/log-folders.ts';
import { isWithin, parsePath } from '../../src/logs/layout.ts';
import type { LogSurvey } from '../../src/ports.ts';
import type { Partitions, Run } from '../../src/run/run.ts';
import type { TableConfig } from '../../src/table/table-config.ts';

export interface LakeOptions {
  /** a directory that holds `AWSLogs/…` */
  logs: string;
  /** where the logs lie in S3, up to `AWSLogs/`: `s3://logs/`, unless given */
  location?: string;
  table: TableConfig;
  /** the accounts and regions in the table's location, where it does not hold all: the older tables have one region */
  covers?: Pick<Partitions, 'accounts' | 'regions'>;
}

export interface LakeQuery {
  sql: string;
  parameters: readonly string[];
  database: string;
}

/** The table over the logs, in DuckDB. */
export interface Lake {
  /** @throws where the text is no SQL at all */
  parse(sql: string): Promise<void>;
  /** Writes the result to a file, in the form of Athena's. */
  run(query: LakeQuery, file: string, signal: AbortSignal, format?: string): Promise<void>;
  /** The size of the log files in the partitions that the query names. */
  scannedBytes(query: LakeQuery): Promise<number>;
  close(): void;
}

/** The logs are read when the first query runs, all of them, in every column. */
export async function openLake({ logs, location = 's3://logs/', table, covers }: LakeOptions): Promise<Lake> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const statement of [...trinoMacros, LISTS_WITHOUT_JOINS]) await connection.run(statement);
  let loaded: Promise<LogSurvey> | undefined;

  return {
    async parse(sql) {
      await connection.extractStatements(sql);
    },
    async run(query, file, signal, format) {
      loaded ??= loadEventTable(instance, {
        logs,
        table,
        reports: ['SELECT * FROM events'],
        run: allTime(covers),
      });
      // A damaged file ends the queries that open it.
      const within = { ...named(query, table), ...covers };
      for (const { file } of (await loaded).damaged) {
        const left = query.parameters.includes(`${location}${file}`);
        if (!left && isWithin(parsePath(file), within))
          throw new Error(`HIVE_CURSOR_ERROR: Failed to read file at ${location}${file}`);
      }
      const own = await instance.connect();
      // Again and again: DuckDB forgets an interruption that comes before it has begun.
      const interrupting = setInterval(() => signal.aborted && own.interrupt(), 10);
      try {
        await copy(own, query, file, format);
      } finally {
        clearInterval(interrupting);
        own.closeSync();
      }
    },
    async scannedBytes(query) {
      if (!new RegExp(`\\b${table.table}\\b`).test(query.sql)) return 0;
      let bytes = 0;
      const folders = new LogFolders(logs);
      const gap = gapIn(query);
      for await (const folder of folders.days({ ...named(query, table), ...covers })) {
        if (gap && folder.day > gap.after && folder.day < gap.before) continue;
        for (const file of await folders.files(folder)) bytes += (await stat(join(logs, file))).size;
      }
      return bytes;
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function copy(
  connection: DuckDBConnection,
  query: LakeQuery,
  file: string,
  format = 'FORMAT csv, HEADER, FORCE_QUOTE *',
): Promise<void> {
  await connection.run(`CREATE SCHEMA IF NOT EXISTS "${query.database}"`);
  await connection.run(`SET search_path = '"${query.database}",main'`);
  const prepared = await connection.prepare(
    `COPY (${localSql(query.sql)}\n) TO '${file.replaceAll("'", "''")}' (${format})`,
  );
  if (prepared.parameterCount !== query.parameters.length) {
    throw new Error(
      `line 1:1: Incorrect number of parameters: expected ${prepared.parameterCount} but found ${query.parameters.length}`,
    );
  }
  query.parameters.forEach((value, i) => {
    prepared.bindVarchar(i + 1, value);
  });
  await prepared.run();
}

/**
 * Partition pruning by the look of the values: the days from the first to the last that the query names; the accounts
 * and regions, where these are partitions, or all where it names none.
 */
function named({ parameters }: LakeQuery, { partitions: columns }: TableConfig): Partitions {
  const days = parameters.filter((value) => /^\d{4}\/\d\d\/\d\d$/.test(value)).sort();
  const accounts = columns.account ? parameters.filter((value) => /^\d{12}$/.test(value)) : [];
  const regions = columns.region ? parameters.filter((value) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(value)) : [];
  return {
    from: days.at(0) ?? '0000/00/00',
    to: days.at(-1) ?? '9999/99/99',
    ...(accounts.length > 0 && { accounts }),
    ...(regions.length > 0 && { regions }),
  };
}

/** `"day" <= ? OR "day" >= ?`, whose values come after those of all days. */
function gapIn({ sql, parameters }: LakeQuery): { after: string; before: string } | undefined {
  if (!/"\w+" <= \? OR "\w+" >= \?/.test(sql)) return undefined;
  const [, , after = '', before = ''] = parameters.filter((value) => /^\d{4}\/\d\d\/\d\d$/.test(value));
  return { after, before };
}

function allTime(covers: LakeOptions['covers']): Run {
  return {
    runId: 'all-time',
    trigger: 'manual',
    window: { from: '0000-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z', timezone: 'UTC' },
    partitions: { from: '0001/01/01', to: '9999/12/31', ...covers },
    // For the column "$path".
    cutoffs: { from: '0000-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z' },
    events: { sql: '', parameters: [] },
    archive: 'runs/all-time',
    warnings: [],
  };
}
