/** A run on one machine that is killed as soon as it has written a file, at each of its files, and is run again. */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startAudit } from '../cli/audit.ts';
import { emptyDirectory } from '../logs.ts';
import { DAY, REPORTS, sampleOf } from './sample.ts';

const FILES = [
  ...REPORTS.flatMap((id) => [`${id}.csv`, `${id}.figures.json`]),
  'message.eml',
  'manifest.json',
];

const killer = pathToFileURL(fileURLToPath(new URL('killed-at.mjs', import.meta.url))).href;
let logs: string;
let undisturbed: Record<string, string>;
beforeAll(async () => {
  logs = await sampleOf();
  const out = await emptyDirectory();
  expect((await startAudit(runArgs(out)).ended).status).toBe(0);
  undisturbed = await csvsOf(out);
});

const runArgs = (out: string) => [
  ...['run', '--logs', logs, '--out', out, '--from', DAY, '--to', DAY],
  ...['--reports', REPORTS.join()],
];

/** The run's folder, once there is one. */
function folderOf(out: string): string | undefined {
  const runs = join(out, 'runs');
  if (!existsSync(runs)) return undefined;
  const found = readdirSync(runs, { recursive: true, encoding: 'utf8' });
  const run = found.find((path) => path.split('/').length === 4);
  return run && join(runs, run);
}

async function csvsOf(out: string): Promise<Record<string, string>> {
  const folder = folderOf(out) ?? '';
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^[^.].*\.csv$/.test(name)) : [];
  const texts = names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]);
  return Object.fromEntries(await Promise.all(texts));
}

async function killedAt(file: string): Promise<string> {
  const out = await emptyDirectory();
  const { child, ended } = startAudit(runArgs(out), { NODE_OPTIONS: `--import=${killer}`, KILLED_AT: file });
  await ended;
  expect(child.signalCode).toBe('SIGKILL');
  return out;
}

describe.each(FILES)('killed at %s', (file) => {
  let out: string;
  beforeAll(async () => {
    out = await killedAt(file);
  });

  test('it leaves whole files, and what is not whole says so', async () => {
    const isComplete = existsSync(join(folderOf(out) ?? '', 'manifest.json'));
    expect(undisturbed).toMatchObject(await csvsOf(out));
    expect((await startAudit(['verify', out]).ended).status).toBe(isComplete ? 0 : 1);
  });

  test('and run again, it is whole', async () => {
    expect((await startAudit(runArgs(out)).ended).status).toBe(0);

    expect(await csvsOf(out)).toEqual(undisturbed);
    expect((await startAudit(['verify', out]).ended).status).toBe(0);
  });
});
