import fc from 'fast-check';
import { RequestError } from '../src/errors.ts';
import type { Window } from '../src/run.ts';
import {
  isTimeZone,
  lastFullDay,
  localDate,
  partitionsOf,
  rangeWindow,
  type Schedule,
  scheduledWindow,
} from '../src/window.ts';

const HOUR = 3_600_000;
const WALL_TIMES = ['00:00', '00:30', '01:30', '02:00', '02:30', '03:00', '07:00'];

function hoursOf({ from, to }: Window): number {
  return (Date.parse(to) - Date.parse(from)) / HOUR;
}

function faultsOf(make: () => unknown): readonly string[] {
  try {
    make();
  } catch (error) {
    if (error instanceof RequestError) return error.faults;
    throw error;
  }
  throw new Error('nothing was refused');
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
  ['Asia/Tokyo', '2025-01-01', '2027-01-01'],
  ['America/New_York', '2025-01-01', '2027-01-01'],
  ['Europe/London', '2025-01-01', '2027-01-01'],
  ['Australia/Lord_Howe', '2025-01-01', '2027-01-01'],
  ['Pacific/Apia', '2025-01-01', '2027-01-01'],
  ['Pacific/Apia', '2010-01-01', '2013-01-01'],
])('daily runs in %s from %s to %s', (timezone, from, to) => {
  const times = scheduledTimes(timezone, from, to);

  test.each(WALL_TIMES)('at %s tile time', (wallTime) => {
    const runs = (times.get(wallTime) ?? []).map((scheduledTime) =>
      scheduledWindow({ scheduledTime, timezone }),
    );

    expect(runs.length).toBeGreaterThan(700);
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

describe('rangeWindow', () => {
  const week = { from: '2026-11-01', to: '2026-11-07', timezone: 'Asia/Tokyo' };

  test('takes whole days of the zone, the last one included', () => {
    expect(rangeWindow(week)).toEqual({
      from: '2026-10-31T15:00:00Z',
      to: '2026-11-07T15:00:00Z',
      timezone: 'Asia/Tokyo',
    });
  });

  test('takes instants, the end excluded', () => {
    const window = rangeWindow({ ...week, from: '2026-11-01T09:00:00Z', to: '2026-11-01T19:00+09:00' });

    expect(window).toMatchObject({ from: '2026-11-01T09:00:00Z', to: '2026-11-01T10:00:00Z' });
  });

  test('takes a date and an instant together', () => {
    expect(rangeWindow({ ...week, to: '2026-11-01T00:00:00Z' }).to).toBe('2026-11-01T00:00:00Z');
  });

  test('takes a fraction that is zero', () => {
    expect(rangeWindow({ ...week, from: '2026-11-01T09:00:00.000Z' }).from).toBe('2026-11-01T09:00:00Z');
  });

  test.each([
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['America/Santiago', '2026-09-06', 23],
    ['UTC', '2028-02-29', 24],
  ])('gives the whole day in %s on %s', (timezone, date, hours) => {
    expect(hoursOf(rangeWindow({ from: date, to: date, timezone }))).toBe(hours);
  });

  test('begins a day at its first instant where midnight does not exist', () => {
    const window = rangeWindow({ from: '2026-09-06', to: '2026-09-06', timezone: 'America/Santiago' });

    expect(window.from).toBe('2026-09-06T04:00:00Z');
  });

  test('tiles time day by day', () => {
    const dates = Array.from({ length: 730 }, (_, day) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString());
    const days = dates.map((date) => date.slice(0, 10));
    const windows = days.map((date) =>
      rangeWindow({ from: date, to: date, timezone: 'Australia/Lord_Howe' }),
    );

    expect(windows.slice(1).map(({ from }) => from)).toEqual(windows.slice(0, -1).map(({ to }) => to));
  });

  const form = 'is not a date such as 2026-11-01 or an instant such as 2026-11-01T09:00:00Z';
  test.each([
    ['yesterday', form],
    ['', form],
    ['2026-13-01', form],
    ['2026-02-30', form],
    ['2027-02-29', form],
    ['2026-11-1', form],
    ['20261101', form],
    ['2026-11-01T24:00:00Z', form],
    ['2026-11-01T09:00:60Z', form],
    ['2026-11-01T09:00:00+25:00', form],
    ['2026-13-01T09:00:00', form],
    ['+002026-11-01', form],
    ['2026-11-01\n', form],
    ['2026-11-01T09:00:00', 'has no offset: add Z or one such as +09:00, or give a date such as 2026-11-01'],
    ['2026-11-01 09:00', 'has no offset: add Z or one such as +09:00, or give a date such as 2026-11-01'],
    [
      '2026-11-01T09:00:00.5Z',
      "has a fraction of a second: CloudTrail's times are whole seconds, give one such as 2026-11-01T09:00:00Z",
    ],
  ])('refuses %j as a bound', (value, problem) => {
    const shown = JSON.stringify(value);

    expect(faultsOf(() => rangeWindow({ ...week, from: value }))).toEqual([`from: ${shown} ${problem}`]);
    expect(faultsOf(() => rangeWindow({ ...week, to: value }))).toEqual([`to: ${shown} ${problem}`]);
  });

  test('refuses a reversed range', () => {
    expect(faultsOf(() => rangeWindow({ ...week, to: '2026-10-30' }))).toEqual([
      'to: "2026-10-30" makes a reversed range: it ends before from ("2026-11-01") begins; give a later to or an earlier from',
    ]);
  });

  test.each([
    ['2026-11-01T09:00:00Z', '2026-11-01T09:00:00Z', 'UTC'],
    ['2011-12-30', '2011-12-30', 'Pacific/Apia'],
  ])('refuses an empty window: from %s to %s in %s', (from, to, timezone) => {
    expect(faultsOf(() => rangeWindow({ from, to, timezone }))).toEqual([
      `to: "${to}" makes an empty window: it ends where from ("${from}") begins; give a later to or an earlier from`,
    ]);
  });

  test('names every faulty field at once', () => {
    const faults = faultsOf(() => rangeWindow({ from: 'a', to: 'b', timezone: 'c' }));

    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['timezone', 'from', 'to']);
  });

  test('shortens a long value', () => {
    const [fault] = faultsOf(() => rangeWindow({ ...week, from: '🕐'.repeat(500) }));

    expect(fault).toBe(`from: "${'🕐'.repeat(78)}… ${form}`);
  });
});

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

describe('isTimeZone', () => {
  test.each(['Asia/Tokyo', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT-9'])('knows %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  test.each(['', 'Mars/Olympus', '+09:00', 'Z', 'JST', ' UTC', '2026-11-22T00:00Z'])('refuses %j', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});
