import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { archiveFile } from '../../archive/checksum.ts';
import type { Config } from '../../config/config.ts';
import type { Archive } from '../../ports.ts';
import type { RunFile } from '../../run/result.ts';
import type { Run } from '../../run/run.ts';
import { gzipped } from '../renderings.ts';

/** Rows up to this size stay plain: they open by a double click. */
const PLAIN_BYTES = 10_000_000;

/**
 * Archives rows, gzipped where they are more than 10 MB, or always. Their size is not known beforehand: the first 10 MB are held
 * back in memory until it shows, so that nothing is written twice. The same rows give the same bytes.
 */
export async function archiveRows(
  file: Omit<RunFile, 'bytes' | 'sha256'>,
  rows: AsyncIterable<Uint8Array>,
  { gzip, ...place }: { gzip: Config['archive']['gzip'] | 'always'; run: Run; archive: Archive },
): Promise<RunFile> {
  if (gzip === 'always') return archiveFile(gzipped(file), zipped(rows, place.archive), place);
  const source = rows[Symbol.asyncIterator]();
  try {
    const { held, hasMore } = await begun(source);
    const content = continued(held, source);
    if (gzip === 'never' || !hasMore) return await archiveFile(file, content, place);
    return await archiveFile(gzipped(file), zipped(content, place.archive), place);
  } finally {
    await source.return?.();
  }
}

async function begun(source: AsyncIterator<Uint8Array>): Promise<{ held: Uint8Array[]; hasMore: boolean }> {
  const held: Uint8Array[] = [];
  for (let bytes = 0; bytes <= PLAIN_BYTES; ) {
    const { done, value } = await source.next();
    if (done) return { held, hasMore: false };
    held.push(value);
    bytes += value.length;
  }
  return { held, hasMore: true };
}

async function* continued(held: Uint8Array[], source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  // What is passed on is not held any longer.
  yield* held.splice(0);
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}

/** A quarter of a megabyte of memory for a sixth less of the processor time, and hardly smaller files: bench/README.md. */
const GZIP = { memLevel: 9, chunkSize: 2 ** 18 };

/** Without a name and a time in its header. */
function zipped(content: AsyncIterable<Uint8Array>, { gzipLevel }: Archive): AsyncIterable<Uint8Array> {
  const gzip = createGzip({ ...GZIP, level: gzipLevel });
  // If the content fails, so does the gzip stream: its reader gets the error.
  pipeline(content, gzip).catch(() => {});
  return gzip;
}
