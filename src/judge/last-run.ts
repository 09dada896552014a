import { Temporal } from 'temporal-polyfill';
import { readManifest } from '../archive/read-manifest.ts';
import type { Archive } from '../ports.ts';
import type { LastRun } from '../run/coverage.ts';
import type { Manifest } from '../run/manifest.ts';
import type { Run, Window } from '../run/run.ts';
import { MANIFEST } from '../run/run-files.ts';
import { formatDay } from '../time/days.ts';
import { instantOf, localDay, milliseconds } from '../time/time.ts';

type Compared = Pick<Run, 'window' | 'partitions' | 'source'>;

const MOST_DAYS = 26 * 30;
const MANIFESTS_READ = 100;

/**
 * Looks in the archive for the last complete run before this one's window that says what was covered, and can be
 * compared: over the same logs, not narrowed otherwise, and at least half and at most twice as long. A short run by
 * hand sees few accounts, one over a year sees those that were closed long ago.
 *
 * @returns undefined without such a run within a month and twice the length of the window
 * @throws Error without such a run, where a manifest cannot be read
 */
export async function lastRun(run: Compared, archive: Archive): Promise<LastRun | undefined> {
  let read = 0;
  let unreadable: string | undefined;
  for (const days of await runDays(run.window, archive)) {
    const found: Manifest[] = [];
    for (const key of days) {
      read += 1;
      if (read > MANIFESTS_READ) return undefined;
      const manifest = manifestOf(await archive.read(key));
      if (manifest === 'unreadable') unreadable ??= key;
      else if (manifest && isComparable(manifest, run)) found.push(manifest);
    }
    const [last] = found.sort((a, b) => (a.window.to < b.window.to ? 1 : -1));
    if (last?.coverage) return { runId: last.runId, coverage: last.coverage };
  }
  if (unreadable) throw new Error(`${archive.locate(unreadable)} cannot be read as a manifest`);
  return undefined;
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

function isComparable({ coverage, window, partitions, source }: Manifest, run: Compared): boolean {
  const sameLogs = source === run.source && boundsOf(partitions) === boundsOf(run.partitions);
  // Anybody who may write to the archive may have changed it.
  const isWhole = Array.isArray(coverage?.accounts) && Array.isArray(coverage.silent?.accounts);
  if (!isWhole || !sameLogs || !instantOf(window.to) || window.to > run.window.from) return false;
  const ratio = lengthOf(window) / lengthOf(run.window);
  return ratio >= 0.5 && ratio <= 2;
}

function boundsOf({ accounts, regions }: Run['partitions']): string {
  return JSON.stringify([accounts?.toSorted(), regions?.toSorted()]);
}

function lengthOf({ from, to }: Window): number {
  return milliseconds(to) - milliseconds(from);
}
