import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  dayOf,
  daysBetween,
  formatDay,
  isoDate,
  listedDays,
  missingDays,
  parseDay,
} from '../../src/time/days.ts';

test('missing are the days between the first and the last, over the ends of months and years', () => {
  expect(missingDays(['2027/01/02', '2026/12/30'])).toEqual(['2026/12/31', '2027/01/01']);
});

test.each([[[]], [['2026/11/21']], [['2026/11/21', '2026/11/22']]])('of %j none are missing', (days) => {
  expect(missingDays(days)).toEqual([]);
});

test('days that follow each other are one range, and beyond the most the rest is left out', () => {
  const days = ['2026/02/28', '2026/03/01', '2026/03/05', '2026/03/07'];
  expect(listedDays(days)).toBe('2026/02/28 to 2026/03/01, 2026/03/05, 2026/03/07');
  expect(listedDays(days, 2)).toBe('2026/02/28 to 2026/03/01, 2026/03/05, …');
});

test('a day and the next are one day apart', () => {
  expect(daysBetween('2026/02/28', '2026/03/01')).toBe(1);
});

test.each([
  ['2026/02/28', true],
  ['2026/02/31', false],
  ['2026/2/28', false],
  ['2026-02-28', false],
])('%s is a day: %p', (text, expected) => {
  expect(parseDay(text) !== undefined).toBe(expected);
});

test('what is written as a day is read as the same day', () => {
  const dates = fc.date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(dates, (date) => {
      const day = dayOf(date.toISOString());
      expect(parseDay(day)?.toString()).toBe(isoDate(day));
      expect(formatDay(Temporal.PlainDate.from(isoDate(day)))).toBe(day);
    }),
  );
});

test('a month is written as its folder is', () => {
  expect(formatDay(Temporal.PlainYearMonth.from('2026-11'))).toBe('2026/11');
});
