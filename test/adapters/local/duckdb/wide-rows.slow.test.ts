import { emptyDirectory } from '../../../logs.ts';
import { answer, open } from './loaded-table.ts';

/** Some 100 MB in fewer rows than DuckDB holds at a time, however little memory it has. */
const WIDE_ROWS = `SELECT count(*) FROM (SELECT DISTINCT repeat(i || ' ', 25_000) AS wide FROM range(1000) AS numbers(i))`;

test('runs a query whose rows do not fit into the memory in all that it may have', async () => {
  const engine = await open(await emptyDirectory(), { memory: { limit: '64MB', most: '1GB' } });
  expect(await answer(engine, WIDE_ROWS)).toEqual([['1000']]);
  await engine.close();
});

test('fails a query for which that is not enough, and says what would be right', async () => {
  const engine = await open(await emptyDirectory(), { memory: { limit: '64MB', most: '64MB' } });
  await expect(answer(engine, WIDE_ROWS)).rejects.toThrow('--memory 128MB');
  await engine.close();
});
