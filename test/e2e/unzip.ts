import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const CENTRAL_HEADER = Buffer.from('PK\x01\x02', 'latin1');
const DEFLATED = 8;

interface Entry {
  name: string;
  method: number;
  compressed: number;
  /** where its local header stands */
  at: number;
}

/** Unzips a small zip file without comment, as Lambda does with a function's code (APPNOTE.TXT, 4.3.7 and 4.3.12). */
export async function unzip(file: string, directory: string): Promise<void> {
  const zip = await readFile(file);
  for (const entry of entries(zip)) {
    if (entry.name.endsWith('/')) continue;
    const path = join(directory, entry.name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contentOf(entry, zip));
  }
}

function* entries(zip: Buffer): Generator<Entry> {
  // The last 22 bytes tell where the directory begins.
  let at = zip.readUInt32LE(zip.length - 6);
  while (zip.subarray(at, at + 4).equals(CENTRAL_HEADER)) {
    const nameLength = zip.readUInt16LE(at + 28);
    yield {
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      compressed: zip.readUInt32LE(at + 20),
      at: zip.readUInt32LE(at + 42),
    };
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

function contentOf({ method, compressed, at }: Entry, zip: Buffer): Buffer {
  const begin = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  const content = zip.subarray(begin, begin + compressed);
  return method === DEFLATED ? inflateRawSync(content) : content;
}
