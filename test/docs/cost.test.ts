import { readFile } from 'node:fs/promises';
import { costTables } from '../../bench/cost-tables.ts';

test('the costs in the docs are those of the recorded measurement: npm run bench -- cost --recorded', async () => {
  const measured = JSON.parse(await readFile('bench/cost-measured.json', 'utf8'));
  expect(await readFile('docs/operations.md', 'utf8')).toContain(`\n${costTables(measured)}\n`);
});
