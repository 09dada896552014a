/** The npm package as people get it: packed, installed in an empty folder, run. */
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { emptyDirectory } from '../logs.ts';

const run = promisify(execFile);
const npm = (args: string[], cwd: string, env = {}) =>
  run('npm', args, { cwd, env: { ...process.env, ...env }, shell: process.platform === 'win32' });

const MOST_PACKAGES = 75;
const { name, version } = JSON.parse(await readFile('package.json', 'utf8'));
const LEAN = ['--no-audit', '--no-fund', '--loglevel=error'];

const reached = await npm(['ping', '--fetch-retries=0', '--fetch-timeout=20000'], '.').then(
  () => true,
  () => false,
);
if (!reached) process.stderr.write('NOT TESTED: installing the package, because npm cannot be reached\n');

let tarball: string;
let files: string[];

beforeAll(async () => {
  const folder = await emptyDirectory();
  const { stdout } = await npm(['pack', '--json', '--loglevel=error', '--pack-destination', folder], '.');
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('[')));
  tarball = join(folder, packed.filename);
  files = packed.files.map(({ path }: { path: string }) => path);
}, 120_000);

test('the tarball has what a run needs, and nothing else', async () => {
  const kinds = [
    /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|SECURITY\.md)$/,
    /^bin\/(cloudtrail-audit|bundle)\.js$/,
    /^dist\/cli\/((audit|log-thread|[\w.-]+-[A-Z0-9]{8})\.js|LICENSES\.txt)$/,
    /^sql\/(events\.sql|(reports|controls|tables)\/[a-z0-9-]+\.sql)$/,
    /^infra\/state-machine\.asl\.json$/,
    /^docs\/((ja\/)?[A-Za-z-]+\.md|manifest\.schema\.json)$/,
  ];

  expect(files.filter((file) => !kinds.some((kind) => kind.test(file)))).toEqual([]);
  for (const kind of kinds) expect(files.filter((file) => kind.test(file))).not.toEqual([]);
  expect(files).toEqual(expect.arrayContaining(['LICENSE', 'CHANGELOG.md', 'dist/cli/LICENSES.txt']));
});

test('every library in the tarball is named with its license', async () => {
  const licenses = await readFile('dist/cli/LICENSES.txt', 'utf8');

  for (const library of ['commander', 'zod', '@aws-sdk/client-s3', '@duckdb/node-api', 'preact'])
    expect(licenses).toMatch(new RegExp(`^${library} \\d[^:]*: [A-Z]`, 'm'));
});

(reached ? describe : describe.skip)('installed in an empty folder', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await emptyDirectory();
    await writeFile(join(folder, 'package.json'), '{"private":true}');
    await npm(['install', ...LEAN, tarball], folder);
  }, 300_000);

  test('few packages come with it, and none runs a script', async () => {
    const lock = JSON.parse(await readFile(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
    const packages = Object.entries<{ hasInstallScript?: boolean }>(lock.packages);

    expect(packages.map(([path]) => path)).toContain(`node_modules/${name}`);
    expect(packages.length).toBeLessThanOrEqual(MOST_PACKAGES);
    expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
  });

  test.each([name, 'cloudtrail-audit'])('%s is a command', async (command) => {
    const { stdout } = await npm(['exec', '--no', '--', command, '--version'], folder);

    expect(stdout).toBe(`${version}\n`);
  });

  test('one command goes from sample logs to the mail, and loads no AWS client', async () => {
    const coverage = await emptyDirectory();
    const { stdout } = await npm(['exec', '--no', '--', name, 'try', '--out', 'out'], folder, {
      NODE_V8_COVERAGE: coverage,
    });
    const mail = /^Mail: +(.*message\.eml)$/m.exec(stdout)?.[1] ?? '';
    const client = '// node_modules/@aws-sdk/client-';
    const loaded = await loadedScripts(coverage, join('dist', 'cli'));

    expect(await readFile(resolve(folder, mail), 'utf8')).toContain('Subject:');
    expect(loaded.some((text) => text.includes('// src/cli/try-command.ts'))).toBe(true);
    expect(loaded.filter((text) => text.includes(client))).toEqual([]);
    const below = join(folder, 'node_modules', name, 'dist/cli');
    // From Node.js 22 on its folder of compiled scripts is there too.
    const scripts = (await readdir(below)).filter((file) => file.endsWith('.js'));
    const texts = scripts.map((file) => readFile(join(below, file), 'utf8'));
    expect((await Promise.all(texts)).some((text) => text.includes(client))).toBe(true);
  });
});

/** The texts of the scripts below a folder that processes loaded. */
async function loadedScripts(coverage: string, below: string): Promise<string[]> {
  const written = await Promise.all(
    (await readdir(coverage)).map(async (file) => JSON.parse(await readFile(join(coverage, file), 'utf8'))),
  );
  const urls: string[] = written.flatMap(({ result }) => result.map(({ url }: { url: string }) => url));
  const paths = urls.filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url));
  return Promise.all(paths.filter((path) => path.includes(below)).map((path) => readFile(path, 'utf8')));
}
