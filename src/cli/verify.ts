import { lstat, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { jsonText } from '../archive/json-text.ts';
import type { VerifiedHistory } from '../archive/verified-history.ts';
import { type StoredFiles, type VerifiedRun, verifyRuns } from '../archive/verify.ts';
import { RequestError } from '../errors.ts';
import { numbersIn } from '../mail/numbers.ts';
import { printable } from '../mail/printable.ts';
import type { Archive } from '../ports.ts';
import { isMeantAsS3, parseS3Location } from './s3-location.ts';
import { fileContent, storedPlace, storedPlaceFaults } from './stored-place.ts';
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

function verifiedText({
  location,
  whole,
  files,
  bytes,
  faults,
  history,
  reviews = [],
  ignored,
}: VerifiedRun): string {
  const size = numbersIn('en').bytes(bytes);
  return [
    `${whole ? 'whole' : 'NOT WHOLE'}: ${printable(location, 500)} (${files} files, ${size})`,
    ...faults.map(({ file, fault, message }) => `  ${fault}: ${printable(file)} ${printable(message, 500)}`),
    ...(history ? [`  ${historyText(history)}`] : []),
    ...reviews.map(({ file, review: { reviewer, at }, current }) => {
      const earlier = current ? '' : ', before the run was changed';
      return `  reviewed: by ${printable(reviewer)}, ${at} (${file})${earlier}`;
    }),
    ...ignored.map((file) => `  ignored: ${printable(file)} was left by a desktop`),
  ].join('\n');
}

function historyText({ status, files, bytes }: VerifiedHistory): string {
  if (status === 'gone')
    return `history: its ${files} files are gone, expired or removed; ranges by hand read the logs`;
  return `history: ${status} (${files} files, ${numbersIn('en').bytes(bytes)})`;
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
  const stored = await storedPlace('run', dirname(directory), undefined);
  return {
    ...(await storedBelow(`${basename(directory)}/`, stored)),
    async ofArchive(run, key) {
      const path = join(directory, run, ...FOLDER.map(() => '..'), key);
      const isAbsent = await lstat(path).then(
        () => false,
        (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
      );
      return isAbsent ? undefined : fileContent(path);
    },
  };
}

/** Of a run in its archive. */
const FOLDER = 'runs/YYYY/MM/DD/RUN-ID'.split('/');

/** @throws RequestError where place or region are malformed, or the place cannot be listed */
async function storedInBucket(place: string, region: string | undefined): Promise<StoredFiles> {
  const faults = storedPlaceFaults('run', place, region);
  const location = parseS3Location(place);
  if (!location || faults.length > 0) throw new RequestError(faults);
  const { bucket, prefix } = location;
  // Files that belong to no run may be beside the runs.
  const stored = await storedPlace('run', `s3://${bucket}`, region);
  const folder = prefix || 'runs/';
  const below = await storedBelow(folder, stored).catch((error: Error) => {
    throw new RequestError([`run: ${place} cannot be listed: ${error.message}`]);
  });
  return {
    ...below,
    async ofArchive(run, key) {
      const above = `${folder}${run}`.replace(/\/$/, '').split('/').slice(0, -FOLDER.length);
      const found = [...above, key].join('/');
      const listed = await stored.list(found.slice(0, found.lastIndexOf('/') + 1));
      return listed.includes(found) ? stored.content(found) : undefined;
    },
  };
}

/** @param folder ends in a slash */
async function storedBelow(folder: string, archive: Archive): Promise<StoredFiles> {
  return {
    names: (await archive.list(folder)).map((key) => key.slice(folder.length)),
    content: (name) => archive.content(`${folder}${name}`),
    locate: (name) => archive.locate(`${folder}${name}`.replace(/\/$/, '')),
    folder: folder.split('/').at(-2) ?? '',
  };
}
