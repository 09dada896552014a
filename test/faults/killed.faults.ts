/** A run on one machine that is killed as soon as it has written a file, at each of its files, and is run again. */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { startAudit } from '../cli/audit.ts';
import { emptyDirectory } from '../logs.ts';
import { DAY, REPORTS, sampleOf } from './sample.ts';

const FILES = [
  ...REPORTS.flatMap((id) => [`${id}.csv`, `${id}.figures.json`]),
  'message.eml',
  'manifest.json',
];

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

async function killedAt(file: string, out: string): Promise<void> {
  const { child, ended } = startAudit(runArgs(out));
  const isThere = () => existsSync(join(folderOf(out) ?? '/nowhere', file));
  while (child.exitCode === null && !isThere()) await setImmediate();
  child.kill('SIGKILL');
  await ended;
  // Behind its last file a run ends by itself.
  if (file !== 'manifest.json') expect(child.signalCode).toBe('SIGKILL');
}

test.each(FILES)('killed at %s, it leaves whole files, and what is not whole says so', async (file) => {
  const out = await emptyDirectory();

  await killedAt(file, out);

  const isComplete = existsSync(join(folderOf(out) ?? '', 'manifest.json'));
  expect(undisturbed).toMatchObject(await csvsOf(out));
  expect((await startAudit(['verify', out]).ended).status).toBe(isComplete ? 0 : 1);
});

test.each(FILES)('killed at %s and run again, it is whole', async (file) => {
  const out = await emptyDirectory();
  await killedAt(file, out);

  expect((await startAudit(runArgs(out)).ended).status).toBe(0);

  expect(await csvsOf(out)).toEqual(undisturbed);
  expect((await startAudit(['verify', out]).ended).status).toBe(0);
});
