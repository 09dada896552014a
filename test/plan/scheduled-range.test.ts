import { runId } from '../../src/plan/run-id.ts';
import { scheduledTimes, timeOfRun, timesSince } from '../../src/plan/scheduled-range.ts';
import { faultsOf } from '../faults.ts';

const DAILY = { period: 'P1D', time: '07:00', timezone: 'Asia/Tokyo', now: '2026-11-22T12:00:00Z' };
const times = (range: string, changes: Partial<typeof DAILY & { day: string }> = {}) =>
  scheduledTimes(range, { ...DAILY, ...changes });

test('of days, each time of the schedule in them is one, oldest first', () => {
  expect(times('2026-11-20..2026-11-22')).toEqual([
    '2026-11-19T22:00:00Z',
    '2026-11-20T22:00:00Z',
    '2026-11-21T22:00:00Z',
  ]);
});

test('of instants, both ends are included', () => {
  const range = '2026-11-19T22:00:00Z..2026-11-20T22:00:00Z';
  expect(times(range)).toEqual(['2026-11-19T22:00:00Z', '2026-11-20T22:00:00Z']);
});

test('one instant twice is one run', () => {
  expect(times('2026-11-19T22:00:00Z..2026-11-19T22:00:00Z')).toEqual(['2026-11-19T22:00:00Z']);
});

test('today ends at the present', () => {
  const hours = { period: 'PT6H', time: undefined as never, timezone: 'UTC' };
  expect(times('2026-11-22..2026-11-22', hours)).toEqual([
    '2026-11-22T00:00:00Z',
    '2026-11-22T06:00:00Z',
    '2026-11-22T12:00:00Z',
  ]);
});

test('a time that the clocks leave out is none', () => {
  const spring = { timezone: 'America/New_York', time: '02:30', now: '2026-11-22T12:00:00Z' };
  expect(times('2026-03-07..2026-03-09', spring)).toEqual(['2026-03-07T07:30:00Z', '2026-03-09T06:30:00Z']);
});

test('a week has one', () => {
  expect(times('2026-11-01..2026-11-20', { period: 'P1W', day: 'MON', timezone: 'UTC' })).toEqual([
    '2026-11-02T07:00:00Z',
    '2026-11-09T07:00:00Z',
    '2026-11-16T07:00:00Z',
  ]);
});

test.each([
  ['2026-11-20..', 'is not a range of times: give FROM..TO'],
  ['2026-11-31..2026-12-01', 'is not a range of times'],
  ['2026-11-20..2026-11-21..2026-11-22', 'is not a range of times'],
  ['2026-11-20 .. 2026-11-21', 'is not a range of times'],
  ['2026-11-21..2026-11-20', 'ends before it begins'],
  ['2026-11-21..2026-11-23', 'ends in the future: end it at 2026-11-22T12:00:00Z or before'],
  ['2026-11-21T00:00:00Z..2026-11-22T13:00:00Z', 'ends in the future'],
  [
    '2026-11-21T00:00:00Z..2026-11-21T01:00:00Z',
    'has no time of the schedule (P1D): the last one before was 2026-11-20T22:00:00Z',
  ],
  ['2006-11-21..2026-11-21', 'is more than 2500 runs'],
])('%s is refused', (range, problem) => {
  const [fault = ''] = faultsOf(() => times(range));
  expect(fault).toMatch(/^scheduled: /);
  expect(fault).toContain(problem);
});

test('a schedule that is wrong itself is named', () => {
  expect(faultsOf(() => times('2026-11-20..2026-11-21', { period: 'P2D' }))).toEqual([
    expect.stringMatching(/^schedule\.period: /),
  ]);
});

describe('since the window of the last run', () => {
  const since = (end: string | undefined, changes: Partial<typeof DAILY> = {}) =>
    timesSince(end, { ...DAILY, settle: 'PT30M', ...changes });

  test('every time is due whose window ends after it, oldest first', () => {
    expect(since('2026-11-19T21:30:00Z')).toEqual(['2026-11-20T22:00:00Z', '2026-11-21T22:00:00Z']);
  });

  test('none is due before the next time', () => {
    expect(since('2026-11-21T21:30:00Z')).toEqual([]);
  });

  test('without a last run the last time alone is due', () => {
    expect(since(undefined)).toEqual(['2026-11-21T22:00:00Z']);
  });

  test('a schedule that was moved to a later hour has its next window that ends later', () => {
    expect(since('2026-11-21T21:30:00Z', { time: '09:00' })).toEqual(['2026-11-22T00:00:00Z']);
  });

  test('a last run in the future leaves none', () => {
    expect(since('2027-11-21T21:30:00Z')).toEqual([]);
  });
});

describe('the time of a run', () => {
  const SCHEDULE = { ...DAILY, settle: 'PT30M' };
  const window = { from: '2026-11-20T21:30:00Z', to: '2026-11-21T21:30:00Z', timezone: 'Asia/Tokyo' };
  const id = runId({ trigger: 'schedule', window, reports: [] });

  test('is the one at which the schedule has it', () => {
    expect(timeOfRun({ runId: id, window }, SCHEDULE)).toBe('2026-11-21T22:00:00Z');
  });

  test.each([
    ['time', { time: '08:00' }],
    ['settle', { settle: 'PT1H' }],
    ['period', { period: 'PT2H', time: undefined as never }],
    ['zone', { timezone: 'Asia/Seoul' }],
  ])('is none where the %s of the schedule was changed', (_, changes) => {
    expect(timeOfRun({ runId: id, window }, { ...SCHEDULE, ...changes })).toBeUndefined();
  });
});
