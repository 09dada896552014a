/** The window of a run: half-open, in whole seconds, made in a time zone; and the partitions that hold its logs. */
import { Temporal } from 'temporal-polyfill';
import { RequestError } from './errors.ts';
import type { Partitions, Window } from './run.ts';

export interface Schedule {
  /** the instant for which the run was due, not the one at which it began: `2026-11-22T07:00:00Z` */
  scheduledTime: string;
  /** IANA name of the zone in which the schedule is evaluated */
  timezone: string;
  /** time between two runs, at most 366 days: ISO 8601 in days or longer units, or else in hours or shorter ones */
  period?: string;
  /** how long logs are given to arrive: ISO 8601 in hours or shorter units */
  settle?: string;
}

/**
 * The window of a scheduled run: from the previous scheduled time to this one, both less `settle`. It depends on
 * the schedule alone, so a retried delivery gives the same window and consecutive runs tile time.
 *
 * A period in days or longer goes with a cron schedule, which keeps the wall-clock time of its zone. `rate(1 day)`
 * is `PT24H`: EventBridge Scheduler counts 24 hours whatever the clocks do.
 *
 * @throws RequestError that names every faulty field
 */
export function scheduledWindow(schedule: Schedule): Window {
  const { scheduledTime, timezone, period = 'P1D', settle = 'PT30M' } = schedule;
  const due = instantOf(scheduledTime);
  const every = periodOf(period);
  const wait = durationOf(settle, EXACT);
  if (!due || !every || !wait || !isTimeZone(timezone)) {
    throw new RequestError([
      ...faultUnless(due, 'scheduledTime', scheduledTime, `is not an instant such as ${AN_INSTANT}`),
      ...zoneFaults(timezone),
      ...faultUnless(every, 'period', period, 'is not a period such as P1D, P1M or PT1H, up to 366 days'),
      ...faultUnless(wait, 'settle', settle, 'is not a time in hours, minutes and seconds such as PT30M'),
    ]);
  }
  const previous = CALENDAR.test(period) ? previousTime(due, timezone, every) : due.subtract(every);
  return windowOf(previous.subtract(wait), due.subtract(wait), timezone);
}

/**
 * When the run before the one that is due was due, on the wall clock.
 *
 * EventBridge Scheduler skips a run whose local time does not exist (a spring change, the 31st of a short month), so
 * the run after it reaches back one period more. A local time that comes twice (autumn) has one run; which of the two
 * is not documented, so the earlier is taken: an hour reported twice is better than an hour that no report shows.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
function previousTime(due: Temporal.Instant, timezone: string, period: Temporal.Duration): Temporal.Instant {
  const { years, months, weeks, days } = period;
  const wall = due.toZonedDateTimeISO(timezone).toPlainDateTime();
  for (let n = 1; ; n += 1) {
    // Always from the due time: the 31st less one month, twice, would end on the 28th.
    const back = { years: n * years, months: n * months, weeks: n * weeks, days: n * days };
    const previous = attempt(() => existingTime(wall.subtract(back, { overflow: 'reject' }), timezone));
    if (previous) return previous;
  }
}

/** @returns the (earlier) instant of a local time, or undefined where the clocks leave it out */
function existingTime(wall: Temporal.PlainDateTime, timezone: string): Temporal.Instant | undefined {
  const found = wall.toZonedDateTime(timezone, { disambiguation: 'earlier' });
  return found.toPlainDateTime().equals(wall) ? found.toInstant() : undefined;
}

function periodOf(text: string): Temporal.Duration | undefined {
  const period = durationOf(text, CALENDAR) ?? durationOf(text, EXACT);
  const relativeTo = Temporal.PlainDate.from('2024-01-01');
  const fits = attempt(() => period && Temporal.Duration.compare(period, { days: 366 }, { relativeTo }) <= 0);
  return fits && !period?.blank ? period : undefined;
}

export interface Range {
  /** a date `YYYY-MM-DD` in the zone, or an instant with `Z` or its offset; included */
  from: string;
  /** likewise; a date's whole day is included, an instant is excluded */
  to: string;
  /** IANA name */
  timezone: string;
}

/** A range as far as it is given. */
export type RangeTexts = { [Bound in 'from' | 'to']?: string | undefined } & { timezone: string };

/**
 * The window of a range asked for by hand. A day begins at its first instant in the zone, which is not midnight
 * where the clocks change at midnight.
 *
 * @throws RequestError with all that `rangeFaults` finds
 */
export function rangeWindow({ from, to, timezone }: Range): Window {
  const faults = rangeFaults({ from, to, timezone });
  const start = rangeBound('from', from, timezone);
  const end = rangeBound('to', to, timezone);
  if (!start || !end || faults.length > 0) throw new RequestError(faults);
  return windowOf(start, end, timezone);
}

/**
 * What is wrong with a range as such: its form, its zone, its order. A bound that is absent is not looked at.
 * With an unknown zone the bounds are read in UTC, so that their own faults show in the same answer.
 */
export function rangeFaults({ from, to, timezone }: RangeTexts): string[] {
  const faults = zoneFaults(timezone);
  const zone = faults.length === 0 ? timezone : 'UTC';
  const start = from === undefined ? undefined : rangeBound('from', from, zone);
  const end = to === undefined ? undefined : rangeBound('to', to, zone);
  if (from !== undefined) faults.push(...faultUnless(start, 'from', from, boundProblem(from)));
  if (to !== undefined) faults.push(...faultUnless(end, 'to', to, boundProblem(to)));
  if (start && end && Temporal.Instant.compare(start, end) >= 0) {
    const what = end.equals(start) ? 'an empty window: it ends where' : 'a reversed range: it ends before';
    const right = 'give a later to or an earlier from';
    faults.push(fault('to', to, `makes ${what} from (${shown(from)}) begins; ${right}`));
  }
  return faults;
}

/** @returns the instant of one end of a range, or undefined where the text (or the zone) gives none */
export function rangeBound(side: 'from' | 'to', text: string, timezone: string) {
  if (!DATE.test(text)) return SUB_SECOND.test(text) ? undefined : instantOf(text);
  const days = side === 'to' ? 1 : 0;
  return attempt(() => startOfDay(Temporal.PlainDate.from(text).add({ days }), timezone));
}

function boundProblem(text: string): string {
  if (LOCAL_TIME.test(text) && attempt(() => Temporal.PlainDateTime.from(text))) {
    return `has no offset: add Z or one such as +09:00, or give a date such as ${text.slice(0, 10)}`;
  }
  if (SUB_SECOND.test(text) && instantOf(text)) {
    return `has a fraction of a second: CloudTrail's times are whole seconds, give one such as ${AN_INSTANT}`;
  }
  return `is not a date such as 2026-11-01 or an instant such as ${AN_INSTANT}`;
}

/**
 * The UTC days whose folders are read, both included, as `yyyy/MM/dd`. CloudTrail files a log under the day of its
 * *delivery*, hence one more day at the end for what arrives late.
 */
export function partitionsOf(window: Window): Pick<Partitions, 'from' | 'to'> {
  const first = localDay(Temporal.Instant.from(window.from), 'UTC');
  const last = localDay(Temporal.Instant.from(window.to), 'UTC').add({ days: 1 });
  return { from: first.toString().replaceAll('-', '/'), to: last.toString().replaceAll('-', '/') };
}

/** @returns the UTC day of the window's last second: `2026/11/21` */
export function lastUtcDay(window: Window): string {
  const last = Temporal.Instant.from(window.to).subtract({ seconds: 1 });
  return localDay(last, 'UTC').toString().replaceAll('-', '/');
}

/** @returns the window's first local day: `2026-11-21` */
export function localDate(window: Window): string {
  return localDay(Temporal.Instant.from(window.from), window.timezone).toString();
}

export interface LogDays {
  /** when the newest log file was delivered: `2026-11-22T07:00:00Z` */
  newestDelivery: string;
  /** UTC days that hold logs, oldest first: `2026/11/21` */
  days: readonly string[];
  timezone: string;
}

/**
 * The local day that a run takes where none is asked for: the newest that had ended by the newest delivery and in
 * whose UTC days there are logs; failing that the local day of the newest delivery.
 *
 * @returns `2026-11-21`
 */
export function lastFullDay({ newestDelivery, days, timezone }: LogDays): string {
  const newest = Temporal.Instant.from(newestDelivery);
  const ended = lastDayEndedBy(newest, timezone);
  for (const utcDay of days.toReversed()) {
    for (const day of localDaysWithin(utcDay, timezone)) {
      if (Temporal.PlainDate.compare(day, ended) <= 0) return day.toString();
    }
  }
  return localDay(newest, timezone).toString();
}

/** The newest local day that was over at the instant. */
export function lastDayEndedBy(instant: Temporal.Instant, timezone: string): Temporal.PlainDate {
  return dayBefore(localDay(instant, timezone), timezone);
}

/** The local days that share time with a UTC day, newest first. */
function* localDaysWithin(utcDay: string, timezone: string): Generator<Temporal.PlainDate> {
  const start = startOfDay(Temporal.PlainDate.from(utcDay.replaceAll('/', '-')), 'UTC');
  const first = localDay(start, timezone);
  let day = localDay(start.add({ hours: 24 }).subtract({ seconds: 1 }), timezone);
  for (; Temporal.PlainDate.compare(day, first) >= 0; day = dayBefore(day, timezone)) yield day;
}

/** By instants, not by the calendar: Pacific/Apia had no 2011-12-30. */
function dayBefore(day: Temporal.PlainDate, timezone: string): Temporal.PlainDate {
  return localDay(startOfDay(day, timezone).subtract({ seconds: 1 }), timezone);
}

function localDay(instant: Temporal.Instant, timezone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(timezone).toPlainDate();
}

function startOfDay(date: Temporal.PlainDate, timezone: string): Temporal.Instant {
  return date.toZonedDateTime(timezone).toInstant();
}

/** Whether the name is an IANA zone; an offset such as `+09:00` is not. */
export function isTimeZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && attempt(() => new Temporal.ZonedDateTime(0n, name)) !== undefined;
}

function zoneFaults(timezone: string): string[] {
  return faultUnless(
    isTimeZone(timezone),
    'timezone',
    timezone,
    'is not an IANA time zone such as Asia/Tokyo',
  );
}

function faultUnless(right: unknown, ...what: Parameters<typeof fault>): string[] {
  return right ? [] : [fault(...what)];
}

/** @returns a fault for a RequestError: the field, the value seen as JSON, shortened, and what is wrong with it */
export function fault(field: string, value: unknown, problem: string): string {
  return `${field}: ${shown(value)} ${problem}`;
}

function shown(value: unknown): string {
  const characters = [...String(JSON.stringify(value))];
  return characters.length > 80 ? `${characters.slice(0, 79).join('')}…` : characters.join('');
}

/** Takes the zone's name from Temporal, in its usual letters: asia/tokyo and Asia/Tokyo are one window. */
function windowOf(from: Temporal.Instant, to: Temporal.Instant, timezone: string): Window {
  const wholeSeconds = { smallestUnit: 'second' } as const;
  const { timeZoneId } = from.toZonedDateTimeISO(timezone);
  return { from: from.toString(wholeSeconds), to: to.toString(wholeSeconds), timezone: timeZoneId };
}

const AN_INSTANT = '2026-11-01T09:00:00Z';
const DATE = /^[12]\d{3}-\d\d-\d\d$/;
const LOCAL_TIME = /^[12]\d{3}-\d\d-\d\d[T ]\d\d(:\d\d){0,2}(\.\d+)?$/;
const SUB_SECOND = /\.\d*[1-9]/;
// Narrower than Temporal's own, which takes a leap second for the second before it.
const INSTANT = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;
// Either, never both: no schedule runs every P1DT12H of the wall clock.
const CALENDAR = /^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/;
const EXACT = /^PT(?=\d)(\d+H)?(\d+M)?(\d+S)?$/;

function instantOf(text: string): Temporal.Instant | undefined {
  return INSTANT.test(text) ? attempt(() => Temporal.Instant.from(text)) : undefined;
}

function durationOf(text: string, form: RegExp): Temporal.Duration | undefined {
  return form.test(text) ? attempt(() => Temporal.Duration.from(text)) : undefined;
}

/** @returns undefined where Temporal refuses */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
