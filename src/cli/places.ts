import { stat } from 'node:fs/promises';
import { RequestError } from '../errors.ts';
import type { Archive } from '../ports.ts';
import { REGION } from '../rules.ts';
import { engineName, malformed, type RunOptions } from './options.ts';
import type { Engine, Out } from './place.ts';
import { isMeantAsS3, s3Faults } from './s3-location.ts';

/** Loads the engine that the options name, and nothing of the other. */
export async function engineOf(options: RunOptions): Promise<Engine | undefined> {
  switch (engineName(options)) {
    case 'athena':
      return (await import('./engine-athena.ts')).athena(options);
    case 'duckdb':
      return (await import('./engine-duckdb.ts')).duckDb(options);
    default:
      return undefined;
  }
}

export async function outOf({ out, region }: RunOptions): Promise<Out | undefined> {
  if (out === undefined) return undefined;
  if (isMeantAsS3(out)) return (await import('./out-bucket.ts')).outBucket(out, region);
  return (await import('./out-directory.ts')).outDirectory(out);
}

/** What is wrong with an archive that a command reads, as it was typed. */
export function archiveFaults(option: string, place: string, region: string | undefined): string[] {
  if (!isMeantAsS3(place)) return region ? ['region: goes with a bucket only; remove it'] : [];
  return [...s3Faults(option, place), ...malformed('region', region, REGION, 'a region such as us-east-1')];
}

/**
 * An archive that is there.
 *
 * @param place without faults
 * @throws RequestError where it does not exist, or cannot be reached
 */
export async function existingArchive(
  option: string,
  place: string,
  region: string | undefined,
): Promise<Archive> {
  if (isMeantAsS3(place)) {
    const { archive, remoteFaults } = (await import('./out-bucket.ts')).outBucket(place, region);
    const faults = await remoteFaults();
    if (faults.length > 0) throw new RequestError(faults.map((text) => text.replace(/^out:/, `${option}:`)));
    return archive;
  }
  const found = await stat(place).catch(() => undefined);
  if (!found?.isDirectory()) throw new RequestError([`${option}: ${place} is not a directory`]);
  return (await import('../adapters/local/directory.ts')).directoryArchive(place);
}
