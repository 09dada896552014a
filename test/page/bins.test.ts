import { binsOf } from '../../src/page/bins.ts';

const day = { from: '2026-11-20T15:00:00Z', to: '2026-11-21T15:00:00Z', timezone: 'Asia/Tokyo' };

test('a day is shown by its hours, in the zone of the window', () => {
  const { count, labels, isHours } = binsOf(day);
  expect([count, isHours, labels[0], labels[23]]).toEqual([24, true, '00:00', '23:00']);
});

test.each([
  ['2026-11-20T15:00:00Z', 0],
  ['2026-11-20T15:59:59Z', 0],
  ['2026-11-20T16:00:00Z', 1],
  ['2026-11-21T14:59:59Z', 23],
  ['2026-11-21T15:00:00Z', undefined],
  ['2026-11-20T14:59:59Z', undefined],
  ['no time', undefined],
  ['', undefined],
])('%s is in part %s', (time, part) => {
  const bins = binsOf(day);
  expect([bins.at(time), bins.at(time)]).toEqual([part, part]);
});

test('a month is shown by its days', () => {
  const { count, labels, isHours, at } = binsOf({
    from: '2026-11-01T00:00:00Z',
    to: '2026-12-01T00:00:00Z',
    timezone: 'UTC',
  });
  expect([count, isHours, labels[0], labels[29]]).toEqual([30, false, '2026-11-01', '2026-11-30']);
  expect(at('2026-11-30T23:59:59Z')).toBe(29);
});

test('no range makes more parts than can be drawn', () => {
  const { count } = binsOf({ from: '2016-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z', timezone: 'UTC' });
  expect(count).toBeLessThanOrEqual(366);
});
