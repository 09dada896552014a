import { createReadStream } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { RequestError } from '../errors.ts';
import type { Archive } from '../ports.ts';
import { REGION } from '../rules.ts';
import { malformed } from './options.ts';
import { isMeantAsS3, s3Faults } from './s3-location.ts';

/** What is wrong with a place as it was typed. */
export function storedPlaceFaults(option: string, place: string, region: string | undefined): string[] {
  if (!isMeantAsS3(place)) return region ? ['region: goes with a bucket only; remove it'] : [];
  return [...s3Faults(option, place), ...malformed('region', region, REGION, 'a region such as us-east-1')];
}

/**
 * A directory, or a place in a bucket, with archived files in it.
 *
 * @param place without faults
 * @throws RequestError where it does not exist, or cannot be reached
 */
export async function storedPlace(
  option: string,
  place: string,
  region: string | undefined,
): Promise<Archive> {
  if (isMeantAsS3(place)) {
    // The SDK is loaded for a bucket alone.
    const { archive, remoteFaults } = (await import('./out-bucket.ts')).outBucket(place, { region }, option);
    const faults = await remoteFaults();
    if (faults.length > 0) throw new RequestError(faults);
    return archive;
  }
  const found = await stat(place).catch(() => undefined);
  if (!found?.isDirectory()) throw new RequestError([`${option}: ${place} is not a directory`]);
  const archive = (await import('../adapters/local/directory.ts')).directoryArchive(place);
  return { ...archive, content: (key) => fileContent(archive.locate(key)) };
}

/** What a link leads to can be changed without a trace here, and a pipe would never end. */
export async function* fileContent(path: string): AsyncGenerator<Uint8Array> {
  if (!(await lstat(path)).isFile()) throw new Error('it is a link or a device, not a file');
  yield* createReadStream(path);
}
