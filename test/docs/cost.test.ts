import { readFile } from 'node:fs/promises';
import { comparisons, historyTable, shares } from '../../bench/bytes-table.ts';
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

describe('the recorded measurement of history: npm run bench -- bytes --recorded', () => {
  const recorded = async () => JSON.parse(await readFile('bench/bytes-measured.json', 'utf8'));

  test('is the table in the docs', async () => {
    expect(await readFile('docs/history.md', 'utf8')).toContain(`\n${historyTable(await recorded())}\n`);
  });

  test('the page in Japanese has the same rows', async () => {
    const rows = historyTable(await recorded()).match(/ \| [\d.]+ \| .* \|$/gm) ?? [];

    expect(rows).toHaveLength(4);
    const page = await readFile('docs/ja/history.md', 'utf8');
    for (const row of rows) expect(page).toContain(row);
    for (const share of Object.values(shares(await recorded())))
      expect(page).toContain(`${share.toFixed(2)}倍`);
  });

  test('five reports read at most 0.42 of the bytes, 0.2 of what was kept before, with the controls at most 1.25 times as much', async () => {
    const measured = await recorded();
    const [five, controls] = comparisons(measured);
    if (!five || !controls) throw new Error('no comparisons');

    expect(five.run.bytes / five.logs.bytes).toBeLessThanOrEqual(0.42);
    expect(five.later.bytes / five.logs.bytes).toBeLessThanOrEqual(0.2);
    expect(controls.run.bytes / five.run.bytes).toBeLessThanOrEqual(1.25);
    expect(shares(measured).range).toBeLessThanOrEqual(0.2);
    expect(measured.parquet.bytes / measured.logs.bytes).toBeLessThanOrEqual(0.8);
  });
});
