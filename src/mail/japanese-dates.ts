import { Temporal } from 'temporal-polyfill';

const WEEKDAYS = ['月', '火', '水', '木', '金', '土', '日'];

/** `2026年11月21日(土)` */
export function date({ year, month, day, dayOfWeek }: Temporal.PlainDate): string {
  return `${year}年${month}月${day}日(${WEEKDAYS[dayOfWeek - 1]})`;
}

/** The same of a date as `2026-11-21`. */
export function dateFrom(iso: string): string {
  return date(Temporal.PlainDate.from(iso));
}
