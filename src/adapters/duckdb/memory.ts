import { availableParallelism, totalmem } from 'node:os';
import type { DuckDBConnection } from '@duckdb/node-api';

/** As DuckDB writes sizes: `512MB`. */
export interface Memory {
  /** what DuckDB takes before it spills */
  limit: string;
  /** what it may take for a query that does not fit into that */
  most: string;
}

/** While a query runs, the result of the one before is archived, which takes one processor. */
export const QUERY_THREADS = Math.max(1, availableParallelism() - 1);

/**
 * For rows of any width that CloudTrail writes: half of what this machine or container has. DuckDB holds 2,048 rows at
 * a time, each several times over, and only a part of that counts to its limit.
 */
export function halfOfMachine(atLeastMegabytes: number): string {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return `${Math.max(atLeastMegabytes, Math.floor(bytes / 2e6))}MB`;
}

/**
 * Runs a query; where it does not fit into the memory, which is so for rows of many kilobytes however few they are, once
 * more with one thread and all the memory it may have. This memory is kept for the queries that follow.
 */
export async function inEnoughMemory(
  connection: DuckDBConnection,
  { most }: Memory,
  query: () => Promise<unknown>,
): Promise<void> {
  try {
    await query();
  } catch (error) {
    if (!isOfKind('Out of Memory', error)) throw error;
    await connection.run(`SET memory_limit = '${most}'`);
    await connection.run('SET threads = 1');
    try {
      await query();
    } catch (again) {
      throw isOfKind('Out of Memory', again) ? outOfMemory(most, again) : again;
    } finally {
      await connection.run(`SET threads = ${QUERY_THREADS}`);
    }
  }
}

/** DuckDB's errors have no class or code, only a text that begins with their kind. */
export function isOfKind(kind: 'Out of Memory' | 'Invalid Input', error: unknown): boolean {
  return String(error).startsWith(`Error: ${kind} Error:`);
}

function outOfMemory(most: string, cause: unknown): Error {
  return new Error(
    `out of memory: ${most} is not enough for rows as wide as these. Give more, such as --memory ${doubled(most)}, or read fewer at a time (--accounts, --regions, --from, --to)`,
    { cause },
  );
}

function doubled(size: string): string {
  return size.replace(/^[\d.]+/, (amount) => String(2 * Number(amount)));
}
