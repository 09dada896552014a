import { daysBetween, isDay, listedDays, missingDays } from '../../src/time/utc-days.ts';

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
  expect(isDay(text)).toBe(expected);
});
