/** Instants, days and zones, as texts give them. */
import { Temporal } from 'temporal-polyfill';
import { faultUnless } from '../errors.ts';

/** to show what an instant looks like */
export const AN_INSTANT = '2026-11-01T09:00:00Z';

// Narrower than Temporal's own, which takes a leap second for the second before it.
const INSTANT = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

/** @returns undefined where the text is not an instant */
export function instantOf(text: string): Temporal.Instant | undefined {
  return INSTANT.test(text) ? attempt(() => Temporal.Instant.from(text)) : undefined;
}

/** @throws RangeError where the text is not an instant */
export function milliseconds(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

/** Whether the name is an IANA zone; an offset such as `+09:00` is not. */
export function isTimeZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && attempt(() => new Temporal.ZonedDateTime(0n, name)) !== undefined;
}

export function zoneFaults(timezone: string): string[] {
  const problem = 'is not an IANA time zone such as Asia/Tokyo';
  return faultUnless(isTimeZone(timezone), 'timezone', timezone, problem);
}

/** Of two instants, or two days, as texts of one form. */
export function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

export function later(a: string, b: string): string {
  return a > b ? a : b;
}

/** @throws RangeError where the text is not an instant */
export function zoned(instant: string, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timezone);
}

export function localDay(instant: Temporal.Instant, timezone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(timezone).toPlainDate();
}

export function startOfDay(date: Temporal.PlainDate, timezone: string): Temporal.Instant {
  return date.toZonedDateTime(timezone).toInstant();
}

/** @param earlier an instant, as is the later */
export function hoursBetween(earlier: string, later: string): number {
  return Temporal.Instant.from(earlier).until(Temporal.Instant.from(later)).total('hours');
}

/** @returns the hours of a duration (ISO 8601), of a month those of the longest */
export function hoursOf(duration: string): number {
  return Temporal.Duration.from(duration).total({ unit: 'hours', relativeTo: '2026-01-01' });
}

/** @returns undefined where Temporal refuses */
export function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
