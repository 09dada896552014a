import { Temporal } from 'temporal-polyfill';
import type { LogSurvey } from '../ports.ts';
import type { Window } from '../run/run.ts';
import type { DaysWithoutLogs } from '../run/warning.ts';
import { dayOf, dayRanges, isoDate } from '../time/days.ts';
import { milliseconds } from '../time/time.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Looks for UTC days without log files. A window that does not begin at midnight UTC has only a few hours of its first and
 * its last day, in which a small account may have done nothing: such a day alone is not reported. A day counts where the
 * window holds at least twelve hours of it or, being shorter, half of the window does; so of two windows that share a day,
 * one always counts it.
 *
 * @returns undefined where every day that counts has logs; else every day without, for then each of them matters
 */
export function daysWithoutLogs(window: Window, days: LogSurvey['days']): DaysWithoutLogs | undefined {
  const [from, to] = [milliseconds(window.from), milliseconds(window.to)];
  const enough = Math.min(12 * HOUR, (to - from) / 2);
  const missing: string[] = [];
  let of = 0;
  let counts = false;
  for (let start = Math.floor(from / DAY) * DAY; start < to; start += DAY) {
    of += 1;
    const day = dayOf(Temporal.Instant.fromEpochMilliseconds(start).toString());
    if (days[day]) continue;
    missing.push(day);
    counts ||= Math.min(to, start + DAY) - Math.max(from, start) >= enough;
  }
  if (!counts) return undefined;
  const ranges = dayRanges(missing).map(({ from, to }) => ({ from: isoDate(from), to: isoDate(to) }));
  return { ranges, missing: missing.length, of };
}
