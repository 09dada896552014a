import type { Span } from '../run/run.ts';
import { milliseconds } from '../time/time.ts';

/**
 * The times of a period that no window covers. At its end a window that is not over yet, or whose run may still be
 * under way, is no gap.
 *
 * @param windows in any order; they may reach beyond the period
 * @param now the present instant
 */
export function gapsIn(period: Span, windows: readonly Span[], now: string): Span[] {
  const sorted = windows.toSorted((a, b) => milliseconds(a.from) - milliseconds(b.from));
  const gaps: Span[] = [];
  let covered = period.from;
  for (const { from, to } of sorted) {
    if (isBefore(period.to, from)) break;
    if (isBefore(covered, from)) gaps.push({ from: covered, to: from });
    if (isBefore(covered, to)) covered = to;
  }
  const end = isBefore(now, period.to) ? now : period.to;
  const last = sorted.at(-1);
  const usual = last ? milliseconds(last.to) - milliseconds(last.from) : 0;
  const isOver = end === period.to || milliseconds(end) - milliseconds(covered) >= 2 * usual;
  if (isBefore(covered, end) && isOver) gaps.push({ from: covered, to: end });
  return gaps;
}

function isBefore(a: string, b: string): boolean {
  return milliseconds(a) < milliseconds(b);
}
