import { Temporal } from 'temporal-polyfill';
import type { LogSurvey } from '../ports.ts';
import type { Window } from '../run/run.ts';
import type { DaysWithoutLogs } from '../run/warning.ts';
import { dayOf, dayRanges, isoDate } from '../time/days.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * Looks for days without log files. A window that does not begin at midnight UTC touches its first and its last day
 * with a few hours only, in which a small account may have done nothing: such a day alone is nothing to tell of. A
 * day counts where the window holds at least twelve hours of it or, being shorter, half of the window does; so of two
 * windows that share a day, one always counts it.
 *
 * @returns undefined where every day that counts has logs; else every day without, for then each of them matters
 */
export function daysWithoutLogs(window: Window, days: LogSurvey['days']): DaysWithoutLogs | undefined {
  const [from, to] = [secondsOf(window.from), secondsOf(window.to)];
  const enough = Math.min(12 * HOUR, (to - from) / 2);
  const [first, last] = [Math.floor(from / DAY), Math.floor((to - 1) / DAY)];
  const missing: string[] = [];
  let counts = false;
  for (let day = first; day <= last; day += 1) {
    const folder = folderOf(day);
    if (days[folder]) continue;
    missing.push(folder);
    counts ||= Math.min(to, (day + 1) * DAY) - Math.max(from, day * DAY) >= enough;
  }
  if (!counts) return undefined;
  const ranges = dayRanges(missing).map(({ from, to }) => ({ from: isoDate(from), to: isoDate(to) }));
  return { ranges, missing: missing.length, of: last - first + 1 };
}

function secondsOf(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds / 1000;
}

function folderOf(day: number): string {
  return dayOf(Temporal.Instant.fromEpochMilliseconds(day * DAY * 1000).toString());
}
