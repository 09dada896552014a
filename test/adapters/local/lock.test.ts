import { spawnSync } from 'node:child_process';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { underLock } from '../../../src/adapters/local/lock.ts';
import { LockedError } from '../../../src/errors.ts';
import { emptyDirectory } from '../../logs.ts';

const NOW = '2026-11-22T07:00:00.000Z';
const SHORT = { now: NOW, beatMilliseconds: 20, quietMilliseconds: 100 };
const done = async () => 'done';

/** The lock of a process, as it would write it, touched so many seconds ago. */
async function lockOf(holder: object, secondsAgo: number): Promise<string> {
  const directory = await emptyDirectory();
  let own = '';
  await underLock(directory, 'lock', SHORT, async () => {
    own = await readFile(join(directory, 'lock'), 'utf8');
  });
  await writeFile(join(directory, 'lock'), JSON.stringify({ ...JSON.parse(own), ...holder }));
  const touched = Date.now() / 1000 - secondsAgo;
  await utimes(join(directory, 'lock'), touched, touched);
  return directory;
}

/** Of a process that has ended. */
const endedPid = () => spawnSync(process.execPath, ['--version']).pid;

test('gives what the work gives, and leaves nothing', async () => {
  const directory = await emptyDirectory();
  expect(await underLock(directory, 'lock', SHORT, done)).toBe('done');
  expect(await readdir(directory)).toEqual([]);
});

test('is free again where the work failed', async () => {
  const directory = await emptyDirectory();
  const failing = underLock(directory, 'lock', SHORT, () => Promise.reject(new Error('disk full')));
  await expect(failing).rejects.toThrow('disk full');
  expect(await underLock(directory, 'lock', SHORT, done)).toBe('done');
});

test('while one works another is refused, and is told who works since when', async () => {
  const directory = await emptyDirectory();
  const second = underLock(directory, 'lock', SHORT, () => underLock(directory, 'lock', SHORT, done));
  await expect(second).rejects.toThrow(LockedError);
  await expect(second).rejects.toThrow(`is held by process ${process.pid} on ${hostname()}, since ${NOW}`);
});

test('of many that come at once, one works at a time', async () => {
  const directory = await lockOf({ pid: endedPid() }, 0);
  let [working, most, worked] = [0, 0, 0];
  const work = async () => {
    working += 1;
    most = Math.max(most, working);
    await new Promise((resolve) => setTimeout(resolve, 5));
    working -= 1;
    worked += 1;
  };
  const ends = await Promise.allSettled(
    Array.from({ length: 50 }, () => underLock(directory, 'lock', SHORT, work)),
  );
  const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  expect(refused.filter((error) => !(error instanceof LockedError))).toEqual([]);
  expect(most).toBe(1);
  expect(worked + refused.length).toBe(50);
  expect(worked).toBeGreaterThan(0);
});

test('the lock of a process that has ended is taken over at once', async () => {
  const directory = await lockOf({ pid: endedPid() }, 0);
  const long = { now: NOW, beatMilliseconds: 60_000 };
  expect(await underLock(directory, 'lock', long, done)).toBe('done');
});

test.each([
  ['of another machine', { host: 'another', pid: 1 }],
  ['of another container', { space: 'another', pid: 1 }],
  ['whose process id another process has now', { pid: process.pid }],
])('a lock %s is taken over when it is no longer touched', async (_, holder) => {
  await expect(underLock(await lockOf(holder, 0), 'lock', { now: NOW }, done)).rejects.toThrow(LockedError);
  expect(await underLock(await lockOf(holder, 3600), 'lock', SHORT, done)).toBe('done');
  // The clock of its machine was ahead.
  expect(await underLock(await lockOf(holder, -3600), 'lock', SHORT, done)).toBe('done');
});

test('a lock that looks old, because the clock was set, is left to a process that touches it', async () => {
  const directory = await lockOf({ host: 'another' }, 3600);
  const touch = setInterval(() => utimes(join(directory, 'lock'), new Date(0), Date.now() / 1000 - 3600), 5);
  await expect(underLock(directory, 'lock', SHORT, done)).rejects.toThrow(LockedError);
  clearInterval(touch);
});

test('the lock of a process that works for long stays its own', async () => {
  const directory = await emptyDirectory();
  const long = underLock(directory, 'lock', SHORT, () => new Promise((resolve) => setTimeout(resolve, 400)));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await expect(underLock(directory, 'lock', SHORT, done)).rejects.toThrow(LockedError);
  await long;
});

test('a lock that cannot be read is taken over when it is no longer touched', async () => {
  const directory = await lockOf({}, 0);
  await writeFile(join(directory, 'lock'), '{"pi');
  await expect(underLock(directory, 'lock', { now: NOW }, done)).rejects.toThrow('that it does not name');
  await utimes(join(directory, 'lock'), 0, 0);
  expect(await underLock(directory, 'lock', SHORT, done)).toBe('done');
});
