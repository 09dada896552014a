import { Temporal } from 'temporal-polyfill';
import { readManifest } from '../archive/read-manifest.ts';
import type { Archive } from '../ports.ts';
import type { LastRun } from '../run/coverage.ts';
import type { Manifest } from '../run/manifest.ts';
import type { Run, Window } from '../run/run.ts';
import { MANIFEST } from '../run/run-files.ts';
import { formatDay } from '../time/days.ts';
import { instantOf, localDay, milliseconds } from '../time/time.ts';

type Compared = Pick<Run, 'runId' | 'trigger' | 'window' | 'partitions' | 'source'>;

/** The runs that a run is compared with, as far as there are any. */
export interface RunsBefore {
  /** whose coverage can be compared */
  compared?: LastRun;
  /** of a scheduled run: the last one that the schedule made */
  scheduled?: Pick<Manifest, 'runId' | 'window' | 'cutoffs' | 'logs'>;
}

const MOST_DAYS = 26 * 30;
const MANIFESTS_READ = 100;

/**
 * Looks in the archive for the last complete run before this one's window that says what was covered, and can be
 * compared: over the same logs, not narrowed otherwise, and at least half and at most twice as long. A short run by
 * hand sees few accounts, one over a year sees those that were closed long ago. And for the last scheduled run, whose
 * window and cutoffs should end where those of this run begin.
 *
 * @returns no run that is older than a month and twice the length of the window
 * @throws Error where one is not found, and a manifest cannot be read
 */
export async function runsBefore(run: Compared, archive: Archive): Promise<RunsBefore> {
  let read = 0;
  let unreadable: string | undefined;
  let before: RunsBefore = {};
  const isComplete = () => before.compared && (before.scheduled || run.trigger === 'manual');
  for (const days of await runDays(run.window, archive)) {
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

/** The keys of the manifests of each day on which windows begin, the last day first. */
async function runDays(window: Window, archive: Archive): Promise<string[][]> {
  const [first, last] = [earliest(window), dayOf(window)];
  const days = new Map<string, string[]>();
  for (const month of months(first, last)) {
    for (const key of await archive.list(`runs/${month}/`)) {
      const [, day, name] = /^runs\/(\d{4}\/\d\d\/\d\d)\/[^/]+\/([^/]+)$/.exec(key) ?? [];
      if (!day || name !== MANIFEST || day < formatDay(first) || day > formatDay(last)) continue;
      days.set(day, [...(days.get(day) ?? []), key]);
    }
  }
  return [...days].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, keys]) => keys);
}

function earliest(window: Window): Temporal.PlainDate {
  const days = Math.min(Math.ceil((2 * lengthOf(window)) / 86_400_000) + 31, MOST_DAYS);
  return dayOf(window).subtract({ days });
}

/** `2026/11`, from the last month back to the first. */
function months(first: Temporal.PlainDate, last: Temporal.PlainDate): string[] {
  const newest = last.toPlainYearMonth();
  const { years, months } = first.toPlainYearMonth().until(newest);
  return Array.from({ length: 12 * years + months + 1 }, (_, back) =>
    formatDay(newest.subtract({ months: back })),
  );
}

function dayOf({ from, timezone }: Window): Temporal.PlainDate {
  return localDay(Temporal.Instant.from(from), timezone);
}

/** A manifest that cannot be read is an error only where no earlier one can be used. */
function manifestOf(content: Uint8Array | undefined): Manifest | 'unreadable' | undefined {
  try {
    return content && readManifest(Buffer.from(content).toString('utf8'));
  } catch {
    return 'unreadable';
  }
}

function isOfTheSameLogs({ window, partitions, source }: Manifest, run: Compared): boolean {
  // Anybody who may write to the archive may have changed it.
  const isWhole = instantOf(window?.from ?? '') && instantOf(window.to) && partitions !== undefined;
  return Boolean(isWhole) && source === run.source && boundsOf(partitions) === boundsOf(run.partitions);
}

function isComparable({ coverage, window }: Manifest, run: Compared): boolean {
  const isWhole = Array.isArray(coverage?.accounts) && Array.isArray(coverage.silent?.accounts);
  if (!isWhole || window.to > run.window.from) return false;
  const ratio = lengthOf(window) / lengthOf(run.window);
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

function lengthOf({ from, to }: Window): number {
  return milliseconds(to) - milliseconds(from);
}
