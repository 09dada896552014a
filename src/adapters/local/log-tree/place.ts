import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { LogPlace } from '../../../doctor/log-tree/place.ts';
import { hasLogName, LOGS, parsePath, ROOT } from '../../../logs/layout.ts';
import { LogFolders } from '../log-folders.ts';

/** Limits of the search below the directory, which may be a whole home. */
const DEPTH = 4;
const MOST_FOLDERS = 2_000;

/** Finds AWSLogs where it should be, above or below. */
export async function askPlace(directory: string): Promise<LogPlace> {
  const reason = await unusable(directory);
  if (reason) return { kind: 'unusable', reason };
  const { top, roots, file } = await search(directory);
  if (top.includes(ROOT)) return { kind: 'here', others: await othersOf(roots, directory) };
  const above = rootAbove(directory);
  if (above) return { kind: 'elsewhere', directories: [above] };
  if (roots.length > 0) return { kind: 'elsewhere', directories: roots };
  if (top.some((name) => name === LOGS || parsePath(`${ROOT}/${name}`))) return { kind: 'contents' };
  return file ? { kind: 'flat', file } : { kind: 'none' };
}

/** Each once, whatever links lead there, and without the directory's own. */
async function othersOf(roots: readonly string[], directory: string): Promise<string[]> {
  const targets = await Promise.all(roots.map((root) => realpath(join(root, ROOT)).catch(() => root)));
  const own = targets[roots.indexOf(directory)];
  return roots.filter((_, i) => targets[i] !== own && targets.indexOf(targets[i] ?? '') === i);
}

async function unusable(directory: string): Promise<string | undefined> {
  try {
    return (await stat(directory)).isDirectory() ? undefined : 'is a file';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'does not exist' : `cannot be read: ${message}`;
  }
}

/** The directory that holds the AWSLogs that this one is in. */
function rootAbove(directory: string): string | undefined {
  const parts = resolve(directory).split(sep);
  const at = parts.lastIndexOf(ROOT);
  if (at < 0) return undefined;
  const above = parts.slice(0, at).join(sep) || sep;
  return isAbsolute(directory) ? above : relative('.', above) || '.';
}

/**
 * @returns `top`: the folders in the directory itself; `roots`: the directories that hold an AWSLogs, which itself is not
 * entered; `file`: the first log file by its name, from the directory on
 */
async function search(directory: string): Promise<{ top: string[]; roots: string[]; file?: string }> {
  const tree = new LogFolders(directory);
  const found: Awaited<ReturnType<typeof search>> = { top: [], roots: [] };
  let level = [''];
  for (let depth = 0, looked = 0; depth <= DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const path of level.slice(0, MOST_FOLDERS - looked)) {
      const { folders: own, links, files } = await tree.list(path);
      const folders = [...own, ...links].sort();
      looked += 1;
      if (path === '') found.top = folders;
      if (folders.includes(ROOT)) found.roots.push(path === '' ? directory : join(directory, path));
      const log = files.find(hasLogName);
      if (log) found.file ??= join(path, log);
      const others = folders.filter((name) => name !== ROOT && !name.startsWith('.'));
      next.push(...others.map((name) => join(path, name)));
    }
    level = next;
  }
  return found;
}
