import { readFile } from 'node:fs/promises';
import { costTables } from '../../bench/cost-tables.ts';

/** The figures of each row of a table of costs. */
const figures = (text: string) =>
  (text.match(/^\|.*\|( [\d,.]+ \|){3}$/gm) ?? []).map((row) => row.match(/( [\d,.]+ \|){3}$/)?.[0]);

test('the page in Japanese has the same costs', async () => {
  const [english, japanese] = await Promise.all(
    ['docs/operations.md', 'docs/ja/operations.md'].map((page) => readFile(page, 'utf8')),
  );

  expect(figures(japanese ?? '')).toEqual(figures(english ?? ''));
  expect(figures(english ?? '').length).toBeGreaterThan(10);
});

test('the costs in the docs are those of the recorded measurement: npm run bench -- cost --recorded', async () => {
  const measured = JSON.parse(await readFile('bench/cost-measured.json', 'utf8'));
  expect(await readFile('docs/operations.md', 'utf8')).toContain(`\n${costTables(measured)}\n`);
});
