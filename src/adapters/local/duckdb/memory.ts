import { availableParallelism, totalmem } from 'node:os';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Semaphore } from './semaphore.ts';

/** As DuckDB writes sizes: `512MB`. */
export interface Memory {
  /** what DuckDB takes before it spills */
  limit: string;
  /** what it may take for a query that does not fit into that */
  most: string;
}

/** Results are archived meanwhile, which takes one processor. */
export const QUERY_THREADS = Math.max(1, availableParallelism() - 1);

/** A day of 400,000 events takes as long with twice as much. More events take a tenth less time with it, and half as much memory again. */
const DEFAULT_MEGABYTES = 560;
const LEAST_HALF_MEGABYTES = 512;

/**
 * Enough for a day of 400,000 events; for wide rows half of what this machine or container has. DuckDB holds 2,048 rows at a time, each several
 * times over, and counts only a part of that.
 */
export function defaultMemory(): Memory {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  const half = Math.max(LEAST_HALF_MEGABYTES, Math.floor(bytes / 2e6));
  return { limit: `${Math.min(DEFAULT_MEGABYTES, half)}MB`, most: `${half}MB` };
}

/** Whether the loaded logs are more than memory holds. */
export async function hasSpilled(instance: DuckDBInstance): Promise<boolean> {
  const connection = await instance.connect();
  const found = await connection.runAndReadAll('SELECT sum(temporary_storage_bytes) FROM duckdb_memory()');
  connection.closeSync();
  return Number(found.getRows()[0]?.[0]) > 0;
}

/**
 * Runs a query, beside others where memory `isShared`. One that has too little is run once more alone, with one thread: with
 * `most` the process would be several times as large. Where that is not enough either, as with rows of many kilobytes, it gets
 * all the memory it may have. Later queries keep it.
 */
export async function inEnoughMemory(
  connection: Pick<DuckDBConnection, 'run'>,
  { most, isShared }: Memory & { isShared: boolean },
  queries: Semaphore,
  query: () => Promise<void>,
): Promise<void> {
  const fits = (tried: Promise<void>) =>
    tried.then(
      () => true,
      (error) => {
        if (isOutOfMemory(error)) return false;
        throw explained(error, most);
      },
    );
  if (await fits(isShared ? queries.shared(query) : queries.exclusive(query))) return;
  await queries.exclusive(async () => {
    await connection.run('SET threads = 1');
    try {
      if (await fits(query())) return;
      await connection.run(`SET memory_limit = '${most}'`);
      await query();
    } catch (error) {
      throw explained(error, most);
    } finally {
      await connection.run(`SET threads = ${QUERY_THREADS}`);
    }
  });
}

/** DuckDB's errors have no class or code, only a text that begins with their kind. */
export function isOutOfMemory(error: unknown): boolean {
  return (
    !isDiskFull(error) &&
    /^Error: (Out of Memory Error:|TransactionContext Error: Failed to commit: (failed to|could not) (pin|allocate))/.test(
      String(error),
    )
  );
}

/** DuckDB calls it out of memory too. */
export function isDiskFull(error: unknown): boolean {
  return /failed to offload|max_temp_directory_size/.test(String(error));
}

export function diskFull(cause: unknown): Error {
  return new Error(
    'the disk below --out has no room for what does not fit into memory: make room there, or give more memory with --memory',
    { cause },
  );
}

function explained(error: unknown, most: string): unknown {
  if (isDiskFull(error)) return diskFull(error);
  if (!isOutOfMemory(error)) return error;
  const twice = most.replace(/^[\d.]+/, (amount) => String(2 * Number(amount)));
  return new Error(
    `out of memory: ${most} is not enough for rows as wide as these. Give more, such as --memory ${twice}, or read fewer at a time (--accounts, --regions, --from, --to)`,
    { cause: error },
  );
}
