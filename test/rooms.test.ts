import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The rooms of docs/architecture.md, from the shapes up. A file imports from its own level and from those before it. */
const LEVELS = [
  ['src/run', 'src/errors.ts', 'src/rules.ts', 'src/version.ts'],
  ['src/ports.ts', 'src/logs', 'src/time'],
  ['src/table', 'src/log-files', 'src/archive', 'src/sample'],
  ['src/config'],
  ['src/reports'],
  ['src/judge', 'src/plan'],
  ['src/mail'],
  ['src/steps', 'src/page', 'src/workbook', 'src/doctor', 'src/evidence'],
  ['src/adapters'],
  ['src/cli', 'handlers', 'infra'],
];

const levelOf = (file: string) =>
  LEVELS.findIndex((rooms) => rooms.some((room) => file === room || file.startsWith(`${room}/`)));

const files = ['src', 'handlers', 'infra'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(root, name)),
);

function importsOf(file: string): string[] {
  const found = readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+\.tsx?)'/g);
  return Array.from(found, ([, path = '']) => join(dirname(file), path));
}

test('every file is in a room', () => {
  expect(files.filter((file) => levelOf(file) === -1)).toEqual([]);
});

test('imports lead down to the shapes, types included', () => {
  const upwards = files.flatMap((file) =>
    importsOf(file)
      .filter((imported) => levelOf(imported) > levelOf(file))
      .map((imported) => `${file} -> ${imported}`),
  );

  expect(upwards).toEqual([]);
});
