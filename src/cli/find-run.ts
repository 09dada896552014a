import { basename, dirname, resolve } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { type RecordedRun, recordedRun } from '../archive/recorded-run.ts';
import { RUN_ID } from '../archive/verify.ts';
import { fault, messageOf, RequestError } from '../errors.ts';
import { windowInRunId } from '../plan/run-id.ts';
import type { Archive } from '../ports.ts';
import { MANIFEST } from '../run/run-files.ts';
import { dayOf, formatDay, isIsoDay } from '../time/days.ts';
import { localDay } from '../time/time.ts';
import { isMeantAsS3, parseS3Location } from './s3-location.ts';
import { storedPlace, storedPlaceFaults } from './stored-place.ts';

/** How a person names one run. */
export interface RunName {
  /** the run's folder or, of the archive `out`, its id or the local day on which its window begins: `2026-11-21` */
  run?: string | undefined;
  /** the newest complete run of the archive `out` */
  last?: boolean | undefined;
  out?: string | undefined;
  region?: string | undefined;
}

export interface FoundRun extends RecordedRun {
  archive: Archive;
  /** in the archive: `runs/2026/11/21/RUN-ID` */
  folder: string;
}

/** What is wrong with a name as it was typed. */
export function runNameFaults({ run, last = false, out, region }: RunName): string[] {
  if (run !== undefined && last) return ['run: does not go with --last; give one of them'];
  if (out !== undefined) {
    const isName = last || RUN_ID.test(run ?? '') || isIsoDay(run ?? '');
    const problem = 'is neither a run id nor a day such as 2026-11-21';
    const faults = isName ? [] : [run === undefined ? MISSING : fault('run', run, problem)];
    return [...faults, ...storedPlaceFaults('out', out, region)];
  }
  if (last || isIsoDay(run ?? '') || RUN_ID.test(run ?? ''))
    return [`out: missing, give the archive that has ${last ? 'the run' : run}`];
  if (run === undefined) return [MISSING];
  const faults = storedPlaceFaults('run', run, region);
  return parseS3Location(run)?.prefix === '' ? [...faults, fault('run', run, IS_BUCKET)] : faults;
}

const NAMES = 'give the folder of a run, or --out ARCHIVE with a run id, a day or --last';
const MISSING = `run: missing; ${NAMES}`;
const IS_BUCKET = `is a bucket; ${NAMES}`;

/**
 * @param name without faults
 * @param now the present instant
 * @throws RequestError where no run of this name is complete, or several are
 */
export async function findRun(name: RunName, now: string): Promise<FoundRun> {
  const { run = '', last, out, region } = name;
  const [place, asked] = out === undefined ? placeOf(run) : [out, run];
  const archive = await storedPlace(out === undefined ? 'run' : 'out', place, region);
  const look = last ? newest(archive, now) : out === undefined ? [asked] : named(asked, archive);
  const folders = await Promise.resolve(look).catch((error: unknown) => {
    throw new RequestError([`out: ${place} cannot be listed: ${messageOf(error)}`]);
  });
  const [folder, ...others] = folders;
  if (folder === undefined)
    throw new RequestError([`run: ${place} has ${last ? 'no complete run' : `no run ${run}`}`]);
  if (others.length > 0) {
    const ids = folders.map((it) => basename(it)).join(', ');
    throw new RequestError([`run: on ${run} begin ${folders.length} runs; give the id of one: ${ids}`]);
  }
  return { ...(await complete(folder, archive)), archive, folder };
}

/** Where a run's folder is, and its name. */
function placeOf(run: string): [place: string, folder: string] {
  const path = isMeantAsS3(run) ? run.replace(/\/$/, '') : resolve(run);
  return isMeantAsS3(run)
    ? [path.slice(0, path.lastIndexOf('/')), basename(path)]
    : [dirname(path), basename(path)];
}

async function complete(folder: string, archive: Archive): Promise<RecordedRun> {
  const found = await recordedRun({ archive: folder }, archive).catch((error: unknown) => {
    throw new RequestError([`run: ${messageOf(error)}`]);
  });
  const location = archive.locate(folder);
  if (!found)
    throw new RequestError([`run: ${location} has no ${MANIFEST}: give the folder of a complete run`]);
  if (found.manifest.runId !== basename(folder))
    throw new RequestError([`run: the ${MANIFEST} in ${location} belongs to another run`]);
  return found;
}

/** The folder of a run id, or those of the runs of a day; where none of them is complete, of those that are not. */
async function named(run: string, archive: Archive): Promise<string[]> {
  const window = windowInRunId(run, 'any');
  const begin = window && localDay(Temporal.Instant.from(window.from), 'UTC');
  // The folder is that of the local day.
  const days = begin ? [-1, 0, 1].map((more) => formatDay(begin.add({ days: more }))) : [dayOf(run)];
  const prefixes = days.map((day) => (begin ? `runs/${day}/${run}/` : `runs/${day}/`));
  const keys = (await Promise.all(prefixes.map((prefix) => archive.list(prefix)))).flat();
  const whole = foldersOf(keys.filter((key) => basename(key) === MANIFEST));
  return whole.length > 0 ? whole : foldersOf(keys);
}

/** The complete run whose window ends last; of several, the scheduled one. */
async function newest(archive: Archive, now: string): Promise<string[]> {
  const { year } = localDay(Temporal.Instant.from(now), 'UTC').add({ days: 1 });
  for (let back = year; back >= FIRST_YEAR; back -= 1) {
    const keys = (await archive.list(`runs/${back}/`)).filter((key) => basename(key) === MANIFEST);
    const last = foldersOf(keys)
      .sort((a, b) => (rankOf(a) < rankOf(b) ? 1 : -1))
      .at(0);
    if (last) return [last];
  }
  return [];
}

/** In which CloudTrail began. */
const FIRST_YEAR = 2013;

function rankOf(folder: string): string {
  const runId = basename(folder);
  return `${windowInRunId(runId, 'any')?.to} ${runId}`;
}

function foldersOf(keys: readonly string[]): string[] {
  const folders = keys.map((key) => dirname(key)).filter((folder) => RUN_ID.test(basename(folder)));
  return [...new Set(folders)];
}
