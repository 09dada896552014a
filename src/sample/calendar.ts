import { Temporal } from 'temporal-polyfill';

/** Instants of the sample are whole seconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const HOUR = 3_600;
export const DAY = 24 * HOUR;

/** Fixed, so that the same options give the same logs whenever they are asked for. */
export const LAST_DAY = '2025-10-31';

/** Text of each UTC day met so far: formatting one instant at a time would cost more than the rest of a record. */
const dates = new Map<number, string>();

/** @param date `2025-10-31`: a day in UTC */
export function startOfDay(date: string): Instant {
  return Temporal.Instant.from(`${date}T00:00:00Z`).epochMilliseconds / 1000;
}

/** The UTC day: `2025-10-31`. */
export function dateOf(at: Instant): string {
  const day = Math.floor(at / DAY);
  let date = dates.get(day);
  if (date === undefined) {
    date = Temporal.Instant.fromEpochMilliseconds(day * DAY * 1000)
      .toString()
      .slice(0, 10);
    dates.set(day, date);
  }
  return date;
}

/** `2025-10-31T09:05:00Z` */
export function isoOf(at: Instant): string {
  const second = at % DAY;
  const minute = Math.floor(second / 60);
  return `${dateOf(at)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second % 60)}Z`;
}

/** The folder that a delivery at this instant goes to: `2025/10/31`. */
export function folderOf(at: Instant): string {
  return dateOf(at).replaceAll('-', '/');
}

/** As it stands in the name of a log file: `20251031T0905Z`. */
export function stampOf(at: Instant): string {
  return `${isoOf(at).slice(0, 16).replaceAll('-', '').replace(':', '')}Z`;
}

/** 0 is Sunday: the epoch was a Thursday. */
export function weekdayOf(at: Instant): number {
  return (Math.floor(at / DAY) + 4) % 7;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
