import type { Window } from '../run/run.ts';
import { attempt, milliseconds } from '../time/time.ts';

const HOUR = 3_600_000;
/** Beyond this many hours, days are shown. */
const MOST_HOURS = 72;
const MOST_BINS = 366;
const MOST_KNOWN = 100_000;

/** The window in equal parts, in the order of time: of an hour, or of 24 hours. */
export interface Bins {
  count: number;
  /** of each part, in the window's zone: `07:00`, or `2026-11-21` */
  labels: string[];
  isHours: boolean;
  /** @returns the part in which an instant is; undefined outside of the window */
  at(eventTime: string): number | undefined;
}

export function binsOf({ from, to, timezone }: Window): Bins {
  const start = milliseconds(from);
  const length = milliseconds(to) - start;
  const isHours = length <= MOST_HOURS * HOUR;
  const width = Math.max(isHours ? HOUR : 24 * HOUR, length / MOST_BINS);
  const count = Math.max(1, Math.ceil(length / width));
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: timezone });
  const labels = Array.from({ length: count }, (_, at) => {
    const time = start + at * width;
    return isHours && length <= 24 * HOUR
      ? hour.format(time)
      : isHours
        ? `${day.format(time)} ${hour.format(time)}`
        : day.format(time);
  });
  const parts = new Map<string, number>();
  return {
    count,
    labels,
    isHours,
    at(eventTime) {
      // Of a minute all are in one part: to read a time takes longer than to look it up.
      const minute = `${eventTime.slice(0, 16)}:00Z`;
      const known = parts.get(minute);
      if (known !== undefined) return known;
      const at = Math.floor(((attempt(() => milliseconds(minute)) ?? Number.NaN) - start) / width);
      if (!(at >= 0 && at < count)) return undefined;
      if (parts.size < MOST_KNOWN) parts.set(minute, at);
      return at;
    },
  };
}
