import fc from 'fast-check';
import { firstDay, lastUtcDay, partitionsOf } from '../../src/time/window.ts';

describe('partitionsOf', () => {
  test('runs from the UTC day of the start to the day after the UTC day of the last second', () => {
    const window = { from: '2026-11-21T21:30:00Z', to: '2026-11-22T21:30:00Z', timezone: 'Asia/Tokyo' };

    expect(partitionsOf(window)).toEqual({ from: '2026/11/21', to: '2026/11/23' });
  });

  test('of a UTC day has that day and the next', () => {
    const window = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' };

    expect(partitionsOf(window)).toEqual({ from: '2026/11/21', to: '2026/11/22' });
  });

  test.each([
    ['a settle time of 50 hours', '2026-11-24T01:50:00Z', '2026/11/24'],
    ['a settle time of 30 minutes', '2026-11-22T00:20:00Z', '2026/11/22'],
  ])('reaches as far as the files that the run takes: %s', (_, cutoff, last) => {
    const window = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' };
    const cutoffs = { from: '2026-11-21T00:20:00Z', to: cutoff };

    expect(partitionsOf(window, cutoffs).to).toBe(last);
  });

  test('covers any window and a day of slack, and no more than that', () => {
    const instant = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 400 * 86_400 }), (start, seconds) => {
        const iso = (second: number) => new Date(second * 1000).toISOString().replace('.000Z', 'Z');
        const day = (second: number) => iso(second).slice(0, 10).replaceAll('-', '/');
        const window = { from: iso(start), to: iso(start + seconds), timezone: 'UTC' };
        const last = start + seconds - 1;
        expect(partitionsOf(window)).toEqual({ from: day(start), to: day(last + 86_400) });
      }),
    );
  });
});

test('firstDay is the first day of the window in its zone', () => {
  const window = { from: '2026-11-21T15:00:00Z', to: '2026-11-23T15:00:00Z', timezone: 'Asia/Tokyo' };

  expect(firstDay(window).toString()).toBe('2026-11-22');
});

test('lastUtcDay is the day of the last second, not of the end', () => {
  const window = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' };
  expect(lastUtcDay(window)).toBe('2026/11/21');
});
