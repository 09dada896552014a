// Makes what the npm package has in place of sources: dist/cli, the command line with its libraries but DuckDB, and the
// licenses of these.
import { readdirSync, readFileSync } from 'node:fs';
import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle, DIST, packagesInBundle } from './bundle.js';

const cli = join(DIST, 'cli');
const made = await bundle();
await rm(cli, { recursive: true, force: true });
// Without source maps, which name files that a package does not have, and without what Node.js compiled.
await cp(made, cli, { recursive: true, filter: (path) => path === made || path.endsWith('.js') });
await writeFile(join(cli, 'LICENSES.txt'), licenses(await packagesInBundle()));

/** Each text once, below the names of the packages that have it. */
function licenses(directories) {
  const named = new Map();
  for (const directory of directories) {
    const { name, version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
    if (!license) throw new Error(`${directory}: package.json names no license`);
    const text = readdirSync(directory)
      .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
      .map((file) => readFileSync(join(directory, file), 'utf8').trim())
      .join('\n\n');
    named.set(text, [...(named.get(text) ?? []), `${name} ${version}: ${license}`]);
  }
  return [...named]
    .map(([text, names]) => `${names.join('\n')}\n\n${text}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`);
}
