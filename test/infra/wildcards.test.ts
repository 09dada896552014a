import { readdir, readFile } from 'node:fs/promises';

test('a statement that allows more than single resources has its reason above it', async () => {
  const files = (await readdir('infra', { recursive: true })).filter((name) => name.endsWith('.yml'));
  const unexplained: string[] = [];
  for (const file of files) {
    const parts = (await readFile(`infra/${file}`, 'utf8')).split(/^ *- (?:Sid: .*\n *)?Effect: Allow\n/m);
    for (const [i, statement] of parts.entries()) {
      const [, resource = ''] = /^ *Resource:(.*(?:\n {18,}.*)*)/m.exec(statement) ?? [];
      const above = parts[i - 1]?.trimEnd().split('\n').at(-1)?.trim() ?? '';
      // A resource's own policy speaks of that resource alone.
      if (i === 0 || statement.includes('Principal:')) continue;
      if (resource.includes('*') && !above.startsWith('#')) unexplained.push(`${file}:${resource}`);
    }
  }

  expect(unexplained).toEqual([]);
});
