/** The window of a run: half-open, in whole seconds, made in a time zone; and the partitions that hold its logs. */
import { Temporal } from 'temporal-polyfill';
import type { Cutoffs, Partitions, Window } from '../run/run.ts';
import { dayAfter, dayOf, formatDay } from './days.ts';
import { earlier, later, localDay } from './time.ts';

/** The zone gets its usual letters from Temporal: asia/tokyo and Asia/Tokyo are one window. */
export function windowOf(from: Temporal.Instant, to: Temporal.Instant, timezone: string): Window {
  const { timeZoneId } = from.toZonedDateTimeISO(timezone);
  return { from: instantText(from), to: instantText(to), timezone: timeZoneId };
}

/** @returns in whole seconds: `2026-11-21T22:00:00Z` */
export function instantText(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'second' });
}

/**
 * The UTC days whose folders are read: up to the day after the window's last second, for CloudTrail files a log under the
 * day of its *delivery*. With a settle time of less than the margin of the cutoffs, or of more than a day, those reach further.
 */
export function partitionsOf(window: Window, cutoffs?: Cutoffs): Pick<Partitions, 'from' | 'to'> {
  const { from, to } = { from: dayOf(window.from), to: dayAfter(lastUtcDay(window)) };
  return cutoffs
    ? { from: earlier(from, dayOf(cutoffs.from)), to: later(to, dayOf(cutoffs.to)) }
    : { from, to };
}

/** @returns the UTC day of the window's last second: `2026/11/21` */
export function lastUtcDay(window: Window): string {
  const last = Temporal.Instant.from(window.to).subtract({ seconds: 1 });
  return formatDay(localDay(last, 'UTC'));
}

/** The window's first local day. */
export function firstDay({ from, timezone }: Window): Temporal.PlainDate {
  return localDay(Temporal.Instant.from(from), timezone);
}
