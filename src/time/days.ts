/** Days as folders name them: `2026/11/21`. In CloudTrail's folders they are UTC days. */
import { Temporal } from 'temporal-polyfill';
import { attempt } from './time.ts';

/** as Java and AWS Glue write it */
export const DAY_FORMAT = 'yyyy/MM/dd';

/** @param text begins with a date: an instant, or `2026-11-21` */
export function dayOf(text: string): string {
  return text.slice(0, 10).replaceAll('-', '/');
}

/** @returns `2026/11/21`, of a month `2026/11` */
export function formatDay(date: Temporal.PlainDate | Temporal.PlainYearMonth): string {
  return dayOf(date.toString());
}

/** @returns undefined where the text is not a day that exists */
export function parseDay(text: string): Temporal.PlainDate | undefined {
  return /^\d{4}\/\d\d\/\d\d$/.test(text) ? attempt(() => dateOf(text)) : undefined;
}

/** Whether the text is a day that exists: `2026-11-21`. */
export function isIsoDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && parseDay(dayOf(text)) !== undefined;
}

/** @returns `2026-11-21` */
export function isoDate(day: string): string {
  return day.replaceAll('/', '-');
}

/** Days that follow each other, both ends included. */
export interface DayRange {
  from: string;
  to: string;
}

/** @param days sorted and distinct */
export function dayRanges(days: readonly string[]): DayRange[] {
  const ranges: DayRange[] = [];
  for (const day of days) {
    const last = ranges.at(-1);
    if (last && dayAfter(last.to) === day) last.to = day;
    else ranges.push({ from: day, to: day });
  }
  return ranges;
}

export function dayAfter(day: string): string {
  return formatDay(dateOf(day).add({ days: 1 }));
}

export function daysEarlier(day: string, days: number): string {
  return formatDay(dateOf(day).subtract({ days }));
}

/** @returns the days between the first and the last that are not among the days */
export function missingDays(days: readonly string[]): string[] {
  const sorted = days.toSorted();
  const [first = '', last = ''] = [sorted.at(0), sorted.at(-1)];
  const known = new Set(days);
  const missing: string[] = [];
  for (let day = first; day < last; day = dayAfter(day)) if (!known.has(day)) missing.push(day);
  return missing;
}

/** @returns `2026/11/05 to 2026/11/07, 2026/11/10` */
export function listedDays(days: readonly string[], most = 5): string {
  const ranges = dayRanges(days);
  const shown = ranges.slice(0, most).map(({ from, to }) => (from === to ? from : `${from} to ${to}`));
  return [...shown, ...(ranges.length > most ? ['…'] : [])].join(', ');
}

/** @returns 1 for a day and the next */
export function daysBetween(from: string, to: string): number {
  return dateOf(from).until(dateOf(to)).days;
}

/** @throws RangeError where the text is not a day */
export function dateOf(day: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(isoDate(day));
}
