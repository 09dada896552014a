import { Temporal } from 'temporal-polyfill';
import { readManifest } from '../archive/read-manifest.ts';
import type { Archive } from '../ports.ts';
import type { LastRun } from '../run/coverage.ts';
import type { Manifest } from '../run/manifest.ts';
import { reviewNumbers } from '../run/review.ts';
import type { Run, Span, Window } from '../run/run.ts';
import { formatDay } from '../time/days.ts';
import { hoursBetween, instantOf, localDay } from '../time/time.ts';
import { firstDay } from '../time/window.ts';
import { type ArchivedRun, isComplete, manifestKey, runsBetween, runsIn } from './archived-runs.ts';

export type Compared = Pick<Run, 'runId' | 'trigger' | 'window' | 'partitions' | 'source'>;

/** The runs that a run is compared with, as far as there are any. */
export interface RunsBefore {
  /** whose coverage can be compared */
  compared?: LastRun;
  /** of a scheduled run: the last one that the schedule made */
  scheduled?: Pick<Manifest, 'runId' | 'window' | 'cutoffs' | 'logs' | 'controls' | 'verdict'>;
  /** likewise: those of other scheduled runs, whatever logs they read, back to one that begins before this one's */
  windows?: readonly Span[];
  /** likewise: the last complete ones that the schedule made, newest first; absent where no run that was listed is reviewed */
  recent?: readonly ArchivedRun[];
}

const RECENT_RUNS = 7;

const MOST_DAYS = 26 * 30;
const MANIFESTS_READ = 100;

/**
 * Looks in the archive for the last complete run before this one's window that says what was covered, and can be
 * compared: over the same logs, not narrowed otherwise, and at least half and at most twice as long. A short run by
 * hand sees few accounts, one over a year sees those that were closed long ago. And for the last scheduled run, whose
 * window and cutoffs should end where those of this run begin, and the windows of all of them.
 *
 * @returns no run that is older than a month and twice the length of the window, but for `windows`
 * @throws Error where one is not found, and a manifest cannot be read
 */
export async function runsBefore(run: Compared, archive: Archive): Promise<RunsBefore> {
  let read = 0;
  let unreadable: string | undefined;
  const runs = await completeRuns(run, archive);
  const windows = run.trigger === 'schedule' ? await otherWindows(run, runs, archive) : [];
  const recent = run.trigger === 'schedule' ? recentRuns(run, runs) : [];
  let before: RunsBefore = {
    ...(windows.length > 0 && { windows }),
    ...(recent.length > 0 && { recent }),
  };
  const isComplete = () => before.compared && (before.scheduled || run.trigger === 'manual');
  for (const days of runDays(run.window, runs)) {
    const found: Manifest[] = [];
    for (const key of days) {
      read += 1;
      if (read > MANIFESTS_READ) return before;
      const manifest = manifestOf(await archive.read(key));
      if (manifest === 'unreadable') unreadable ??= key;
      else if (manifest && isOfTheSameLogs(manifest, run)) found.push(manifest);
    }
    found.sort((a, b) => (a.window.to < b.window.to ? 1 : -1));
    const last = found.find((manifest) => isComparable(manifest, run));
    const compared = last?.coverage && { runId: last.runId, coverage: last.coverage };
    const scheduled = found.find((manifest) => isScheduledBefore(manifest, run));
    before = { ...(compared && { compared }), ...(scheduled && { scheduled }), ...before };
    if (isComplete()) return before;
  }
  if (unreadable) throw new Error(`${archive.locate(unreadable)} cannot be read as a manifest`);
  return before;
}

/** Of the months in which a run may be compared with this one, or overlap it. */
async function completeRuns({ trigger, window }: Compared, archive: Archive): Promise<ArchivedRun[]> {
  const { to, timezone } = window;
  const last = trigger === 'schedule' ? localDay(Temporal.Instant.from(to), timezone) : firstDay(window);
  return (await runsBetween(earliest(window), last, archive)).filter(isComplete);
}

/** None where a team does not review its runs, at least none that was listed. */
function recentRuns(run: Compared, runs: readonly ArchivedRun[]): ArchivedRun[] {
  if (runs.every(({ files }) => reviewNumbers(files).length === 0)) return [];
  const endOf = ({ window }: ArchivedRun) => window?.to ?? '';
  return runs
    .filter((other) => other.runId !== run.runId && other.window && endOf(other) < run.window.to)
    .sort((a, b) => (endOf(a) < endOf(b) ? 1 : -1))
    .slice(0, RECENT_RUNS);
}

/** After a long pause the run before is in the months before those, of this year or the last. */
async function otherWindows(run: Compared, runs: readonly ArchivedRun[], archive: Archive) {
  const windowsOf = (some: readonly ArchivedRun[]) =>
    some.flatMap(({ runId, window }) => (window && runId !== run.runId ? [window] : []));
  const windows = windowsOf(runs);
  const earlier = (all: typeof windows) => all.filter(({ from }) => from < run.window.from);
  const { year } = firstDay(run.window);
  for (const back of [0, 1]) {
    if (earlier(windows).length > 0) break;
    const before = (await runsIn(String(year - back), archive)).filter(isComplete);
    windows.push(...earlier(windowsOf(before)));
  }
  return windows;
}

/** The keys of the manifests of each day on which windows begin, the last day first. */
function runDays(window: Window, runs: readonly ArchivedRun[]): string[][] {
  const [first, last] = [formatDay(earliest(window)), formatDay(firstDay(window))];
  const days = new Map<string, string[]>();
  for (const run of runs)
    if (run.day >= first && run.day <= last)
      days.set(run.day, [...(days.get(run.day) ?? []), manifestKey(run)]);
  return [...days].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, keys]) => keys);
}

function earliest(window: Window): Temporal.PlainDate {
  const days = Math.min(Math.ceil((2 * hoursOf(window)) / 24) + 31, MOST_DAYS);
  return firstDay(window).subtract({ days });
}

/** A manifest that cannot be read is an error only where no earlier one can be used. */
function manifestOf(content: Uint8Array | undefined): Manifest | 'unreadable' | undefined {
  try {
    return content && readManifest(content);
  } catch {
    return 'unreadable';
  }
}

/** Whether it read the same logs, and was narrowed as this run is. */
export function isOfTheSameLogs({ window, partitions, source }: Manifest, run: Compared): boolean {
  // Anybody who may write to the archive may have changed it.
  const isWhole = instantOf(window?.from ?? '') && instantOf(window.to) && partitions !== undefined;
  return Boolean(isWhole) && source === run.source && boundsOf(partitions) === boundsOf(run.partitions);
}

function isComparable({ coverage, window }: Manifest, run: Compared): boolean {
  const isWhole = Array.isArray(coverage?.accounts) && Array.isArray(coverage.silent?.accounts);
  if (!isWhole || window.to > run.window.from) return false;
  const ratio = hoursOf(window) / hoursOf(run.window);
  return ratio >= 0.5 && ratio <= 2;
}

/** Its window may reach into this one's, where the schedule was changed. */
function isScheduledBefore({ runId, trigger, window }: Manifest, run: Compared): boolean {
  return (
    trigger === 'schedule' && run.trigger === 'schedule' && runId !== run.runId && window.to < run.window.to
  );
}

function boundsOf({ accounts, regions }: Run['partitions']): string {
  return JSON.stringify([accounts?.toSorted(), regions?.toSorted()]);
}

function hoursOf({ from, to }: Window): number {
  return hoursBetween(from, to);
}
