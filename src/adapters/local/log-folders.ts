/** The folders of CloudTrail's logs in a directory. All paths begin below the directory: `AWSLogs/…`. */
import { statSync } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DayFolder,
  isDayFolder,
  isHidden,
  isHiddenLog,
  isWithin,
  looksLikeLog,
  newestDelivery,
  ROOT,
} from '../../logs/layout.ts';
import { foldersToRead, type OnLeftOut } from '../../logs/left-out.ts';
import type { Partitions } from '../../run/run.ts';

export interface LogFolder extends DayFolder {
  path: string;
}

/** Names in a folder, in order. */
interface Names {
  folders: string[];
  files: string[];
  /** links to folders: logs are often mounted or linked into place */
  links: string[];
  /** links that lead nowhere, or in a circle */
  broken: string[];
}

export class LogFolders {
  constructor(
    private readonly directory: string,
    private readonly on: OnLeftOut = {},
  ) {}

  /** The day folders in the order of their paths. With partitions, no folder of others is even listed. */
  async *days(partitions?: Partitions, parent = ROOT): AsyncGenerator<LogFolder> {
    const { folders, files, links, broken } = await this.list(parent);
    const below = (names: string[]) => names.sort().map((name) => `${parent}/${name}`);
    const listed = { folders: below([...folders, ...links, ...broken]), files: below(files) };
    for (const [path, place] of foldersToRead(listed, this.on)) {
      if (partitions && !isWithin(place, partitions)) continue;
      if (isDayFolder(place)) yield { ...place, path };
      else yield* this.days(partitions, path);
    }
  }

  /** The paths of all files below a day folder that Athena would read: only a look into them says which are logs. */
  async files({ path }: Pick<LogFolder, 'path'>): Promise<string[]> {
    const { folders, files, links, broken } = await this.list(path);
    const visible = (names: string[]) =>
      names.filter((name) => !isHidden(name)).map((name) => `${path}/${name}`);
    for (const name of files.filter(isHiddenLog)) this.on.passedOver?.('hidden', `${path}/${name}`);
    // It may lead in a circle.
    for (const link of visible(links)) this.on.passedOver?.('unknown-folder', link);
    let found = visible([...files, ...broken]).sort();
    for (const folder of visible(folders)) found = found.concat(await this.files({ path: folder }));
    return found;
  }

  /** Those files that are logs, or meant as such, by their names and, where those do not say, by their first bytes. */
  async logFiles(folder: Pick<LogFolder, 'path'>): Promise<string[]> {
    const files = await this.files(folder);
    const are = await Promise.all(files.map(async (file) => looksLikeLog(file) || this.begins(file)));
    for (const [i, file] of files.entries()) if (!are[i]) this.on.passedOver?.('not-json', file);
    return files.filter((_, i) => are[i]);
  }

  /**
   * As stored. 0 for a broken link or a file that this user may not read: a run that reads it names it as damaged. To wait for
   * each of many files would take six times as long.
   */
  size(file: string): number {
    try {
      return statSync(join(this.directory, file)).size;
    } catch {
      return 0;
    }
  }

  /** Of what cannot be opened true: a run names it as damaged. */
  private async begins(path: string): Promise<boolean> {
    const file = join(this.directory, path);
    try {
      if (!(await stat(file)).isFile()) return true;
      const opened = await open(file);
      const { buffer, bytesRead } = await opened.read(Buffer.alloc(64)).finally(() => opened.close());
      return beginsLikeLog(buffer.subarray(0, bytesRead));
    } catch {
      return true;
    }
  }

  async list(path: string): Promise<Names> {
    const names: Names = { folders: [], files: [], links: [], broken: [] };
    try {
      for (const entry of await readdir(join(this.directory, path), { withFileTypes: true })) {
        if (entry.isDirectory()) names.folders.push(entry.name);
        else if (!entry.isSymbolicLink()) names.files.push(entry.name);
        else names[await this.target(join(path, entry.name))].push(entry.name);
      }
    } catch (error) {
      this.on.unreadable?.(path, error);
    }
    for (const list of Object.values(names)) list.sort();
    return names;
  }

  private async target(link: string): Promise<'files' | 'links' | 'broken'> {
    return stat(join(this.directory, link)).then(
      (found) => (found.isDirectory() ? 'links' : 'files'),
      () => 'broken',
    );
  }
}

/** Gzip or JSON. */
export function beginsLikeLog(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return true;
  return /^(\xef\xbb\xbf)?\s*[{[]/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));
}

/**
 * Which days the logs hold, from the names of folders and of the newest day's files: no log file is read.
 *
 * @returns the UTC days that have a folder, oldest first: `2026/11/21`
 */
export async function logSpan(directory: string): Promise<{ days: string[]; newestDelivery?: string }> {
  const unreadable = new Set<string>();
  const tree = new LogFolders(directory, { unreadable: (path) => unreadable.add(path) });
  const folders: LogFolder[] = [];
  for await (const folder of tree.days()) folders.push(folder);
  // A folder that cannot be listed counts as one with a file of unknown name: a run over its day reports it.
  const filesIn = async (folder: LogFolder) => {
    const files = await tree.logFiles(folder);
    return unreadable.has(folder.path) ? [''] : files;
  };
  const days = [...new Set(folders.map(({ day }) => day))].sort();
  for (const day of days.toReversed()) {
    const files = await Promise.all(folders.filter((folder) => folder.day === day).map(filesIn));
    const newest = newestDelivery(files.flat(), day);
    if (newest !== undefined) return { days, newestDelivery: newest };
  }
  return { days };
}
