import { daysWithoutLogs } from '../../src/judge/survey-warnings.ts';

const within = (from: string, to: string, ...days: string[]) =>
  daysWithoutLogs({ from, to, timezone: 'UTC' }, Object.fromEntries(days.map((day) => [day, 1])));

test('is silent where every day has log files', () => {
  expect(within('2026-11-21T00:00:00Z', '2026-11-23T00:00:00Z', '2026/11/21', '2026/11/22')).toBeUndefined();
});

test('names single days and stretches of days', () => {
  expect(
    within(
      '2026-11-21T00:00:00Z',
      '2026-11-28T00:00:00Z',
      '2026/11/21',
      '2026/11/23',
      '2026/11/26',
      '2026/11/27',
    ),
  ).toEqual({
    ranges: [
      { from: '2026-11-22', to: '2026-11-22' },
      { from: '2026-11-24', to: '2026-11-25' },
    ],
    missing: 3,
    of: 7,
  });
});

test('of many years before the first log makes one stretch', () => {
  expect(within('2000-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2025/12/31')).toEqual({
    ranges: [{ from: '2000-01-01', to: '2025-12-30' }],
    missing: 9496,
    of: 9497,
  });
});

test('the day after the window is not one of its days', () => {
  expect(within('2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z', '2026/11/21')).toBeUndefined();
});

describe('a day that the window holds a part of', () => {
  test('of a few hours counts for nothing by itself', () => {
    expect(within('2026-11-20T21:30:00Z', '2026-11-21T21:30:00Z', '2026/11/21')).toBeUndefined();
  });

  test('of twelve hours counts', () => {
    expect(within('2026-11-20T12:00:00Z', '2026-11-21T12:00:00Z', '2026/11/21')).toMatchObject({
      missing: 1,
    });
  });

  test('is named beside one that counts', () => {
    expect(within('2026-11-20T21:30:00Z', '2026-11-22T21:30:00Z', '2026/11/22')).toMatchObject({
      ranges: [{ from: '2026-11-20', to: '2026-11-21' }],
    });
  });

  test('that is half of a short window counts', () => {
    expect(within('2026-11-20T22:00:00Z', '2026-11-21T04:00:00Z', '2026/11/20')).toMatchObject({
      ranges: [{ from: '2026-11-21', to: '2026-11-21' }],
    });
  });

  test.each([24, 48, 6, 1])('is counted by one of two windows of %d hours that share it', (hours) => {
    for (let hour = 0; hour < 24; hour += 1) {
      const at = (h: number) => new Date(Date.UTC(2026, 10, 21, h)).toISOString();
      const windows = Array.from({ length: Math.ceil(48 / hours) + 1 }, (_, i) => hour - 24 + i * hours);
      // Every other day has logs.
      const found = windows.map((start) =>
        within(
          at(start),
          at(start + hours),
          '2026/11/19',
          '2026/11/20',
          '2026/11/22',
          '2026/11/23',
          '2026/11/24',
        ),
      );
      expect(found.filter((days) => days !== undefined)).not.toEqual([]);
    }
  });
});
