import { availableParallelism, totalmem } from 'node:os';
import type { DuckDBConnection } from '@duckdb/node-api';
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

/**
 * Runs a query beside others. One that does not fit into the memory, as with rows of many kilobytes, is run once more with
 * nothing beside it, with one thread and all the memory it may have. Later queries keep this memory.
 */
export async function inEnoughMemory(
  connection: DuckDBConnection,
  { most }: Memory,
  queries: Semaphore,
  query: () => Promise<void>,
): Promise<void> {
  try {
    await queries.shared(query);
  } catch (error) {
    if (!isOutOfMemory(error)) throw explained(error, most);
    await queries.exclusive(async () => {
      await connection.run(`SET memory_limit = '${most}'`);
      await connection.run('SET threads = 1');
      try {
        await query();
      } catch (again) {
        throw explained(again, most);
      } finally {
        await connection.run(`SET threads = ${QUERY_THREADS}`);
      }
    });
  }
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
