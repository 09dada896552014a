import { createHash } from 'node:crypto';
import type { Archive } from '../ports.ts';
import type { RunFile } from '../run/result.ts';
import type { Run } from '../run/run.ts';

type Content = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Counts and hashes content. */
export class Checksum {
  private readonly hash = createHash('sha256');
  private bytes = 0;

  add(chunk: Uint8Array): void {
    this.hash.update(chunk);
    this.bytes += chunk.length;
  }

  result(): Pick<RunFile, 'bytes' | 'sha256'> {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}

export function checksumOf(content: Uint8Array): Pick<RunFile, 'bytes' | 'sha256'> {
  const sum = new Checksum();
  sum.add(content);
  return sum.result();
}

/** Writes a file of a run, and counts and hashes it in the same pass. */
export async function archiveFile(
  file: Omit<RunFile, 'bytes' | 'sha256'>,
  content: Content,
  { run, archive }: { run: Run; archive: Archive },
): Promise<RunFile> {
  const sum = new Checksum();
  await archive.write(`${run.archive}/${file.file}`, counted(content, sum), file.contentType);
  return { ...file, ...sum.result() };
}

async function* counted(content: Content, sum: Checksum): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    sum.add(chunk);
    yield chunk;
  }
}
