import { usualCounts } from '../../src/judge/usual.ts';
import type { Window } from '../../src/run/run.ts';

const MS = 24 * 3_600_000;

/** A Friday, or so many days before it. */
function dayOf(before: number, timezone = 'UTC', hours = 24): Window {
  const from = Date.UTC(2026, 10, 20) - before * MS;
  const text = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
  return { from: text(from), to: text(from + hours * 3_600_000), timezone };
}

const report = (rows: number | undefined, id = 'logins') => ({
  id,
  title: id,
  status: rows === undefined ? ('failed' as const) : ('succeeded' as const),
  ...(rows !== undefined && { rows }),
});
const run = (before: number, rows: number | undefined) => ({
  window: dayOf(before),
  reports: [report(rows), report(1, 'other')],
});
const usual = (runs: ReturnType<typeof run>[], window = dayOf(0), rows = 20) =>
  usualCounts([report(rows)], window, runs);

test('of four runs on the same day of the week it is theirs', () => {
  const fridays = [7, 14, 21, 28].map((before, i) => run(before, 15 + i));
  const mondays = [4, 11, 18, 25].map((before) => run(before, 500));
  expect(usual([...fridays, ...mondays])).toEqual([
    { report: 'logins', rows: 20, usual: { low: 15, high: 18, weekday: 5 } },
  ]);
});

test('of fewer it is that of all', () => {
  const runs = [1, 2, 3, 7, 14, 21].map((before, i) => run(before, 10 * i));
  expect(usual(runs)).toEqual([{ report: 'logins', rows: 20, usual: { low: 10, high: 40 } }]);
});

test('of fewer than four runs there is none', () => {
  expect(usual([1, 2, 3].map((before) => run(before, 5)))).toEqual([{ report: 'logins', rows: 20 }]);
});

test('one odd day does not change it', () => {
  const fridays = [7, 14, 21, 28, 35, 42, 49].map((before, i) => run(before, i === 3 ? 9000 : 15 + i));
  expect(usual(fridays)[0]?.usual).toEqual({ low: 16, high: 21, weekday: 5 });
});

test('the day of the week is that of the zone', () => {
  const window = {
    ...dayOf(0),
    from: '2026-11-19T15:00:00Z',
    to: '2026-11-20T15:00:00Z',
    timezone: 'Asia/Tokyo',
  };
  const shifted = [7, 14, 21, 28].map((before) => ({
    ...run(before, 3),
    window: {
      ...dayOf(before + 1, 'Asia/Tokyo'),
      from: dayOf(before + 1).from.replace('T00', 'T15'),
      to: dayOf(before).from.replace('T00', 'T15'),
    },
  }));
  expect(usual(shifted, window)[0]?.usual).toEqual({ low: 3, high: 3, weekday: 5 });
});

test('a day of 23 or 25 hours is a day', () => {
  const runs = [7, 14, 21, 28].map((before) => ({ ...run(before, 3), window: dayOf(before, 'UTC', 25) }));
  expect(usual(runs, dayOf(0, 'UTC', 23))[0]?.usual).toEqual({ low: 3, high: 3, weekday: 5 });
});

test.each([
  ['a week', dayOf(0, 'UTC', 168)],
  ['six hours', dayOf(0, 'UTC', 6)],
])('of %s there is none', (_, window) => {
  const runs = [7, 14, 21, 28].map((before) => ({ ...run(before, 3), window: { ...window } }));
  expect(usual(runs, window)[0]?.usual).toBeUndefined();
});

test('runs in which the report failed, and runs without any row, do not count', () => {
  const without = { ...run(35, 0), reports: [report(0), report(0, 'other')] };
  const runs = [run(7, 3), run(14, 4), run(21, 5), run(28, undefined), without];
  expect(usual(runs)[0]?.usual).toBeUndefined();
  expect(usual([...runs, run(42, 6)])[0]?.usual).toEqual({ low: 3, high: 6, weekday: 5 });
});

test('a report that failed, and what is no finding, have none', () => {
  const reports = [report(undefined), report(5, 'coverage'), report(5, 'seen')];
  expect(usualCounts(reports, dayOf(0), [])).toEqual([]);
});
