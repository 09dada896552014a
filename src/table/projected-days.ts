/** The UTC days of a date projection: fixed dates, or relative to the time of the query. */
import { Temporal } from 'temporal-polyfill';
import { parseDay } from '../time/days.ts';
import { attempt } from '../time/time.ts';
import type { DateRange } from './table-description.ts';

export interface Days {
  /** both included */
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

// A query may wait, or be started again: the range that counts is the one when it runs.
const LATEST_START = { hours: 1 };

/**
 * The days that a range covers whenever within the next hour a query is started.
 *
 * @param now the present instant
 * @returns undefined where a bound is neither a day such as `2026/11/21` nor relative, such as `NOW-3YEARS`
 */
export function projectedDays(range: DateRange, now: string): Days | undefined {
  const present = Temporal.Instant.from(now).toZonedDateTimeISO('UTC');
  const from = boundDay(range.from, present.add(LATEST_START));
  const to = boundDay(range.to, present);
  return from && to && { from, to };
}

/** https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html#partition-projection-date-type */
const RELATIVE = /^\s*NOW\s*(?:([+-])\s*(\d+)\s*(YEAR|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND)S?\s*)?$/;

function boundDay(bound: string, now: Temporal.ZonedDateTime): Temporal.PlainDate | undefined {
  const relative = RELATIVE.exec(bound);
  if (!relative) return parseDay(bound);
  const [, sign, count, unit] = relative;
  if (!sign || !count || !unit) return now.toPlainDate();
  const distance = { [`${unit.toLowerCase()}s`]: Number(`${sign}${count}`) };
  return attempt(() => now.add(distance).toPlainDate());
}
