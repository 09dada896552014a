import { Temporal } from 'temporal-polyfill';

/** Days that follow each other, both ends included. UTC days as folders name them: `2026/11/21`. */
export interface DayRange {
  from: string;
  to: string;
}

/** @param days in their order, none twice */
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
  return Temporal.PlainDate.from(day.replaceAll('/', '-')).add({ days: 1 }).toString().replaceAll('-', '/');
}
