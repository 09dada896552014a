import { stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { LogPlace } from '../../../doctor/log-tree/log-tree.ts';
import { Listing } from './listing.ts';

/** How far below the directory AWSLogs is looked for, and in how many folders: a home directory may be meant. */
const DEPTH = 4;
const MOST_FOLDERS = 2_000;

/** Finds AWSLogs where it should be, above or below. */
export async function findLogPlace(directory: string): Promise<LogPlace> {
  const reason = await unusable(directory);
  if (reason) return { kind: 'unusable', reason };
  const listing = new Listing(directory);
  const { folders } = await listing.at('');
  const below = await search(listing);
  if (folders.includes('AWSLogs'))
    return {
      kind: 'here',
      others: below.roots.filter((root) => root !== '').map((root) => join(directory, root)),
    };
  const above = rootAbove(directory);
  if (above) return { kind: 'elsewhere', directories: [above] };
  if (below.roots.length > 0)
    return { kind: 'elsewhere', directories: below.roots.map((root) => join(directory, root)) };
  if (folders.some((name) => /^(\d{12}|o-[a-z0-9]{10,32}|CloudTrail)$/.test(name)))
    return { kind: 'contents' };
  return below.file ? { kind: 'flat', file: below.file } : { kind: 'none' };
}

async function unusable(directory: string): Promise<string | undefined> {
  try {
    return (await stat(directory)).isDirectory() ? undefined : 'is a file';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'does not exist' : `cannot be looked into: ${message}`;
  }
}

/** The directory that holds the AWSLogs in whose depths this one lies. */
function rootAbove(directory: string): string | undefined {
  const parts = resolve(directory).split(sep);
  const at = parts.lastIndexOf('AWSLogs');
  if (at < 0) return undefined;
  const above = parts.slice(0, at).join(sep) || sep;
  return isAbsolute(directory) ? above : relative('.', above) || '.';
}

/** The folders that hold an AWSLogs, which itself is not entered, and a log file by its name. */
async function search(listing: Listing): Promise<{ roots: string[]; file?: string }> {
  const found: { roots: string[]; file?: string } = { roots: [] };
  let level = [''];
  for (let depth = 0, looked = 0; depth <= DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const path of level.slice(0, MOST_FOLDERS - looked)) {
      const { folders, files } = await listing.at(path);
      looked += 1;
      if (folders.includes('AWSLogs')) found.roots.push(path);
      const log = files.find((name) => /_CloudTrail_.*\.json(\.gz)?$/.test(name));
      if (log) found.file ??= join(path, log);
      next.push(...folders.filter((name) => name !== 'AWSLogs').map((name) => join(path, name)));
    }
    level = next;
  }
  return found;
}
