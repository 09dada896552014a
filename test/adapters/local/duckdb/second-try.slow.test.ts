import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { hasSpilled, inEnoughMemory } from '../../../../src/adapters/local/duckdb/memory.ts';
import { Semaphore } from '../../../../src/adapters/local/duckdb/semaphore.ts';
import { emptyDirectory } from '../../../logs.ts';
import { open } from './loaded-table.ts';

/** @returns with what statements the query was tried */
function tried(query: () => Promise<void>) {
  const statements: string[] = [];
  const connection = { run: async (sql: string) => void statements.push(sql) } as never;
  const memory = { limit: '1GB', most: '2GB', isShared: true };
  return { run: inEnoughMemory(connection, memory, new Semaphore(2), query), statements };
}

/** Of a query that has too little memory so many times. */
function failing(times: number) {
  let left = times;
  return async () => {
    left -= 1;
    if (left >= 0) throw new Error('Out of Memory Error: could not allocate block');
  };
}

test('gives no more memory to a query that has enough when it is alone', async () => {
  const { run, statements } = tried(failing(1));
  await run;
  expect(statements).not.toContain("SET memory_limit = '2GB'");
});

test('gives all the memory it may have to a query that has too little alone', async () => {
  const { run, statements } = tried(failing(2));
  await run;
  expect(statements).toContain("SET memory_limit = '2GB'");
});

test('a query beside which memory has no room runs alone', async () => {
  const queries = new Semaphore(2);
  let [running, most] = [0, 0];
  const query = async () => {
    running += 1;
    most = Math.max(most, running);
    await setTimeout(1);
    running -= 1;
  };
  const memory = { limit: '1GB', most: '2GB', isShared: false };
  await Promise.all([1, 2].map(() => inEnoughMemory({} as never, memory, queries, query)));
  expect(most).toBe(1);
});

test.each([
  [1_000, false],
  [200_000, true],
])('knows whether a table of %s rows went to disk', async (rows, isOnDisk) => {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '8MB',
    temp_directory: join(await emptyDirectory(), 'spill'),
  });
  const connection = await instance.connect();
  await connection.run(
    `CREATE TABLE texts AS SELECT md5(i::VARCHAR) || i AS text FROM range(${rows}) AS numbers(i)`,
  );
  expect(await hasSpilled(instance)).toBe(isOnDisk);
  connection.closeSync();
  instance.closeSync();
});

test('takes a full disk for what it is, and tries no second time', async () => {
  let tries = 0;
  const query = async () => {
    tries += 1;
    throw new Error(
      'Out of Memory Error: failed to offload data block of size 256.0 KiB (781.1 MiB/781.1 MiB used).',
    );
  };
  await expect(tried(query).run).rejects.toThrow('the disk below --out has no room');
  expect(tries).toBe(1);
});

/** Fewer rows than DuckDB holds at a time, 100 MB of them. */
const WIDE = `SELECT count(*) FROM (SELECT DISTINCT repeat(i || ' ', 25_000) AS wide FROM range(1000) AS numbers(i))`;
const LONG = 'SELECT sum(a.i * b.i) FROM range(1000000) AS a(i), range(1000000) AS b(i)';

test('cancels a query that waits for its second try', async () => {
  const engine = await open(await emptyDirectory(), { memory: { limit: '64MB', most: '1GB' } });
  const long = await engine.start({ sql: LONG, parameters: [], token: 'long' });
  const wide = await engine.start({ sql: WIDE, parameters: [], token: 'wide' });
  const stateOf = async (id: string) => (await engine.poll(id)).state;
  while ((await stateOf(long)) !== 'running' || (await stateOf(wide)) !== 'queued') await setTimeout(5);
  await engine.stop(wide);
  expect([await stateOf(wide), await stateOf(long)]).toEqual(['cancelled', 'running']);
  await engine.stop(long);
  await engine.close();
});
