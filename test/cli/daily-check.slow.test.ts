import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { underLock } from '../../src/adapters/local/lock.ts';
import { printCheck } from '../../src/cli/daily-check.ts';
import type { DailyOptions } from '../../src/cli/daily-options.ts';
import type { MailRecord, Manifest } from '../../src/run/manifest.ts';
import { emptyDirectory } from '../logs.ts';
import { audit } from './audit.ts';
import { call, config } from './call-daily.ts';

const MADE = '2026-11-03T07:05:00Z';

let out = '';
let manifests: string[] = [];
beforeAll(async () => {
  out = await emptyDirectory();
  await call({ out, now: '2026-11-02T07:05:00Z' });
  await call({ out, now: MADE });
  const names = await readdir(join(out, 'runs'), { recursive: true });
  manifests = names.filter((name) => name.endsWith('manifest.json')).sort();
});

async function check(now: string, options: DailyOptions = {}) {
  const lines: string[] = [];
  const io = { out: (text: string) => lines.push(text), error: () => {}, write: async () => true };
  const well = await printCheck({ out, config, ...options }, io, {
    now: () => now,
    mailerOf: async () => undefined,
    notifierOf: async () => undefined,
  });
  return { well, lines };
}

const found = async (now: string) => JSON.parse((await check(now, { json: true })).lines.join('\n'));

/** Changes the manifest of one of the two runs for a look. */
async function changed<T>(
  at: number,
  change: (manifest: Manifest) => object | string,
  look: () => Promise<T>,
) {
  const file = join(out, 'runs', manifests[at] ?? '');
  const content = await readFile(file, 'utf8');
  const instead = change(JSON.parse(content));
  await writeFile(file, typeof instead === 'string' ? instead : JSON.stringify(instead));
  return look().finally(() => writeFile(file, content));
}

const mailed = (mail: Partial<MailRecord>) => (manifest: Manifest) => ({
  ...manifest,
  mail: { ...manifest.mail, ...mail },
});

test('all is well until two hours after a scheduled time without its run', async () => {
  expect(await found('2026-11-04T08:59:59Z')).toEqual({
    well: true,
    last: {
      runId: expect.stringMatching(/^scheduled-20261102T0630Z-20261103T0630Z-/),
      window: { from: '2026-11-02T06:30:00Z', to: '2026-11-03T06:30:00Z', timezone: 'UTC' },
      status: 'succeeded',
      hours: 26,
      warnings: [],
    },
    overdue: [],
    mails: [],
    unreadable: [],
  });
  expect(await found('2026-11-05T09:00:00Z')).toMatchObject({
    well: false,
    overdue: ['2026-11-04T07:00:00Z', '2026-11-05T07:00:00Z'],
  });
});

test('a person reads the same', async () => {
  const { lines } = await check('2026-11-05T09:00:00Z');
  expect(lines).toEqual([
    'NOT WELL',
    expect.stringMatching(
      /^last run: scheduled-20261102T0630Z-.*: succeeded; its window ended at 2026-11-03T06:30:00Z, 50 hours ago$/,
    ),
    'overdue: 2 runs, the first of 2026-11-04T07:00:00Z; daily makes them',
  ]);
  expect(await check(MADE, { quiet: true })).toEqual({ well: true, lines: [] });
});

test.each([
  ['refused', 'NOT SENT (refused): no such user'],
  ['deferred', 'NOT SENT (deferred): no such user'],
  ['uncertain', 'MAY HAVE BEEN SENT (uncertain): no such user'],
] as const)('a mail that is %s, also of an earlier run, asks for a person', async (status, text) => {
  const { well, lines } = await changed(0, mailed({ status, reason: 'no such user' }), () => check(MADE));
  expect(well).toBe(false);
  expect(lines.join('\n')).toContain(text);
});

test('a mail that was to be archived only does not', async () => {
  expect(await changed(0, mailed({ status: 'written', attempts: 0 }), () => check(MADE))).toMatchObject({
    well: true,
  });
});

test('the warnings of the last run, which is partial then, ask for one', async () => {
  const warnings = [{ code: 'no-log-files', message: 'No log files were found' }];
  const partial = (manifest: Manifest) => ({ ...manifest, status: 'partial', warnings });
  const { well, lines } = await changed(1, partial, () => check(MADE));
  expect([well, lines.at(-1)]).toEqual([false, 'warning: No log files were found']);
  expect((await changed(0, partial, () => check(MADE))).well).toBe(true);
});

test('a manifest that cannot be read is named once', async () => {
  const { well, lines } = await changed(
    1,
    () => '{"version": 9}',
    () => check(MADE),
  );
  expect(well).toBe(false);
  expect(lines).toEqual([
    'NOT WELL',
    'last run: none that is complete can be read',
    expect.stringContaining('newer version (9)'),
  ]);
});

test('a clock that is behind the last run, and an empty archive, ask for one', async () => {
  expect((await check('2026-11-01T07:05:00Z')).lines).toContainEqual(
    expect.stringContaining('IN THE FUTURE: the clock was ahead, or is behind'),
  );
  const empty = await emptyDirectory();
  expect(await check(MADE, { out: empty })).toMatchObject({ well: false });
  expect(await readdir(empty)).toEqual([]);
});

test('a call that is under way is named', async () => {
  const working = await underLock(out, '.daily.lock', { now: MADE }, () => found(MADE));
  expect(working).toMatchObject({ well: true, working: { pid: process.pid, since: MADE } });
  expect(await found(MADE)).not.toHaveProperty('working');
});

test('the exit status says whether all is well, or that it cannot be said', async () => {
  const ask = async (...args: string[]) =>
    (await audit(['daily', '--check', '--config', config, ...args])).status;
  // These runs are years old for the machine's clock, or of the future.
  expect(await ask('--out', out)).toBe(1);
  const missing = join(await emptyDirectory(), 'missing');
  expect(await ask('--out', missing)).toBe(2);
  await expect(readdir(missing)).rejects.toThrow('ENOENT');
  expect(await ask()).toBe(2);
  expect(await ask('--out', out, '--logs', out, '--most', '3')).toBe(2);
  const damaged = join(await emptyDirectory(), 'audit.json');
  await writeFile(damaged, '{"schedule": {"time": "25:00"}}');
  expect(await ask('--out', out, '--config', damaged)).toBe(2);
});
