import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { anchorsOf, linksOf, proseOf } from './page.ts';

const FOLDERS = ['docs', 'docs/ja'];
const NAMERS = ['src', 'handlers', 'infra', 'infra/accounts', 'sql'];

const inDocs = await Promise.all(FOLDERS.map(async (folder) => within(folder, await readdir(folder))));
const atTop = (await readdir('.')).filter((name) => name.endsWith('.md'));
const pages = [...atTop, 'bench/README.md', ...inDocs.flat().filter((page) => page.endsWith('.md'))];

test.each(pages)('every link of %s leads to a file and a heading that exist', async (page) => {
  const links = linksOf(await proseOf(page)).map(({ to }) => to);
  const found = await Promise.all(links.map(async (to) => ({ to, exists: await linkExists(page, to) })));

  expect(found.filter(({ exists }) => !exists)).toEqual([]);
});

test.each(pages)('every path that %s names exists', async (page) => {
  const named = (await proseOf(page)).matchAll(
    /`((?:bench|bin|docs|handlers|infra|sql|src|test|\.ci|\.github)\/[^`\s*]*)`/g,
  );
  const paths = Array.from(named, ([, path = '']) => path).filter(isNoExample);
  const found = await Promise.all(paths.map(async (path) => ({ path, exists: await exists(path) })));

  expect(found.filter(({ exists }) => !exists)).toEqual([]);
});

test('every page that code, templates and settings name exists', async () => {
  const files = await Promise.all(
    NAMERS.map(async (folder) => within(folder, await readdir(folder, { recursive: true }))),
  );
  const texts = files.flat().filter((file) => /\.(tsx?|yml|sql)$/.test(file));
  const named = await Promise.all(
    [...texts, 'serverless.yml'].map(async (file) =>
      (await readFile(file, 'utf8')).match(/\bdocs\/\w[\w/-]*\.md/g),
    ),
  );
  const mentioned = [...new Set(named.flatMap((matches) => matches ?? []))];

  expect(mentioned).toContain('docs/operations.md');
  for (const page of mentioned) expect(pages).toContain(page);
});

function within(folder: string, names: readonly string[]): string[] {
  return names.map((name) => join(folder, name));
}

/** `NAME` stands for any name, and `sql/events/` is for files of a team's own. */
function isNoExample(path: string): boolean {
  return !/[A-Z]{4}/.test(path) && !path.startsWith('sql/events/');
}

async function linkExists(page: string, link: string): Promise<boolean> {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (anchor === undefined) return exists(target);
  return (await exists(target)) && anchorsOf(await proseOf(target)).includes(anchor);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
