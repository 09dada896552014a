import { Temporal } from 'temporal-polyfill';
import { dateOf } from '../time/days.ts';
import { localDay, startOfDay } from '../time/time.ts';

interface LogDays {
  /** when the newest log file was delivered: `2026-11-22T07:00:00Z` */
  newestDelivery: string;
  /** UTC days that hold logs, oldest first: `2026/11/21` */
  days: readonly string[];
  timezone: string;
}

/**
 * The local day that a run takes where none is asked for: the newest that had ended by the newest delivery and in
 * whose UTC days there are logs; else the local day of the newest delivery.
 *
 * @returns `2026-11-21`
 */
export function lastFullDay({ newestDelivery, days, timezone }: LogDays): string {
  const newest = Temporal.Instant.from(newestDelivery);
  const ended = lastDayEndedBy(newest, timezone);
  for (const utcDay of days.toReversed()) {
    for (const day of localDaysWithin(utcDay, timezone)) {
      if (Temporal.PlainDate.compare(day, ended) <= 0) return day.toString();
    }
  }
  return localDay(newest, timezone).toString();
}

/** The newest local day that was over at the instant. */
export function lastDayEndedBy(instant: Temporal.Instant, timezone: string): Temporal.PlainDate {
  return dayBefore(localDay(instant, timezone), timezone);
}

/** The local days that share time with a UTC day, newest first. */
function* localDaysWithin(utcDay: string, timezone: string): Generator<Temporal.PlainDate> {
  const start = startOfDay(dateOf(utcDay), 'UTC');
  const first = localDay(start, timezone);
  let day = localDay(start.add({ hours: 24 }).subtract({ seconds: 1 }), timezone);
  for (; Temporal.PlainDate.compare(day, first) >= 0; day = dayBefore(day, timezone)) yield day;
}

/** By instants, not by the calendar: Pacific/Apia had no 2011-12-30. */
function dayBefore(day: Temporal.PlainDate, timezone: string): Temporal.PlainDate {
  return localDay(startOfDay(day, timezone).subtract({ seconds: 1 }), timezone);
}
