/** The folders of CloudTrail's logs in a directory. All paths begin below the directory: `AWSLogs/…`. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DayFolder,
  isDayFolder,
  isLogFile,
  isWithin,
  LOGS,
  type LogPath,
  newestDelivery,
  parsePath,
  ROOT,
} from '../../logs/layout.ts';
import type { Partitions } from '../../run/run.ts';

export interface LogFolder extends DayFolder {
  path: string;
}

/** Called for what runs do not read. */
export interface OnPassedOver {
  /** a folder by a name that the layout does not have */
  unknownFolder?(path: string): void;
  /** a log file outside the day folders */
  strayFile?(path: string): void;
  /** a folder beside an account's logs: `CloudTrail-Digest`, `Config` */
  otherService?(path: string, place: LogPath): void;
}

export class LogFolders {
  /** @param onUnreadable called for a folder that exists and cannot be listed: what is in it is not known */
  constructor(
    private readonly directory: string,
    private readonly onUnreadable: (path: string, error: unknown) => void = () => {},
  ) {}

  /** The day folders in the order of their paths. With partitions, no folder of others is even listed. */
  async *days(
    partitions?: Partitions,
    passedOver: OnPassedOver = {},
    parent = ROOT,
  ): AsyncGenerator<LogFolder> {
    const { folders, files } = await this.list(parent);
    const strays = new Set(files.filter(isLogFile));
    for (const name of strays) passedOver.strayFile?.(`${parent}/${name}`);
    for (const name of folders) {
      const path = `${parent}/${name}`;
      const place = parsePath(path);
      if (!place) {
        if (!strays.has(name) && !name.startsWith('.')) passedOver.unknownFolder?.(path);
      } else if (place.service !== undefined && place.service !== LOGS)
        passedOver.otherService?.(path, place);
      else if (partitions && !isWithin(place, partitions)) continue;
      else if (isDayFolder(place)) yield { ...place, path };
      else yield* this.days(partitions, passedOver, path);
    }
  }

  async logFiles({ path }: LogFolder): Promise<string[]> {
    return (await this.list(path)).files.filter(isLogFile);
  }

  /** Names in order. A link may lead to either, and is in both lists: logs are often mounted or linked into place. */
  async list(path: string): Promise<{ folders: string[]; files: string[] }> {
    try {
      const entries = await readdir(join(this.directory, path), { withFileTypes: true });
      const named = (kind: 'isDirectory' | 'isFile') =>
        entries
          .filter((entry) => entry[kind]() || entry.isSymbolicLink())
          .map(({ name }) => name)
          .sort();
      return { folders: named('isDirectory'), files: named('isFile') };
    } catch (error) {
      // A link to a file is among the folders too.
      if ((error as NodeJS.ErrnoException).code !== 'ENOTDIR') this.onUnreadable(path, error);
      return { folders: [], files: [] };
    }
  }
}

/** How many log files the partitions hold, and their size as stored. None is opened. */
export async function countLogFiles(
  directory: string,
  partitions: Partitions,
): Promise<{ files: number; bytes: number; complete: boolean }> {
  const counted = { files: 0, bytes: 0, complete: true };
  const folders = new LogFolders(directory, () => {
    counted.complete = false;
  });
  for await (const folder of folders.days(partitions)) {
    const names = await folders.logFiles(folder);
    const sizes = await Promise.all(names.map((name) => sizeOf(join(directory, folder.path, name))));
    counted.files += names.length;
    counted.bytes += sizes.reduce((sum, size) => sum + size, 0);
  }
  return counted;
}

/** 0 for a broken link or a file that this user may not read: a run names it as damaged. */
async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

/**
 * Which days the logs hold, from the names of folders and of the newest day's files: no file is opened.
 *
 * @returns the UTC days that have a folder, oldest first: `2026/11/21`
 */
export async function logSpan(directory: string): Promise<{ days: string[]; newestDelivery?: string }> {
  const unreadable = new Set<string>();
  const tree = new LogFolders(directory, (path) => unreadable.add(path));
  const folders: LogFolder[] = [];
  for await (const folder of tree.days()) folders.push(folder);
  // A folder that cannot be listed counts as one with a file of unknown name: a run over its day reports it.
  const namesIn = async (folder: LogFolder) => {
    const names = await tree.logFiles(folder);
    return unreadable.has(folder.path) ? [''] : names;
  };
  const days = [...new Set(folders.map(({ day }) => day))].sort();
  for (const day of days.toReversed()) {
    const files = await Promise.all(folders.filter((folder) => folder.day === day).map(namesIn));
    const newest = newestDelivery(files.flat(), day);
    if (newest !== undefined) return { days, newestDelivery: newest };
  }
  return { days };
}
