import { deliveryMinute } from '../logs/layout.ts';
import type { History } from '../run/history.ts';
import type { Cutoffs, Past, Run, Span } from '../run/run.ts';
import { type DayRange, dayAfter, dayOf, isoDate } from '../time/days.ts';
import { earlier, later, milliseconds } from '../time/time.ts';

/** A scheduled run whose events are in the archive, whole. */
export interface RunWithHistory {
  runId: string;
  window: Span;
  cutoffs: Cutoffs;
  history: History;
}

/**
 * The runs whose events a range by hand reads: those that follow each other and cover most of it, and the runs after them,
 * which have the events that came late, as far as the range's own folders of logs reach.
 *
 * @param most how many runs can be read: then the newest of them
 * @returns undefined where no run covers a part of the range
 */
export function pastOf(
  { window, partitions }: Pick<Run, 'window' | 'partitions'>,
  runs: readonly RunWithHistory[],
  most = Number.POSITIVE_INFINITY,
): Past | undefined {
  const foldersEnd = `${isoDate(dayAfter(partitions.to))}T00:00:00Z`;
  const found = chains(runs).flatMap((chain) => {
    const first = chain.findIndex((run) => run.window.to > window.from);
    if (first < 0) return [];
    const end = chain.findIndex(
      (run, i) => i > first && run.window.from >= window.to && run.cutoffs.from >= foldersEnd,
    );
    const whole = chain.slice(first, end < 0 ? undefined : end);
    const used = whole.slice(Math.max(0, whole.length - most));
    const covered = sharedMilliseconds(window, spanOf(used));
    return covered > 0 ? [{ used, covered }] : [];
  });
  const [best] = found.sort((a, b) => b.covered - a.covered);
  if (!best) return undefined;
  const { used } = best;
  return {
    window: spanOf(used),
    cutoffs: { from: used[0]?.cutoffs.from ?? '', to: used.at(-1)?.cutoffs.to ?? '' },
    bytes: used.flatMap(({ history }) => history.files).reduce((sum, { bytes }) => sum + bytes, 0),
    runs: used.map(({ runId, history: { place, files } }) => ({ runId, place, files })),
  };
}

/**
 * What a range takes of a log file beside the past: the past has every event of its window in files delivered before its
 * last cutoff, and those before its window in files delivered since its first.
 *
 * @param minute of delivery, as the file's name has it
 * @returns instants, half-open; undefined where the past has all that the range needs of it
 */
export function besidePast(minute: string, past: Past, window: Span): Span | undefined {
  const { from, to } = taken(minute, past, window);
  // An event is delivered after it happened.
  return from < to && minute >= deliveryMinute(from) ? { from, to } : undefined;
}

/**
 * The day folders in which the log files are that a range takes beside its past, in their order: none, those before the past,
 * those after it, or both, with folders between them that it does not take.
 */
export function daysBeside(
  { window: covered, cutoffs }: Past,
  { window, partitions }: Pick<Run, 'window' | 'partitions'>,
): DayRange[] {
  // An event is delivered after it happened.
  const since = dayOf(window.to > covered.to ? covered.to : cutoffs.to);
  const before = { from: partitions.from, to: dayOf(cutoffs.from) };
  const after = { from: later(since, partitions.from), to: partitions.to };
  const ranges = [
    ...(window.from < covered.from ? [before] : []),
    ...(after.from <= after.to ? [after] : []),
  ];
  const [first, second] = ranges;
  return first && second && second.from <= dayAfter(first.to)
    ? [{ from: first.from, to: second.to }]
    : ranges;
}

function taken(minute: string, { window: covered, cutoffs }: Past, { from, to }: Span): Span {
  if (minute >= deliveryMinute(cutoffs.to)) return { from, to };
  if (minute < deliveryMinute(cutoffs.from) && from < covered.from)
    return { from, to: earlier(to, covered.from) };
  return { from: later(from, covered.to), to };
}

/** Of each no run can be added at its ends. */
function chains(runs: readonly RunWithHistory[]): RunWithHistory[][] {
  const found: RunWithHistory[][] = [];
  for (const run of runs.toSorted((a, b) => (a.window.from < b.window.from ? -1 : 1))) {
    const before = found.find((chain) => follows(run, chain.at(-1)));
    if (before) before.push(run);
    else found.push([run]);
  }
  return found;
}

function follows(run: RunWithHistory, before: RunWithHistory | undefined): boolean {
  return run.window.from === before?.window.to && run.cutoffs.from === before.cutoffs.to;
}

function spanOf(chain: readonly RunWithHistory[]): Span {
  return { from: chain[0]?.window.from ?? '', to: chain.at(-1)?.window.to ?? '' };
}

function sharedMilliseconds(a: Span, b: Span): number {
  const [fromA, fromB] = [milliseconds(a.from), milliseconds(b.from)];
  return milliseconds(earlier(a.to, b.to)) - Math.max(fromA, fromB);
}
