import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent } from '../adapters/local/file-error.ts';

const ABANDONED_MILLISECONDS = 24 * 3600 * 1000;

/**
 * Removes what killed runs left in a directory, which may be large: entries whose names are such, and to which nothing
 * was written for a day. Those of a run that is under way are newer.
 */
export async function removeAbandoned(directory: string, isLeft: (name: string) => boolean): Promise<void> {
  const names = await readdir(directory).catch((error) => {
    if (isAbsent(error)) return [];
    throw error;
  });
  for (const path of names.filter(isLeft).map((name) => join(directory, name))) {
    const written = await stat(path).catch(() => undefined);
    if (written && Date.now() - written.mtimeMs > ABANDONED_MILLISECONDS)
      await rm(path, { recursive: true, force: true });
  }
}
