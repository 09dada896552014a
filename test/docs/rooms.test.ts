import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { proseOf } from './page.ts';

const [, table = ''] = /\n## Rooms\n(.*?)\n## /s.exec(await proseOf('docs/architecture.md')) ?? [];
const rooms = Array.from(table.matchAll(/^\| `([^`]+)` \|/gm), ([, room = '']) => room);

test('the rooms of docs/architecture.md are listed', () => {
  expect(rooms).toContain('src/run/');
});

test('every folder of src is a room', async () => {
  const folders = (await readdir('src', { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const unlisted = folders.filter(({ name }) => !rooms.some((room) => room.startsWith(`src/${name}/`)));

  expect(unlisted.map(({ name }) => name)).toEqual([]);
});

test('a room imports only rooms below it in the list', async () => {
  const sources = await Promise.all(
    ['src', 'handlers', 'infra'].map(async (folder) =>
      (await readdir(folder, { recursive: true })).map((file) => join(folder, file)),
    ),
  );
  const imports = await Promise.all(
    sources
      .flat()
      .filter((file) => /\.tsx?$/.test(file))
      .map(async (file) =>
        Array.from(
          (await readFile(file, 'utf8')).matchAll(/(?:from|import\() ?'(\.[^']+)'/g),
          ([, to = '']) => ({
            file,
            to: join(dirname(file), to),
          }),
        ),
      ),
  );

  expect(imports.flat().filter(({ file, to }) => roomOf(to) !== -1 && roomOf(to) < roomOf(file))).toEqual([]);
});

/** @returns its place in the list; -1 of a file that stands in no room: src/errors.ts */
function roomOf(file: string): number {
  return rooms.findIndex((room) => file.startsWith(room));
}
