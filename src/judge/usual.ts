import { COVERAGE_REPORT } from '../run/coverage.ts';
import { SEEN_REPORT, type UsualCount } from '../run/judgement.ts';
import type { ManifestReport } from '../run/manifest.ts';
import type { Window } from '../run/run.ts';
import { hoursBetween, zoned } from '../time/time.ts';

type RunBefore = { window: Window; reports: readonly Pick<ManifestReport, 'id' | 'rows'>[] };

/** Fewer runs have no usual count. */
const LEAST_RUNS = 4;
/** What these count is not what happened. */
const UNCOUNTED = [COVERAGE_REPORT, SEEN_REPORT];

/**
 * The rows of each report beside those of the runs before: of those that began on the same day of the week, where there are
 * four of them, else of all. Only days are compared with days. The outermost twentieth at either end is left out, so one
 * odd day does not change what is usual.
 *
 * @param before without this run
 */
export function usualCounts(
  reports: readonly Pick<ManifestReport, 'id' | 'status' | 'rows'>[],
  window: Window,
  before: readonly RunBefore[],
): UsualCount[] {
  const days = isDay(window) ? before.filter((run) => isDay(run.window) && hadRows(run)) : [];
  return reports.flatMap(({ id, status, rows }) => {
    if (status !== 'succeeded' || rows === undefined || UNCOUNTED.includes(id)) return [];
    const usual = usualOf(id, window, days);
    return [{ report: id, rows, ...(usual && { usual }) }];
  });
}

function usualOf(id: string, window: Window, days: readonly RunBefore[]) {
  const weekday = weekdayOf(window);
  const counted = days.flatMap((run) => {
    const { rows } = run.reports.find((report) => report.id === id) ?? {};
    return typeof rows === 'number' ? [{ rows, weekday: weekdayOf(run.window) }] : [];
  });
  const same = counted.filter((run) => run.weekday === weekday);
  const range = rangeOf(same) ?? rangeOf(counted);
  return range && { ...range, ...(same.length >= LEAST_RUNS && { weekday }) };
}

function rangeOf(runs: readonly { rows: number }[]): { low: number; high: number } | undefined {
  if (runs.length < LEAST_RUNS) return undefined;
  const sorted = runs.map(({ rows }) => rows).sort((a, b) => a - b);
  // Of a few every one counts.
  const outer = sorted.length < 6 ? 0 : Math.ceil(sorted.length / 20);
  return { low: sorted[outer] ?? 0, high: sorted[sorted.length - 1 - outer] ?? 0 };
}

/** Without events nothing was counted: the logs were missing, or not yet there. */
function hadRows({ reports }: RunBefore): boolean {
  return reports.some(({ rows = 0 }) => rows > 0);
}

/** A day may have 23 or 25 hours. */
function isDay({ from, to }: Window): boolean {
  const hours = hoursBetween(from, to);
  return hours >= 23 && hours <= 25;
}

/** From 1, a Monday. */
function weekdayOf({ from, timezone }: Window): number {
  return zoned(from, timezone).dayOfWeek;
}
