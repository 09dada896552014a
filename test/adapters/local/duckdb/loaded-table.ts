import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type DuckDbEngine, openDuckDb } from '../../../../src/adapters/local/duckdb/engine.ts';
import type { Memory } from '../../../../src/adapters/local/duckdb/memory.ts';
import type { Partitions, Run, Window } from '../../../../src/run/run.ts';
import { emptyDirectory, writeLog } from '../../../logs.ts';

export const TABLE = {
  database: 'default',
  table: 'cloudtrail_logs',
  partitions: { day: 'day', account: 'account', region: 'region' },
};
export const SMALL: Memory = { limit: '256MB', most: '256MB' };
export const PARTITIONS = { from: '2026/11/21', to: '2026/11/22' };
export const RUN: Run = {
  runId: 'run',
  trigger: 'manual',
  window: { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' },
  partitions: PARTITIONS,
  events: { sql: '', parameters: [] },
  archive: 'runs/run',
  warnings: [],
};

export async function open(
  logs: string,
  { select = 'eventid', partitions = PARTITIONS as Partitions, window = RUN.window, memory = SMALL } = {},
): Promise<DuckDbEngine> {
  return openDuckDb({
    logs,
    run: { ...RUN, partitions, window },
    table: TABLE,
    reports: [`SELECT ${select} FROM events`],
    workDirectory: join(await emptyDirectory(), 'work'),
    memory,
  });
}

export async function answer(engine: DuckDbEngine, sql: string): Promise<(string | null)[][]> {
  const id = await engine.start({ sql, parameters: [], token: `t${sql.length}` });
  for (;;) {
    const execution = await engine.poll(id);
    if (execution.state === 'failed') throw new Error(execution.error?.message);
    if (execution.state === 'succeeded')
      return parse(await text(engine.result(execution.resultLocation ?? '')), { from: 2 });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function text(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of chunks) parts.push(part);
  return Buffer.concat(parts);
}

/** What the table of these logs holds in the columns named. */
export async function tableOf(
  logs: string,
  select: string,
  options: { partitions?: Partitions; window?: Window } = {},
) {
  const engine = await open(logs, { select, ...options });
  const rows = await answer(engine, `SELECT ${select} FROM "default"."cloudtrail_logs" ORDER BY ALL`);
  const survey = await engine.survey();
  await engine.close();
  return { rows, survey };
}

export async function logsOf(
  ...files: [path: string, content: Parameters<typeof writeLog>[2]][]
): Promise<string> {
  const logs = await emptyDirectory();
  for (const [path, content] of files) await writeLog(logs, path, content);
  return logs;
}
