import type { Archive } from '../ports.ts';
import type { RunOptions } from './options.ts';
import { isMeantAsS3 } from './s3-location.ts';

/** Where `--out` leads. One file each: out-directory.ts, out-bucket.ts. */
export interface Out {
  archive: Archive;
  /** absent where it is a bucket */
  directory?: string;
  /** why nothing can be written there, as far as this machine knows */
  faults(): Promise<string[]>;
  /** why nothing can be written there, asked where it lies when all else is right */
  remoteFaults(): Promise<string[]>;
  /** @throws RequestError where this user may not */
  remove(key: string): Promise<void>;
}

export async function outOf({ out, region }: RunOptions): Promise<Out | undefined> {
  if (out === undefined) return undefined;
  if (isMeantAsS3(out)) return (await import('./out-bucket.ts')).outBucket(out, region);
  return (await import('./out-directory.ts')).outDirectory(out);
}
