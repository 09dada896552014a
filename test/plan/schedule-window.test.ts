import { type Schedule, scheduledWindow as scheduled } from '../../src/plan/schedule-window.ts';
import type { Window } from '../../src/run/run.ts';
import { faultsOf } from '../faults.ts';

const HOUR = 3_600_000;

const scheduledWindow = (schedule: Pick<Schedule, 'scheduledTime' | 'timezone'> & Partial<Schedule>) =>
  scheduled({ period: 'P1D', settle: 'PT30M', ...schedule }).window;

const WALL_TIMES = ['00:00', '01:30', '02:30', '07:00'];

function hoursOf({ from, to }: Window): number {
  return (Date.parse(to) - Date.parse(from)) / HOUR;
}

/**
 * The instants at which EventBridge Scheduler runs a daily cron schedule, for each wall time: never at a local time
 * that does not exist, at the first of two that are alike. It looks at the clock of the zone every half hour, so it
 * shares nothing with what it tests.
 */
function scheduledTimes(timezone: string, from: string, to: string): Map<string, string[]> {
  const wallClock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const times = new Map(WALL_TIMES.map((time): [string, string[]] => [time, []]));
  const seen = new Set<string>();
  for (let instant = Date.parse(from); instant < Date.parse(to); instant += HOUR / 2) {
    const local = wallClock.format(instant);
    if (seen.has(local)) continue;
    seen.add(local);
    times.get(local.slice(11))?.push(new Date(instant).toISOString());
  }
  return times;
}

describe.each([
  ['America/New_York', '2025-02-01', '2025-12-01'],
  ['Europe/London', '2025-02-01', '2025-12-01'],
  ['Australia/Lord_Howe', '2025-02-01', '2025-12-01'],
  // The zone left out 2011-12-30.
  ['Pacific/Apia', '2011-09-01', '2012-05-01'],
])('daily runs in %s from %s to %s', (timezone, from, to) => {
  const times = scheduledTimes(timezone, from, to);

  test.each(WALL_TIMES)('at %s tile time', (wallTime) => {
    const runs = (times.get(wallTime) ?? []).map((scheduledTime) =>
      scheduledWindow({ scheduledTime, timezone }),
    );

    expect(runs.length).toBeGreaterThan(200);
    expect(runs.slice(1).map((run) => run.from)).toEqual(runs.slice(0, -1).map((run) => run.to));
  });
});

describe('scheduledWindow', () => {
  const tokyo = { scheduledTime: '2026-11-22T22:00:00Z', timezone: 'Asia/Tokyo' };

  test('covers a day that ends half an hour before the scheduled time', () => {
    expect(scheduledWindow(tokyo)).toEqual({
      from: '2026-11-21T21:30:00Z',
      to: '2026-11-22T21:30:00Z',
      timezone: 'Asia/Tokyo',
    });
  });

  test('ends at the scheduled time with no time to settle', () => {
    expect(scheduledWindow({ ...tokyo, settle: 'PT0S' }).to).toBe('2026-11-22T22:00:00Z');
  });

  test('has 23 hours across the spring change', () => {
    const window = scheduledWindow({ scheduledTime: '2026-03-08T11:00:00Z', timezone: 'America/New_York' });

    expect(hoursOf(window)).toBe(23);
  });

  test('has 25 hours across the autumn change', () => {
    const window = scheduledWindow({ scheduledTime: '2026-11-01T12:00:00Z', timezone: 'America/New_York' });

    expect(hoursOf(window)).toBe(25);
  });

  test('reaches back over a run that was skipped because its local time did not exist', () => {
    const window = scheduledWindow({ scheduledTime: '2026-03-09T06:30:00Z', timezone: 'America/New_York' });

    expect(window.from).toBe('2026-03-07T07:00:00Z');
  });

  test('reaches back over a day that did not exist', () => {
    const window = scheduledWindow({ scheduledTime: '2011-12-30T17:00:00Z', timezone: 'Pacific/Apia' });

    expect(window.from).toBe('2011-12-29T16:30:00Z');
  });

  test('overlaps rather than leaves a gap after a local time that came twice', () => {
    const window = scheduledWindow({ scheduledTime: '2026-11-02T06:30:00Z', timezone: 'America/New_York' });

    expect(window.from).toBe('2026-11-01T05:00:00Z');
  });

  test('covers the leap day', () => {
    const window = scheduledWindow({ scheduledTime: '2028-03-01T07:00:00Z', timezone: 'UTC' });

    expect(window.from).toBe('2028-02-29T06:30:00Z');
  });

  test('counts a period in hours exactly, whatever the clocks do', () => {
    const window = scheduledWindow({
      scheduledTime: '2026-03-08T11:00:00Z',
      timezone: 'America/New_York',
      period: 'PT24H',
    });

    expect(hoursOf(window)).toBe(24);
  });

  test.each([
    ['PT1H', '2026-11-22T20:30:00Z'],
    ['P7D', '2026-11-15T21:30:00Z'],
    ['P1W', '2026-11-15T21:30:00Z'],
    ['P1M', '2026-10-22T21:30:00Z'],
    ['P1Y', '2025-11-22T21:30:00Z'],
  ])('takes the period %s', (period, from) => {
    expect(scheduledWindow({ ...tokyo, period }).from).toBe(from);
  });

  test('reaches back over a month that is too short for its day', () => {
    const window = scheduledWindow({ scheduledTime: '2026-03-31T07:00:00Z', timezone: 'UTC', period: 'P1M' });

    expect(window.from).toBe('2026-01-31T06:30:00Z');
  });

  test('drops a fraction of a second at both ends alike', () => {
    const window = scheduledWindow({ ...tokyo, scheduledTime: '2026-11-22T22:00:00.987Z' });

    expect(window).toEqual(scheduledWindow(tokyo));
  });

  test('writes the zone in its usual letters', () => {
    expect(scheduledWindow({ ...tokyo, timezone: 'asia/tokyo' })).toEqual(scheduledWindow(tokyo));
  });

  test.each<[keyof Schedule, string, string]>([
    ['scheduledTime', '<aws.scheduler.scheduled-time>', 'is not an instant such as 2026-11-01T09:00:00Z'],
    ['scheduledTime', '2026-11-22T22:00:00', 'is not an instant such as 2026-11-01T09:00:00Z'],
    ['scheduledTime', '2026-11-22T23:59:60Z', 'is not an instant such as 2026-11-01T09:00:00Z'],
    ['timezone', 'Mars/Olympus', 'is not an IANA time zone such as Asia/Tokyo'],
    ['period', 'P0D', 'is not a period such as P1D, P1M or PT1H, up to 366 days'],
    ['period', '-P1D', 'is not a period such as P1D, P1M or PT1H, up to 366 days'],
    ['period', 'P1DT12H', 'is not a period such as P1D, P1M or PT1H, up to 366 days'],
    ['period', 'P2Y', 'is not a period such as P1D, P1M or PT1H, up to 366 days'],
    ['period', 'P999999999999Y', 'is not a period such as P1D, P1M or PT1H, up to 366 days'],
    ['period', 'daily', 'is not a period such as P1D, P1M or PT1H, up to 366 days'],
    ['settle', 'P1D', 'is not a time in hours, minutes and seconds such as PT30M'],
    ['settle', '-PT30M', 'is not a time in hours, minutes and seconds such as PT30M'],
    ['settle', 'PT0.5S', 'is not a time in hours, minutes and seconds such as PT30M'],
  ])('refuses the %s %j', (field, value, problem) => {
    expect(faultsOf(() => scheduledWindow({ ...tokyo, [field]: value }))).toEqual([
      `${field}: "${value}" ${problem}`,
    ]);
  });

  test('names every faulty field at once', () => {
    const faults = faultsOf(() =>
      scheduledWindow({ scheduledTime: '', timezone: '', period: '', settle: '' }),
    );

    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'scheduledTime',
      'timezone',
      'period',
      'settle',
    ]);
  });
});
