import { Temporal } from 'temporal-polyfill';
import { faultsOf, faultUnless, RequestError } from '../errors.ts';
import type { Cutoffs, Window } from '../run/run.ts';
import { AN_INSTANT, attempt, instantOf, isTimeZone, zoneFaults } from '../time/time.ts';
import { instantText, windowOf } from '../time/window.ts';
import { existingTime } from './schedule.ts';

// One or the other: P1DT12H of the wall clock is not a schedule.
const CALENDAR = /^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/;
const EXACT = /^PT(?=\d)(\d+H)?(\d+M)?(\d+S)?$/;

export interface Schedule {
  /** the instant at which the run was due, not when it began: `2026-11-22T07:00:00Z` */
  scheduledTime: string;
  /** IANA name of the zone in which the schedule is evaluated */
  timezone: string;
  /** time between two runs, at most 366 days: ISO 8601 in days or longer units, or else in hours or shorter ones */
  period: string;
  /** how long logs are given to arrive: ISO 8601 in hours or shorter units */
  settle: string;
}

/** For a log file to be visible to everybody, after the minute that its name says. */
const MARGIN = { minutes: 10 };

/**
 * The window of a scheduled run: from the previous scheduled time to this one, both less `settle`; and its cutoffs: the
 * same two times less a margin. They depend on the schedule alone, so a retried delivery gives the same ones, and the
 * windows and the cutoffs of consecutive runs tile time.
 *
 * A period in days or longer goes with a cron schedule, which keeps the wall-clock time of its zone. `rate(1 day)`
 * is `PT24H`: EventBridge Scheduler counts 24 hours whatever the clocks do.
 *
 * @throws RequestError that names every faulty field
 */
export function scheduledWindow(schedule: Schedule): { window: Window; cutoffs: Cutoffs } {
  const { scheduledTime, timezone, period, settle } = schedule;
  const due = instantOf(scheduledTime);
  const every = periodOf(period);
  const wait = settleTime(settle);
  if (!due || !every || !wait || !isTimeZone(timezone)) {
    throw new RequestError([
      ...faultUnless(due, 'scheduledTime', scheduledTime, `is not an instant such as ${AN_INSTANT}`),
      ...zoneFaults(timezone),
      ...faultUnless(every, 'period', period, 'is not a period such as P1D, P1M or PT1H, up to 366 days'),
      ...faultUnless(wait, 'settle', settle, 'is not a time in hours, minutes and seconds such as PT30M'),
    ]);
  }
  const previous = CALENDAR.test(period) ? previousTime(due, timezone, every) : due.subtract(every);
  return {
    window: windowOf(previous.subtract(wait), due.subtract(wait), timezone),
    cutoffs: { from: instantText(previous.subtract(MARGIN)), to: instantText(due.subtract(MARGIN)) },
  };
}

/** @returns undefined where the text is not a duration in hours or shorter units */
export function settleTime(settle: string): Temporal.Duration | undefined {
  return durationOf(settle, EXACT);
}

/** What is wrong with a configured schedule: `schedule.period: …`. */
export function scheduledWindowFaults(schedule: Schedule): string[] {
  return faultsOf(() => scheduledWindow(schedule)).map((text) => `schedule.${text}`);
}

/**
 * When the run before was due, on the wall clock.
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
    const before = attempt(() => wall.subtract(back, { overflow: 'reject' }));
    const previous = before && existingTime(before, timezone);
    if (previous) return previous;
  }
}

function periodOf(text: string): Temporal.Duration | undefined {
  const period = durationOf(text, CALENDAR) ?? durationOf(text, EXACT);
  const relativeTo = Temporal.PlainDate.from('2024-01-01');
  const fits = attempt(() => period && Temporal.Duration.compare(period, { days: 366 }, { relativeTo }) <= 0);
  return fits && !period?.blank ? period : undefined;
}

function durationOf(text: string, form: RegExp): Temporal.Duration | undefined {
  return form.test(text) ? attempt(() => Temporal.Duration.from(text)) : undefined;
}
