import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Checksum } from '../../archive/checksum.ts';
import type { Archive } from '../../ports.ts';
import type { HistoryFile } from '../../run/history.ts';

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
    // Half of the time of zlib's own level, and files larger by an eighth: bench/README.md.
    gzipLevel: 3,
    async write(key, content) {
      const path = pathOf(key);
      const part = await partOf(path);
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
      const part = await partOf(path);
      try {
        await writeFile(part, after, { flag: 'wx', flush: true });
        // A link never replaces, and is there with its whole content or not at all.
        if (before === undefined) return await isMade(link(part, path));
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
    async read(key, maxBytes = Number.POSITIVE_INFINITY) {
      const path = pathOf(key);
      const { size } = await unlessAbsent(stat(path), { size: 0 });
      if (size > maxBytes) throw new Error(`${path} has more than ${maxBytes} bytes`);
      return unlessAbsent(readFile(path), undefined);
    },
    async *content(key) {
      yield* createReadStream(pathOf(key));
    },
    async list(prefix) {
      const entries = await unlessAbsent(
        readdir(pathOf(prefix), { recursive: true, withFileTypes: true }),
        [],
      );
      // Links too: somebody may have put one there, and what is not listed is overlooked.
      return entries
        .filter((entry) => !entry.isDirectory() && !isPart(entry.name))
        .map(({ parentPath, name }) => relative(root, join(parentPath, name)).split(sep).join('/'))
        .sort();
    },
    async measure(prefix) {
      const measured: HistoryFile[] = [];
      for (const key of await this.list(prefix)) {
        const sum = new Checksum();
        for await (const piece of this.content(key)) sum.add(piece);
        const { bytes, sha256 } = sum.result();
        measured.push({
          file: key.slice(prefix.length),
          bytes,
          checksum: { algorithm: 'SHA256', value: sha256 },
        });
      }
      return measured;
    },
    async claim(prefix) {
      const path = pathOf(prefix);
      await mkdir(dirname(path), { recursive: true });
      return isMade(mkdir(path));
    },
    locate: pathOf,
  };
}

async function partOf(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  return join(dirname(path), `.${randomUUID()}${PART}`);
}

/** A file that is being written, or was when its process was killed. */
export function isPart(name: string): boolean {
  return name.startsWith('.') && name.endsWith(PART);
}

/** A lock older than this is of a process that was killed: work under a lock takes milliseconds. */
const STALE_MILLISECONDS = 60_000;

/** @returns false where another process holds the lock, or the file that the work needs is gone */
async function locked(path: string, work: () => Promise<boolean>): Promise<boolean> {
  const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
  if (age > STALE_MILLISECONDS) await rm(path, { recursive: true, force: true });
  if (!(await isMade(mkdir(path)))) return false;
  try {
    return await unlessAbsent(work(), false);
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

/** @returns false where something of this name exists */
async function isMade(operation: Promise<unknown>): Promise<boolean> {
  return operation.then(
    () => true,
    (error) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

/** @returns what the operation gives, or `instead` where the file or folder does not exist */
export async function unlessAbsent<T, U>(operation: Promise<T>, instead: U): Promise<T | U> {
  return operation.catch((error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return instead;
    throw error;
  });
}

/** An operation on an open file fails without the file's name: as Node says it of the others, `ENOSPC: …, write '/a/b'`. */
function namingFile(error: unknown, path: string): unknown {
  const isNameless = error instanceof Error && 'syscall' in error && !('path' in error);
  return isNameless ? Object.assign(error, { message: `${error.message} '${path}'`, path }) : error;
}
