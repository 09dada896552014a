import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Archive } from '../../ports.ts';
import { isAbsent, namingFile } from './file-error.ts';

const PART = '.part';

/** The archive in a directory. A file appears under its name only when it is whole. */
export function directoryArchive(directory: string): Archive {
  const root = resolve(directory);
  const pathOf = (key: string) => {
    const path = resolve(root, ...key.split('/'));
    if (!path.startsWith(root + sep))
      throw new Error(`archive key ${JSON.stringify(key)} leads out of ${root}`);
    return path;
  };
  return {
    async write(key, content) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      const part = join(dirname(path), `.${randomUUID()}${PART}`);
      const file = await open(part, 'wx');
      try {
        // flush: the rename must not reach the disk before the content does
        await pipeline(content, file.createWriteStream({ flush: true }));
        await rename(part, path);
      } catch (error) {
        await rm(part, { force: true });
        throw namingFile(error, path);
      }
    },
    async exchange(key, before, after) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      const part = join(dirname(path), `.${randomUUID()}${PART}`);
      try {
        await writeFile(part, after, { flag: 'wx', flush: true });
        // A link never replaces, and is there with its whole content or not at all.
        if (before === undefined) return await succeeds(link(part, path), 'EEXIST');
        return await locked(`${path}.lock`, async () => {
          if (Buffer.compare(await readFile(path), before) !== 0) return false;
          await rename(part, path);
          return true;
        });
      } catch (error) {
        throw namingFile(error, path);
      } finally {
        await rm(part, { force: true });
      }
    },
    async read(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (isAbsent(error)) return undefined;
        throw error;
      }
    },
    async list(prefix) {
      const path = pathOf(prefix);
      try {
        const entries = await readdir(path, { recursive: true, withFileTypes: true });
        // A link is listed too: what is not would be overlooked where somebody put it.
        return entries
          .filter((entry) => !entry.isDirectory() && !isPart(entry.name))
          .map(({ parentPath, name }) => relative(root, join(parentPath, name)).split(sep).join('/'))
          .sort();
      } catch (error) {
        if (isAbsent(error)) return [];
        throw error;
      }
    },
    locate: pathOf,
  };
}

/** A file that is being written, or was when its process was killed. */
export function isPart(name: string): boolean {
  return name.startsWith('.') && name.endsWith(PART);
}

/** A lock older than this is of a process that was killed: what is done under it takes milliseconds. */
const STALE_MILLISECONDS = 60_000;

/** @returns false where another process holds the lock, or what the work works on is gone */
async function locked(path: string, work: () => Promise<boolean>): Promise<boolean> {
  const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
  if (age > STALE_MILLISECONDS) await rm(path, { recursive: true, force: true });
  if (!(await succeeds(mkdir(path), 'EEXIST'))) return false;
  try {
    return await work();
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

async function succeeds(operation: Promise<unknown>, failure: string): Promise<boolean> {
  try {
    await operation;
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === failure) return false;
    throw error;
  }
}
