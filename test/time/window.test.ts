import fc from 'fast-check';
import { lastUtcDay, localDate, partitionsOf } from '../../src/time/window.ts';

describe('partitionsOf', () => {
  test('runs from the UTC day of the start to the day after the UTC day of the end', () => {
    const window = { from: '2026-11-21T21:30:00Z', to: '2026-11-22T21:30:00Z', timezone: 'Asia/Tokyo' };

    expect(partitionsOf(window)).toEqual({ from: '2026/11/21', to: '2026/11/23' });
  });

  test('covers any window and a day of slack, and no more than that', () => {
    const instant = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 400 * 86_400 }), (start, seconds) => {
        const iso = (second: number) => new Date(second * 1000).toISOString().replace('.000Z', 'Z');
        const window = { from: iso(start), to: iso(start + seconds), timezone: 'UTC' };
        const { from, to } = partitionsOf(window);
        expect(from).toBe(iso(start).slice(0, 10).replaceAll('-', '/'));
        expect(to).toBe(
          iso(start + seconds + 86_400)
            .slice(0, 10)
            .replaceAll('-', '/'),
        );
      }),
    );
  });
});

test('localDate is the first day of the window in its zone', () => {
  const window = { from: '2026-11-21T15:00:00Z', to: '2026-11-23T15:00:00Z', timezone: 'Asia/Tokyo' };

  expect(localDate(window)).toBe('2026-11-22');
});

test('lastUtcDay is the day of the last second, not of the end', () => {
  const window = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' };
  expect(lastUtcDay(window)).toBe('2026/11/21');
});
