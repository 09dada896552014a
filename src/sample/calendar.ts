import { Temporal } from 'temporal-polyfill';

/** Instants of the sample are whole seconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const HOUR = 3_600;
export const DAY = 24 * HOUR;

/** The first second of 2025-10-31. Fixed, so that the same options give the same logs at any time. */
export const LAST_DAY: Instant = Temporal.Instant.from('2025-10-31T00:00:00Z').epochMilliseconds / 1000;

/** Kept by day, because asking Temporal for each record would cost as much as the rest of the record. */
const dates = new Map<Instant, string>();

/** @returns `2025-10-31T09:05:00Z` */
export function isoOf(at: Instant): string {
  const day = at - (at % DAY);
  const date =
    dates.get(day) ??
    Temporal.Instant.fromEpochMilliseconds(day * 1000)
      .toString()
      .slice(0, 10);
  dates.set(day, date);
  return `${date}T${two((at % DAY) / HOUR)}:${two((at % HOUR) / 60)}:${two(at % 60)}Z`;
}

function two(value: number): string {
  return `${Math.floor(value)}`.padStart(2, '0');
}
