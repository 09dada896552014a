import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../', import.meta.url));
export const DIST = join(PROJECT, 'dist');
/** What a bundle is made of, and by. */
const SOURCES = [
  'src',
  'bin',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'node_modules/esbuild/package.json',
];
const ENTRY = 'audit';
/** No process takes longer from its start to its last import. */
const UNUSED_MILLISECONDS = 7 * 24 * 3600 * 1000;

/** What the flow's library brings and no run calls: a client of Lambda, and a validator that takes 80 ms to load. */
const withoutUnused = {
  name: 'without-unused',
  setup(build) {
    build.onResolve(
      { filter: /^(@aws-sdk\/(client-lambda|credential-providers)|asl-validator)$/ },
      ({ path, importer }) =>
        importer.includes('aws-local-stepfunctions') ? { path, namespace: 'without-unused' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'without-unused' }, () => ({ contents: 'module.exports = {}' }));
  },
};

const OPTIONS = {
  entryPoints: {
    [ENTRY]: join(PROJECT, 'src/cli/main.ts'),
    'log-thread': join(PROJECT, 'src/adapters/local/log-files/log-thread.ts'),
  },
  absWorkingDir: PROJECT,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  // Other libraries are bundled: Node takes a third of a second to load their files one by one, and an installed package
  // brings what was tested.
  external: ['@duckdb/node-bindings*'],
  plugins: [withoutUnused],
  // For those that are CommonJS.
  banner: {
    js: "import { createRequire as createRequireOf } from 'node:module';\nconst require = createRequireOf(import.meta.url);",
  },
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
};

/**
 * The command line, bundled when its sources have changed. Each state of the sources has a directory of its own, which
 * appears whole and is never written to again: another process may be running it.
 *
 * @returns the directory of the bundle: its module `audit.js` exports `main`
 */
export async function bundle() {
  let directory = await directoryOfBundle();
  while (!existsSync(directory)) {
    await build(directory);
    await removeUnused();
    // Another, where the sources were changed meanwhile.
    directory = await directoryOfBundle();
  }
  // When it was last used. Without the right to write here, it is never removed either.
  const now = new Date();
  await utimes(directory, now, now).catch(() => {});
  return directory;
}

async function directoryOfBundle() {
  // A package comes with a bundle, and without the sources or without esbuild.
  const needed = [OPTIONS.entryPoints[ENTRY], ...SOURCES.map((name) => join(PROJECT, name))];
  if (!needed.every((path) => existsSync(path))) return prebuilt();
  const hash = createHash('sha256');
  for (const name of SOURCES) addToHash(hash, name);
  return join(DIST, `cli-${hash.digest('hex').slice(0, 16)}`);
}

function addToHash(hash, name) {
  const path = join(PROJECT, name);
  if (/\.\w+$/.test(name)) hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
  else for (const inner of readdirSync(path).sort()) addToHash(hash, `${name}/${inner}`);
}

async function prebuilt() {
  // That of bin/prepack.js comes first.
  const [name] = (await bundles(/^cli(-[0-9a-f]{16})?$/)).sort();
  if (!name) throw new Error(`${PROJECT} has no bundle, nor all that makes one: install it again`);
  return join(DIST, name);
}

async function build(directory) {
  const esbuild = await import('esbuild');
  await mkdir(DIST, { recursive: true });
  const part = await mkdtemp(join(DIST, 'cli-part-'));
  try {
    await esbuild.build({ ...OPTIONS, outdir: part });
    // Other users may run it too.
    await chmod(part, 0o755);
    // What was bundled are the sources that the directory is named for.
    if ((await directoryOfBundle()) === directory) await rename(part, directory);
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(directory)) throw error;
  } finally {
    await rm(part, { recursive: true, force: true });
    await esbuild.stop();
  }
}

/** @returns the directories of the packages that a bundle has code of, sorted */
export async function packagesInBundle() {
  const esbuild = await import('esbuild');
  const { metafile } = await esbuild.build({ ...OPTIONS, outdir: DIST, write: false, metafile: true });
  const packages = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []),
  );
  return [...new Set(packages)].sort().map((path) => join(PROJECT, path));
}

async function removeUnused() {
  for (const path of (await bundles(/^cli-/)).map((name) => join(DIST, name))) {
    const used = await stat(path).catch(() => undefined);
    if (used && Date.now() - used.mtimeMs > UNUSED_MILLISECONDS)
      await rm(path, { recursive: true, force: true });
  }
}

async function bundles(pattern) {
  const names = await readdir(DIST).catch(() => []);
  return names.filter((name) => pattern.test(name));
}
