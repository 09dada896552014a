import { readFile } from 'node:fs/promises';

const CENTRAL_HEADER = Buffer.from('PK\x01\x02', 'latin1');

/** The names and unzipped sizes of a small zip file's entries, from its central directory (APPNOTE.TXT, 4.3.12). */
export async function zipEntries(file: string): Promise<{ name: string; bytes: number }[]> {
  const zip = await readFile(file);
  // The last 22 bytes, of a zip without comment, tell where the directory begins.
  let at = zip.readUInt32LE(zip.length - 6);
  const entries: { name: string; bytes: number }[] = [];
  while (zip.subarray(at, at + 4).equals(CENTRAL_HEADER)) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    entries.push({ name: zip.toString('utf8', at + 46, at + 46 + name), bytes: zip.readUInt32LE(at + 24) });
    at += 46 + name + extra + comment;
  }
  return entries;
}
