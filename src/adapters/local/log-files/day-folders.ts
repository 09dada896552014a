import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Partitions } from '../../../run/run.ts';
import { isNoFolder } from '../file-error.ts';

/** A folder of log files: one account, one region, one UTC day of delivery. */
export interface DayFolder {
  account: string;
  region: string;
  /** `2026/11/21` */
  day: string;
  path: string;
}

/** Told of a folder that is there and cannot be listed: what lies in it is not known. */
export type OnUnreadable = (path: string, error: unknown) => void;

/**
 * The day folders below `logs`, `AWSLogs/[o-ORGANIZATION/]ACCOUNT/CloudTrail/REGION/YYYY/MM/DD`, in the order of their
 * names. With partitions, only those: no other folder is even listed. CloudTrail-Digest and CloudTrail-Insight lie
 * beside CloudTrail and are never entered.
 */
export async function* dayFolders(
  logs: string,
  partitions?: Partitions,
  onUnreadable: OnUnreadable = () => {},
): AsyncGenerator<DayFolder> {
  const folders = (path: string) => foldersIn(path, onUnreadable);
  for await (const account of accountFolders(logs, folders)) {
    if (partitions?.accounts && !partitions.accounts.includes(account.name)) continue;
    if (!(await folders(account.path)).includes('CloudTrail')) continue;
    const cloudTrail = join(account.path, 'CloudTrail');
    for (const region of await folders(cloudTrail)) {
      if (partitions?.regions && !partitions.regions.includes(region)) continue;
      for await (const day of days(join(cloudTrail, region), partitions, folders)) {
        yield { account: account.name, region, day, path: join(cloudTrail, region, ...day.split('/')) };
      }
    }
  }
}

/** The log files of a day folder, by name, in order. */
export async function logFiles(folder: DayFolder, onUnreadable: OnUnreadable = () => {}): Promise<string[]> {
  const entries = await list(folder.path, onUnreadable);
  return entries
    .filter(
      (entry) =>
        (entry.isFile() || entry.isSymbolicLink()) &&
        !entry.name.startsWith('.') &&
        /\.json(\.gz)?$/.test(entry.name),
    )
    .map((entry) => entry.name)
    .sort();
}

/** How many log files the partitions hold, and their size as stored. None is opened. */
export async function countLogFiles(
  logs: string,
  partitions: Partitions,
): Promise<{ files: number; bytes: number; complete: boolean }> {
  let [files, bytes, complete] = [0, 0, true];
  const onUnreadable = () => {
    complete = false;
  };
  for await (const folder of dayFolders(logs, partitions, onUnreadable)) {
    const names = await logFiles(folder, onUnreadable);
    const sizes = await Promise.all(names.map((name) => sizeOf(join(folder.path, name))));
    files += names.length;
    bytes += sizes.reduce((sum, size) => sum + size, 0);
  }
  return { files, bytes, complete };
}

/** Of a link that leads nowhere, or of a file that may not be looked at, 0: a run names it as damaged. */
async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  return found?.size ?? 0;
}

type Folders = (path: string) => Promise<string[]>;

async function* accountFolders(
  logs: string,
  folders: Folders,
): AsyncGenerator<{ name: string; path: string }> {
  const root = join(logs, 'AWSLogs');
  for (const name of await folders(root)) {
    if (isAccount(name)) yield { name, path: join(root, name) };
    else if (name.startsWith('o-')) {
      for (const account of await folders(join(root, name))) {
        if (isAccount(account)) yield { name: account, path: join(root, name, account) };
      }
    }
  }
}

async function* days(
  region: string,
  partitions: Partitions | undefined,
  folders: Folders,
): AsyncGenerator<string> {
  const { from, to } = partitions ?? { from: '0000/00/00', to: '9999/99/99' };
  for (const year of await folders(region)) {
    if (!/^\d{4}$/.test(year) || year < from.slice(0, 4) || year > to.slice(0, 4)) continue;
    for (const month of await folders(join(region, year))) {
      const yearMonth = `${year}/${month}`;
      if (!/^\d\d$/.test(month) || yearMonth < from.slice(0, 7) || yearMonth > to.slice(0, 7)) continue;
      for (const day of await folders(join(region, year, month))) {
        const date = `${yearMonth}/${day}`;
        if (isDate(date) && date >= from && date <= to) yield date;
      }
    }
  }
}

function isDate(day: string): boolean {
  return (
    /^\d{4}\/\d\d\/\d\d$/.test(day) && !Number.isNaN(Date.parse(`${day.replaceAll('/', '-')}T00:00:00Z`))
  );
}

function isAccount(name: string): boolean {
  return /^\d{12}$/.test(name);
}

async function foldersIn(path: string, onUnreadable: OnUnreadable): Promise<string[]> {
  // A link may stand for a folder: logs are often mounted or linked into place.
  const entries = await list(path, onUnreadable);
  return entries
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map((entry) => entry.name)
    .sort();
}

/** Only what stood in its parent's list is listed: one that is not there is a link that leads nowhere. */
async function list(path: string, onUnreadable: OnUnreadable): Promise<Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    // A link to a file among the folders.
    if (!isNoFolder(error)) onUnreadable(path, error);
    return [];
  }
}
