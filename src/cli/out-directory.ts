import { constants } from 'node:fs';
import { access, lstat, mkdtemp, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { directoryArchive, isPart, unlessAbsent } from '../adapters/local/directory.ts';
import type { Out } from './place.ts';

export function outDirectory(directory: string): Out {
  const archive = directoryArchive(directory);
  return {
    archive,
    directory,
    async faults() {
      const found = await Promise.all([directory, join(directory, 'runs')].map(directoryFaults));
      return [...new Set(found.flat())];
    },
    remoteFaults: () => trialFaults(directory),
    async clear(folder, files) {
      for (const file of files) await rm(archive.locate(`${folder}/${file}`), { force: true });
      await removeLeftovers(archive.locate(folder), isPart);
    },
  };
}

/** Why nothing can be written to a directory, or it cannot be made. */
export async function directoryFaults(directory: string): Promise<string[]> {
  const existing = await nearestExisting(resolve(directory));
  const found = await stat(existing).catch(() => undefined);
  if (!found) return [`out: ${existing} is a broken link; give another directory`];
  if (!found.isDirectory())
    return [`out: ${existing} is a file; give a directory, or a path where one can be made`];
  return access(existing, constants.W_OK | constants.X_OK).then(
    () => [],
    () => [`out: ${existing} cannot be written to by this user; give another directory`],
  );
}

/** Permissions do not show everything: in /proc no user can make a directory. */
async function trialFaults(directory: string): Promise<string[]> {
  const existing = await nearestExisting(resolve(directory));
  try {
    await rmdir(await mkdtemp(join(existing, '.trial-')));
    return [];
  } catch (error) {
    return [`out: ${existing} cannot be written to (${(error as Error).message}); give another directory`];
  }
}

async function nearestExisting(path: string): Promise<string> {
  const found = await lstat(path).catch(() => undefined);
  return found || dirname(path) === path ? path : nearestExisting(dirname(path));
}

const LEFT_MILLISECONDS = 24 * 3600 * 1000;

/**
 * Removes what killed runs left in a directory, which may be large: entries with such names to which nothing was written
 * for a day. Those of a run that is under way are newer.
 */
export async function removeLeftovers(directory: string, isLeft: (name: string) => boolean): Promise<void> {
  const names = await unlessAbsent(readdir(directory), []);
  for (const path of names.filter(isLeft).map((name) => join(directory, name))) {
    const written = await stat(path).catch(() => undefined);
    if (written && Date.now() - written.mtimeMs > LEFT_MILLISECONDS)
      await rm(path, { recursive: true, force: true });
  }
}
