import { createReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { messageOf } from '../../../errors.ts';
import type { Archive, LogSource, Query, QueryEngine, QueryExecution } from '../../../ports.ts';
import { type EventTableOptions, loadEventTable, localSql } from './event-table.ts';
import { hasSpilled, inEnoughMemory, type Memory } from './memory.ts';
import { Semaphore } from './semaphore.ts';
import { LISTS_WITHOUT_JOINS, trinoMacros } from './trino-macros.ts';
import { writeParquet } from './write-parquet.ts';

export interface DuckDbOptions extends EventTableOptions {
  /** a directory of this engine's own, for results and for what does not fit into memory; removed by close() */
  workDirectory: string;
  memory: Memory;
  /** where queries with `into` write; absent: no query has it */
  archive?: Pick<Archive, 'write'> | undefined;
}

export interface DuckDbEngine extends QueryEngine, LogSource {
  close(): Promise<void>;
}

interface Execution extends QueryExecution {
  query: Query;
  /** once the logs are read */
  connection?: DuckDBConnection;
  ended: Promise<void>;
}

/** A poll waits this long for the query to end: polling more often would take the time from the query itself. */
const POLL_MILLISECONDS = 250;
/** One query alone leaves processors idle: one thread does much of it, such as writing the result in its order. */
const QUERIES_AT_A_TIME = 2;
/** In which a join pays: without it each row is compared with each value. */
const LONG_LIST = /\bin\s*\((?:[^(),]*,){100}/i;

/** The engine on one machine: reads the logs into a table, then runs the queries. A query's execution id is its token. */
export async function openDuckDb(options: DuckDbOptions): Promise<DuckDbEngine> {
  await mkdir(options.workDirectory, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memory.limit,
    temp_directory: join(options.workDirectory, 'spill'),
    preserve_insertion_order: 'false',
    // A checkpoint would compress the table again and again while it grows: a quarter of the loading time.
    checkpoint_threshold: '1TB',
  });
  const connection = await instance.connect();
  for (const macro of trinoMacros) await connection.run(macro);
  if (![options.run.events.sql, ...options.reports].some((sql) => LONG_LIST.test(sql)))
    await connection.run(LISTS_WITHOUT_JOINS);
  connection.closeSync();

  const executions = new Map<string, Execution>();
  const loading = loadEventTable(instance, options);
  // Beside another query over so many events one runs out of memory, and what it did is lost.
  const isShared = loading.then(async () => !(await hasSpilled(instance)));
  // Its error is reported to each query, and to every caller of survey().
  isShared.catch(() => {});
  let areCounted = false;
  const queries = new Semaphore(QUERIES_AT_A_TIME);
  const known = (id: string) => {
    const execution = executions.get(id);
    if (!execution) throw new Error(`no query execution ${id}`);
    return execution;
  };

  const collect = (connection: DuckDBConnection, query: Query) => {
    const { archive, workDirectory } = options;
    if (!archive) throw new Error('no archive to collect into');
    const directory = join(workDirectory, `${query.token}.parquet`);
    return writeParquet(
      connection,
      { ...query, sql: localSql(query.sql, options.run) },
      { directory, archive },
    );
  };

  const execute = async (execution: Execution) => {
    const { query } = execution;
    const location = join(options.workDirectory, `${query.token}.csv`);
    const copy = `COPY (${localSql(query.sql, options.run)}\n) TO '${location.replaceAll("'", "''")}' (FORMAT csv, HEADER, FORCE_QUOTE *)`;
    try {
      const { readBytes } = await loading;
      const connection = await instance.connect();
      execution.connection = connection;
      const memory = { ...options.memory, isShared: await isShared };
      await inEnoughMemory(connection, memory, queries, async () => {
        if (execution.state === 'cancelled') return;
        execution.state = 'running';
        const begun = performance.now();
        try {
          if (query.into === undefined) await connection.run(copy, [...query.parameters]);
          else execution.written = await collect(connection, query);
        } catch (error) {
          // It may wait for another try, and can be cancelled then.
          execution.state = 'queued';
          throw error;
        }
        execution.milliseconds = Math.round(performance.now() - begun);
        // The log files are read once, and counted once: for a report, as without a query that collects.
        execution.scannedBytes = areCounted || query.into !== undefined ? 0 : readBytes;
        areCounted ||= query.into === undefined;
        execution.resultLocation = location;
        execution.state = 'succeeded';
      });
    } catch (error) {
      execution.error = { message: withLine(messageOf(error), query.sql), retryable: false };
      execution.state = 'failed';
    } finally {
      execution.connection?.closeSync();
    }
  };

  return {
    async start(query) {
      if (!executions.has(query.token)) {
        const execution = { query, state: 'queued', scannedBytes: 0, milliseconds: 0 } as Execution;
        execution.ended = execute(execution);
        executions.set(query.token, execution);
      }
      return query.token;
    },
    async poll(id) {
      const execution = known(id);
      await Promise.race([execution.ended, setTimeout(POLL_MILLISECONDS, undefined, { ref: false })]);
      const { query: _query, connection: _connection, ended: _ended, ...state } = execution;
      return state;
    },
    result: (location) => createReadStream(location, { highWaterMark: 2 ** 20 }),
    resultBytes: async (location) => (await stat(location)).size,
    async stop(id) {
      const execution = known(id);
      if (execution.state === 'queued') execution.state = 'cancelled';
      // DuckDB forgets an interruption that comes before the query has begun.
      for (; execution.state === 'running'; await setTimeout(10)) execution.connection?.interrupt();
    },
    survey: () => loading,
    async close() {
      await Promise.all([...executions.values()].map(({ ended }) => ended));
      await isShared.catch(() => {});
      instance.closeSync();
      await rm(options.workDirectory, { recursive: true, force: true });
    },
  };
}

/** DuckDB does not say where an unknown field of a struct is, as it does in other errors: so the first place of its name. */
function withLine(message: string, sql: string): string {
  const field = /Could not find key "(.+)" in struct/.exec(message)?.[1];
  if (field === undefined) return message;
  const lines = sql.split('\n');
  const named = `.${field.toLowerCase()}`;
  const at = lines.findIndex((line) => line.toLowerCase().replace(/["\s]/g, '').includes(named));
  const text = lines[at]?.trim();
  if (text === undefined) return message;
  const begin = `LINE ${at + 1}: `;
  const mark = ' '.repeat(begin.length + text.toLowerCase().indexOf(field.toLowerCase()));
  return `${message}\n${begin}${text}\n${mark}^`;
}
