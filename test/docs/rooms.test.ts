import { readdir } from 'node:fs/promises';
import { proseOf } from './page.ts';

test('docs/architecture.md lists every folder of src', async () => {
  const [, section = ''] = /\n## Rooms\n(.*?)\n## /s.exec(await proseOf('docs/architecture.md')) ?? [];
  const listed = Array.from(section.matchAll(/^\| `src\/([\w-]+)/gm), ([, room]) => room);
  const folders = (await readdir('src', { withFileTypes: true })).filter((entry) => entry.isDirectory());

  expect([...new Set(listed)].sort()).toEqual(expect.arrayContaining(folders.map(({ name }) => name)));
});
