import { coverageOf, hoursWithout } from '../../src/judge/coverage.ts';
import type { CoveredAccount } from '../../src/run/coverage.ts';

const day = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' };
const DAYS = { from: '2026/11/21', to: '2026/11/23' };
const account: CoveredAccount = {
  account: '111122223333',
  events: 12,
  regions: { 'us-east-1': 7, 'eu-north-1': 5 },
  firstEventTime: '2026-11-21T01:00:00Z',
  lastEventTime: '2026-11-21T23:30:00Z',
  hoursWithEvents: 20,
  silence: { from: '2026-11-21T05:00:00Z', to: '2026-11-21T08:00:00Z' },
};
const coverage = (accounts: CoveredAccount[], window = day) =>
  coverageOf(accounts, { window, partitions: DAYS }, { expected: {}, last: undefined });
const silenceIn = (changes: Partial<CoveredAccount>) =>
  coverage([{ ...account, ...changes }]).accounts[0]?.silence;

test('names the regions of all accounts once', () => {
  const other = { ...account, account: '444455556666', regions: { 'ap-south-1': 1, 'us-east-1': 2 } };
  expect(coverage([account, other]).regions).toEqual(['ap-south-1', 'eu-north-1', 'us-east-1']);
});

test.each([
  ['a day', day, 24],
  [
    'a day that begins between two hours touches one more',
    { ...day, from: '2026-11-20T23:30:00Z', to: '2026-11-21T23:30:00Z' },
    25,
  ],
  ['a day of 23 hours', { ...day, to: '2026-11-21T23:00:00Z' }, 23],
  ['a quarter of an hour', { ...day, to: '2026-11-21T00:15:00Z' }, 1],
])('counts the clock hours of %s', (_, window, hours) => {
  expect(coverage([], window).hours).toBe(hours);
});

test('hours without events are those of the window that had none', () => {
  expect(hoursWithout(account, coverage([account]))).toBe(4);
});

describe('the longest silence', () => {
  test('is between two events', () => {
    expect(silenceIn({})).toEqual(account.silence);
  });

  test('may be before the first', () => {
    expect(silenceIn({ firstEventTime: '2026-11-21T04:00:00Z' })).toEqual({
      from: day.from,
      to: '2026-11-21T04:00:00Z',
    });
  });

  test('may be after the last', () => {
    expect(silenceIn({ lastEventTime: '2026-11-21T12:00:00Z' })).toEqual({
      from: '2026-11-21T12:00:00Z',
      to: day.to,
    });
  });

  test('does not end at a record without a valid time', () => {
    expect(silenceIn({ lastEventTime: '2026-11-21Tnever' })).toEqual(account.silence);
  });
});
