import { lastFullDay } from '../../src/plan/log-days.ts';

describe('lastFullDay', () => {
  test.each([
    [
      'the day before that of the newest delivery',
      'UTC',
      '2026-11-22T09:00:00Z',
      ['2026/11/21', '2026/11/22'],
      '2026-11-21',
    ],
    [
      'the day that ends with the newest delivery',
      'UTC',
      '2026-11-22T00:00:00Z',
      ['2026/11/21', '2026/11/22'],
      '2026-11-21',
    ],
    [
      'not the day that ends a minute after it',
      'UTC',
      '2026-11-21T23:59:00Z',
      ['2026/11/20', '2026/11/21'],
      '2026-11-20',
    ],
    ['a day of the zone', 'Asia/Tokyo', '2026-11-21T15:00:00Z', ['2026/11/20', '2026/11/21'], '2026-11-21'],
    [
      'a day of whose UTC days one holds logs',
      'Asia/Tokyo',
      '2026-11-22T09:00:00Z',
      ['2026/11/20', '2026/11/22'],
      '2026-11-21',
    ],
    [
      'a day before a gap in the logs',
      'UTC',
      '2026-11-22T09:00:00Z',
      ['2026/10/30', '2026/11/01', '2026/11/22'],
      '2026-11-01',
    ],
    ['the only day, though it had not ended', 'UTC', '2026-11-22T09:00:00Z', ['2026/11/22'], '2026-11-22'],
    [
      'the local day of the newest delivery, if no other',
      'Asia/Tokyo',
      '2026-11-22T14:59:00Z',
      ['2026/11/23'],
      '2026-11-22',
    ],
    ['no day that did not exist', 'Pacific/Apia', '2011-12-30T10:30:00Z', ['2011/12/30'], '2011-12-29'],
  ])('is %s', (_, timezone, newestDelivery, days, expected) => {
    expect(lastFullDay({ newestDelivery, days, timezone })).toBe(expected);
  });
});
