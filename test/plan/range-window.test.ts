import { type Range, readRange } from '../../src/plan/range-window.ts';
import type { Window } from '../../src/run/run.ts';

const HOUR = 3_600_000;

const faultsOf = (range: Range) => readRange(range).faults;

function rangeWindow(range: Range): Window {
  const { window, faults } = readRange(range);
  if (!window) throw new Error(faults.join('\n'));
  return window;
}

function hoursOf({ from, to }: Window): number {
  return (Date.parse(to) - Date.parse(from)) / HOUR;
}

describe('readRange', () => {
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

    expect(faultsOf({ ...week, from: value })).toEqual([`from: ${shown} ${problem}`]);
    expect(faultsOf({ ...week, to: value })).toEqual([`to: ${shown} ${problem}`]);
  });

  test('refuses a reversed range', () => {
    expect(faultsOf({ ...week, to: '2026-10-30' })).toEqual([
      'to: "2026-10-30" makes a reversed range: it ends before from ("2026-11-01") begins; give a later to or an earlier from',
    ]);
  });

  test.each([
    ['2026-11-01T09:00:00Z', '2026-11-01T09:00:00Z', 'UTC'],
    ['2011-12-30', '2011-12-30', 'Pacific/Apia'],
  ])('refuses an empty window: from %s to %s in %s', (from, to, timezone) => {
    expect(faultsOf({ from, to, timezone })).toEqual([
      `to: "${to}" makes an empty window: it ends where from ("${from}") begins; give a later to or an earlier from`,
    ]);
  });

  test('names every faulty field at once', () => {
    const faults = faultsOf({ from: 'a', to: 'b', timezone: 'c' });

    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['timezone', 'from', 'to']);
  });

  test('shortens a long value', () => {
    const [fault] = faultsOf({ ...week, from: '🕐'.repeat(500) });

    expect(fault).toBe(`from: "${'🕐'.repeat(78)}… ${form}`);
  });
});
