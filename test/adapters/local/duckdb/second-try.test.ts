import { setTimeout } from 'node:timers/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { inEnoughMemory } from '../../../../src/adapters/local/duckdb/memory.ts';
import { Semaphore } from '../../../../src/adapters/local/duckdb/semaphore.ts';
import { emptyDirectory } from '../../../logs.ts';
import { open } from './loaded-table.ts';

test('takes a full disk for what it is, and tries no second time', async () => {
  let tries = 0;
  const query = async () => {
    tries += 1;
    throw new Error(
      'Out of Memory Error: failed to offload data block of size 256.0 KiB (781.1 MiB/781.1 MiB used).',
    );
  };
  const run = inEnoughMemory({} as DuckDBConnection, { limit: '1GB', most: '2GB' }, new Semaphore(2), query);
  await expect(run).rejects.toThrow('the disk below --out has no room');
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
