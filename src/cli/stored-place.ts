import { createReadStream } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { RequestError } from '../errors.ts';
import type { Archive } from '../ports.ts';
import { REGION } from '../rules.ts';
import { malformed } from './options.ts';
import { isMeantAsS3, parseS3Location, s3Faults } from './s3-location.ts';

/** A directory, or a place in a bucket, with archived files in it. */
export interface StoredPlace {
  archive: Archive;
  /** The content of a key, piece by piece. */
  content(key: string): AsyncIterable<Uint8Array>;
}

/** What is wrong with a place as it was typed. */
export function storedPlaceFaults(option: string, place: string, region: string | undefined): string[] {
  if (!isMeantAsS3(place)) return region ? ['region: goes with a bucket only; remove it'] : [];
  return [...s3Faults(option, place), ...malformed('region', region, REGION, 'a region such as us-east-1')];
}

/**
 * @param place without faults
 * @throws RequestError where it does not exist, or cannot be reached
 */
export async function storedPlace(
  option: string,
  place: string,
  region: string | undefined,
): Promise<StoredPlace> {
  return isMeantAsS3(place) ? inBucket(option, place, region) : inDirectory(option, place);
}

async function inDirectory(option: string, place: string): Promise<StoredPlace> {
  const found = await stat(place).catch(() => undefined);
  if (!found?.isDirectory()) throw new RequestError([`${option}: ${place} is not a directory`]);
  const archive = (await import('../adapters/local/directory.ts')).directoryArchive(place);
  return { archive, content: (key) => fileContent(archive.locate(key)) };
}

/** What a link leads to can be changed without a trace here, and a pipe would never end. */
export async function* fileContent(path: string): AsyncGenerator<Uint8Array> {
  if (!(await lstat(path)).isFile()) throw new Error('it is a link or a device, not a file');
  yield* createReadStream(path);
}

async function inBucket(option: string, place: string, region: string | undefined): Promise<StoredPlace> {
  // The SDK is loaded for a bucket alone.
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const { s3Archive } = await import('../adapters/aws/s3.ts');
  const { bucketFaults, s3Client } = await import('./aws.ts');
  const { below } = await import('./out-bucket.ts');
  const { bucket, prefix } = parseS3Location(place) ?? { bucket: '', prefix: '' };
  const client = s3Client({ region });
  const faults = await bucketFaults(client, option, bucket);
  if (faults.length > 0) throw new RequestError(faults);
  return {
    archive: below(prefix, s3Archive({ client, bucket })),
    async *content(key) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: `${prefix}${key}` }));
      yield* Body as Readable;
    },
  };
}
