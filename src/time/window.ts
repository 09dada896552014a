/** The window of a run: half-open, in whole seconds, made in a time zone; and the partitions that hold its logs. */
import { Temporal } from 'temporal-polyfill';
import type { Partitions, Window } from '../run/run.ts';
import { formatDay } from './days.ts';
import { localDay } from './time.ts';

/** The zone gets its usual letters from Temporal: asia/tokyo and Asia/Tokyo are one window. */
export function windowOf(from: Temporal.Instant, to: Temporal.Instant, timezone: string): Window {
  const wholeSeconds = { smallestUnit: 'second' } as const;
  const { timeZoneId } = from.toZonedDateTimeISO(timezone);
  return { from: from.toString(wholeSeconds), to: to.toString(wholeSeconds), timezone: timeZoneId };
}

/** The UTC days whose folders are read: one more at the end, for CloudTrail files a log under the day of its *delivery*. */
export function partitionsOf(window: Window): Pick<Partitions, 'from' | 'to'> {
  const first = localDay(Temporal.Instant.from(window.from), 'UTC');
  const last = localDay(Temporal.Instant.from(window.to), 'UTC').add({ days: 1 });
  return { from: formatDay(first), to: formatDay(last) };
}

/** @returns the UTC day of the window's last second: `2026/11/21` */
export function lastUtcDay(window: Window): string {
  const last = Temporal.Instant.from(window.to).subtract({ seconds: 1 });
  return formatDay(localDay(last, 'UTC'));
}

/** @returns the window's first local day: `2026-11-21` */
export function localDate(window: Window): string {
  return localDay(Temporal.Instant.from(window.from), window.timezone).toString();
}
