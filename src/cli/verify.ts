import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { jsonText } from '../archive/json-text.ts';
import { type StoredFiles, type VerifiedRun, verifyRuns } from '../archive/verify.ts';
import { fault, RequestError } from '../errors.ts';
import { numbersIn } from '../mail/numbers.ts';
import { printable } from '../mail/printable.ts';
import { isMeantAsS3, parseS3Location } from './s3-location.ts';
import { type StoredPlace, storedPlace, storedPlaceFaults } from './stored-place.ts';
import type { Io } from './terminal.ts';

/**
 * Verifies and prints what came of it, each run as soon as it is verified.
 *
 * @returns whether every run is whole
 */
export async function printVerified(
  place: string,
  { json = false, region }: { json?: boolean; region?: string },
  io: Io,
): Promise<boolean> {
  const runs = await verify(place, region, (run) => json || io.out(verifiedText(run)));
  const broken = runs.filter(({ whole }) => !whole).length;
  if (json) io.out(jsonText({ whole: broken === 0, runs }));
  else if (runs.length > 1) io.out(`\n${runs.length} runs, ${broken} of them not whole`);
  return broken === 0;
}

function verifiedText({ location, whole, files, bytes, faults, reviews = [], ignored }: VerifiedRun): string {
  const size = numbersIn('en').bytes(bytes);
  return [
    `${whole ? 'whole' : 'NOT WHOLE'}: ${printable(location, 500)} (${files} files, ${size})`,
    ...faults.map(({ file, fault, message }) => `  ${fault}: ${printable(file)} ${printable(message, 500)}`),
    ...reviews.map(({ file, review: { reviewer, at }, current }) => {
      const earlier = current ? '' : ', before the run was changed';
      return `  reviewed: by ${printable(reviewer)}, ${at} (${file})${earlier}`;
    }),
    ...ignored.map((file) => `  ignored: ${printable(file)} was left by a desktop`),
  ].join('\n');
}

/**
 * Verifies the run at a place, or every run below it.
 *
 * @param onRun called with each run as soon as it is verified
 * @throws RequestError where the place does not exist or has no run
 */
export async function verify(
  place: string,
  region: string | undefined,
  onRun: (run: VerifiedRun) => unknown,
): Promise<VerifiedRun[]> {
  const stored = await (isMeantAsS3(place) ? storedInBucket : storedInDirectory)(place, region);
  const runs: VerifiedRun[] = [];
  for await (const run of verifyRuns(stored)) {
    onRun(run);
    runs.push(run);
  }
  if (runs.length === 0) {
    throw new RequestError([
      `run: ${place} contains no run; give the folder of a run (…/runs/YYYY/MM/DD/RUN-ID) or a folder above it`,
    ]);
  }
  return runs;
}

async function storedInDirectory(place: string, region: string | undefined): Promise<StoredFiles> {
  const directory = resolve(place);
  const found = await stat(directory).catch(() => undefined);
  const faults = storedPlaceFaults('run', place, region);
  if (!found?.isDirectory())
    faults.unshift(`run: ${place} is not a directory; give the directory of a run or of an archive`);
  if (faults.length > 0) throw new RequestError(faults);
  return storedBelow(`${basename(directory)}/`, await storedPlace('run', dirname(directory), undefined));
}

/** @throws RequestError where this is not a place in S3, or it cannot be listed */
async function storedInBucket(place: string, region: string | undefined): Promise<StoredFiles> {
  const location = parseS3Location(place);
  if (!location)
    throw new RequestError([
      fault('run', place, 'is not a place in S3: give s3://bucket/runs/YYYY/MM/DD/RUN-ID'),
    ]);
  const { bucket, prefix } = location;
  // Files that belong to no run may be beside the runs.
  const stored = await storedPlace('run', `s3://${bucket}`, region);
  return storedBelow(prefix || 'runs/', stored).catch((error: Error) => {
    throw new RequestError([`run: ${place} cannot be listed: ${error.message}`]);
  });
}

/** @param folder ends in a slash */
async function storedBelow(folder: string, { archive, content }: StoredPlace): Promise<StoredFiles> {
  return {
    names: (await archive.list(folder)).map((key) => key.slice(folder.length)),
    content: (name) => content(`${folder}${name}`),
    locate: (name) => archive.locate(`${folder}${name}`.replace(/\/$/, '')),
    folder: folder.split('/').at(-2) ?? '',
  };
}
