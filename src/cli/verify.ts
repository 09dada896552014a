import { createReadStream } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { directoryArchive } from '../adapters/local/directory.ts';
import { type StoredFiles, type VerifiedRun, verifyRuns } from '../archive/verify.ts';
import { RequestError } from '../errors.ts';
import { isMeantAsS3 } from './s3-location.ts';

/**
 * Verifies the run at a place, or every run below it.
 *
 * @param onRun told of each run as soon as it is verified
 * @throws RequestError where there is no such place, or no run
 */
export async function verify(
  place: string,
  region: string | undefined,
  onRun: (run: VerifiedRun) => void,
): Promise<VerifiedRun[]> {
  const stored = isMeantAsS3(place)
    ? await (await import('./verify-bucket.ts')).storedInBucket(place, region)
    : await storedInDirectory(place, region);
  const runs: VerifiedRun[] = [];
  for await (const run of verifyRuns(stored)) {
    onRun(run);
    runs.push(run);
  }
  if (runs.length === 0) {
    throw new RequestError([
      `run: ${place} holds no run: give the folder of one (…/runs/YYYY/MM/DD/RUN-ID), or one above`,
    ]);
  }
  return runs;
}

async function storedInDirectory(place: string, region: string | undefined): Promise<StoredFiles> {
  const directory = resolve(place);
  const found = await stat(directory).catch(() => undefined);
  const faults = [
    ...(found?.isDirectory() ? [] : [`run: ${place} is no directory: give that of a run, or of an archive`]),
    ...(region ? ['region: goes with a bucket only: leave it out'] : []),
  ];
  if (faults.length > 0) throw new RequestError(faults);
  const folder = basename(directory);
  const archive = directoryArchive(dirname(directory));
  const locate = (name: string) => archive.locate(name ? `${folder}/${name}` : folder);
  return {
    names: (await archive.list(`${folder}/`)).map((key) => key.slice(folder.length + 1)),
    content: (name) => fileContent(locate(name)),
    locate,
    folder,
  };
}

/** What a link leads to can be changed without a trace here, and a pipe would never end. */
async function* fileContent(path: string): AsyncGenerator<Uint8Array> {
  if (!(await lstat(path)).isFile()) throw new Error('it is a link or the like, not a file');
  yield* createReadStream(path);
}
