import type { Archive } from '../ports.ts';
import type { RunFile } from '../run/result.ts';
import type { Run } from '../run/run.ts';
import { Checksum } from './checksum.ts';

/** Writes a file of a run, and counts and hashes it in the same pass. */
export async function archiveFile(
  file: Omit<RunFile, 'bytes' | 'sha256'>,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { run, archive }: { run: Run; archive: Archive },
): Promise<RunFile> {
  const sum = new Checksum();
  await archive.write(`${run.archive}/${file.file}`, sum.through(content), file.contentType);
  return { ...file, ...sum.result() };
}
