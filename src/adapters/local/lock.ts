import { readlinkSync } from 'node:fs';
import { readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { LockedError } from '../../errors.ts';
import { directoryArchive, unlessAbsent } from './directory.ts';

export interface Holder {
  pid: number;
  host: string;
  /** of process ids: those of two containers may be the same */
  space: string;
  /** instant at which it took the lock */
  since: string;
}

export interface LockOptions {
  /** instant of the present */
  now: string;
  /** how often the holder touches the lock's file */
  beatMilliseconds?: number;
  /** a lock that was not touched for this long may be of a process that is gone */
  quietMilliseconds?: number;
}

const OWN = { pid: process.pid, host: hostname(), space: processSpace() };

/**
 * Does the work while no other process, on this machine or another, works under this lock: a file of the directory, which
 * its holder touches all the time. The lock of a process that is gone is taken over: at once where the process is of this
 * machine, else when its file was not touched for a minute and is not while one waits.
 *
 * @throws LockedError where another process works
 */
export async function underLock<T>(
  directory: string,
  name: string,
  { now, beatMilliseconds = 5_000, quietMilliseconds = 60_000 }: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  const path = join(directory, name);
  const archive = directoryArchive(directory);
  const mine = Buffer.from(`${JSON.stringify({ ...OWN, since: now } satisfies Holder)}\n`);
  for (;;) {
    const held = await archive.read(name);
    if (held && !(await isGone(held, path, { beatMilliseconds, quietMilliseconds })))
      throw new LockedError(refusal(held, path));
    // Of several that find the same lock one takes it over; the others then find its own.
    if (await archive.exchange(name, held, mine, 'application/json')) break;
  }
  const beat = setInterval(() => utimes(path, new Date(), new Date()).catch(() => {}), beatMilliseconds);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    // One that was suspended so long that it lost the lock leaves it to its holder.
    const held = await unlessAbsent(readFile(path), undefined);
    if (held && Buffer.compare(held, mine) === 0) await rm(path, { force: true });
  }
}

/** @returns who holds the lock, unless that is a process of this machine that has ended; undefined where nobody does */
export async function lockHolder(directory: string, name: string): Promise<Holder | undefined> {
  const held = await directoryArchive(directory).read(name);
  const holder = held && holderOf(held);
  return holder && !hasEnded(holder) ? holder : undefined;
}

async function isGone(
  content: Uint8Array,
  path: string,
  { beatMilliseconds, quietMilliseconds }: Required<Omit<LockOptions, 'now'>>,
): Promise<boolean> {
  const holder = holderOf(content);
  if (holder && hasEnded(holder)) return true;
  const touched = async () => (await unlessAbsent(stat(path), undefined))?.mtimeMs;
  const before = await touched();
  // Also in the future: a clock may have been set.
  if (before !== undefined && Math.abs(Date.now() - before) < quietMilliseconds) return false;
  if (before !== undefined) await setTimeout(2 * beatMilliseconds);
  return before === (await touched());
}

/** Of a process of another machine or container nobody can say so. */
function hasEnded({ host, space, pid }: Holder): boolean {
  return host === OWN.host && space === OWN.space && !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function holderOf(content: Uint8Array): Holder | undefined {
  try {
    return JSON.parse(Buffer.from(content).toString('utf8'));
  } catch {
    return undefined;
  }
}

function refusal(content: Uint8Array, path: string): string {
  const { pid, host, since } = holderOf(content) ?? {};
  const holder = pid ? `process ${pid} on ${host}, since ${since}` : 'a process that it does not name';
  return `${path} is held by ${holder}: nothing was done. Wait until that process has ended`;
}

/** Only Linux has several, and names them. */
function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
