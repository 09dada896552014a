import { Temporal } from 'temporal-polyfill';
import { fault, RequestError } from '../errors.ts';
import type { Window } from '../run/run.ts';
import { AN_INSTANT, attempt, instantOf, localDay, startOfDay } from '../time/time.ts';
import { instantText } from '../time/window.ts';
import { scheduleSettingFaults } from './request.ts';
import { runId } from './run-id.ts';
import { isDue, lastDue, type ScheduleSettings } from './schedule.ts';
import { type Schedule, scheduledWindow } from './schedule-window.ts';

/** Some hundred days of a run an hour: a year that is typed wrong is no order for a million runs. */
const MOST_RUNS = 2500;
const DATE = /^[12]\d{3}-\d\d-\d\d$/;
const RIGHT = `give FROM..TO, each a day such as 2026-11-01 or an instant such as ${AN_INSTANT}`;

interface RangeSchedule extends ScheduleSettings {
  /** IANA name of the zone of the schedule, in which days begin */
  timezone: string;
  /** the present instant */
  now: string;
}

/**
 * The times within `FROM..TO`, both included, at which the schedule has runs: up to the present, oldest first.
 *
 * @throws RequestError with every fault of the range or, if that has none, of the schedule
 */
export function scheduledTimes(text: string, schedule: RangeSchedule): string[] {
  const [from, to, ...more] = text.split('..');
  const [first, last] = [boundOf(from, schedule, 0), boundOf(to, schedule, 1)];
  if (!first || !last || more.length > 0) throw refusal(text, `is not a range of times: ${RIGHT}`);
  const now = Temporal.Instant.from(schedule.now);
  if (Temporal.Instant.compare(first, last) > 0) throw refusal(text, 'ends before it begins: turn it round');
  if (Temporal.Instant.compare(begins(to, last, schedule), now) > 0)
    throw refusal(text, `ends in the future: end it at ${instantText(now)} or before`);
  const faults = scheduleSettingFaults(schedule);
  if (faults.length > 0) throw new RequestError(faults);
  const times: string[] = [];
  const end = Temporal.Instant.compare(last, now) > 0 ? now : last;
  for (const due of timesUpTo(end, schedule)) {
    if (Temporal.Instant.compare(due, first) < 0) {
      if (times.length > 0) break;
      const problem = `has no time of the schedule (${schedule.period}): the last one before was ${instantText(due)}`;
      throw refusal(text, problem);
    }
    times.push(instantText(due));
    if (times.length > MOST_RUNS)
      throw refusal(text, `is more than ${MOST_RUNS} runs of the schedule: give fewer days`);
  }
  return times.reverse();
}

/**
 * The times up to the present whose windows end after `windowEnd`, oldest first; without one the last time alone.
 *
 * @throws RequestError with every fault of the schedule
 */
export function timesSince(
  windowEnd: string | undefined,
  schedule: RangeSchedule & Pick<Schedule, 'settle'>,
): string[] {
  const faults = scheduleSettingFaults(schedule);
  if (faults.length > 0) throw new RequestError(faults);
  const times: string[] = [];
  for (const due of timesUpTo(Temporal.Instant.from(schedule.now), schedule)) {
    const scheduledTime = instantText(due);
    if (windowEnd === undefined) return [scheduledTime];
    const { to } = scheduledWindow({ ...schedule, scheduledTime }).window;
    if (to <= windowEnd) break;
    times.push(scheduledTime);
  }
  return times.reverse();
}

/** @returns the time at which the schedule has this scheduled run; undefined where it has no such run (any more) */
export function timeOfRun(
  { runId: id, window }: { runId: string; window: Pick<Window, 'to'> },
  schedule: RangeSchedule & Pick<Schedule, 'settle'>,
): string | undefined {
  const due = attempt(() => Temporal.Instant.from(window.to).add(Temporal.Duration.from(schedule.settle)));
  if (!due || !isDue(due, schedule, schedule.timezone)) return undefined;
  const scheduledTime = instantText(due);
  const made = scheduledWindow({ ...schedule, scheduledTime }).window;
  return runId({ trigger: 'schedule', window: made, reports: [] }) === id ? scheduledTime : undefined;
}

/** Newest first, without end. */
function* timesUpTo(end: Temporal.Instant, schedule: RangeSchedule): Generator<Temporal.Instant> {
  for (let before = end; ; ) {
    const due = lastDue(before, schedule, schedule.timezone);
    yield due;
    before = due.subtract({ seconds: 1 });
  }
}

/** @param days 1 for the end of a day */
function boundOf(text = '', { timezone }: RangeSchedule, days: number): Temporal.Instant | undefined {
  if (!DATE.test(text)) return instantOf(text);
  const date = attempt(() => Temporal.PlainDate.from(text).add({ days }));
  return date && startOfDay(date, timezone).subtract({ seconds: days });
}

/** Of a day its first instant: that of today is not in the future, although it ends there. */
function begins(text: string | undefined, end: Temporal.Instant, { timezone }: RangeSchedule) {
  return DATE.test(text ?? '') ? startOfDay(localDay(end, timezone), timezone) : end;
}

function refusal(text: string, problem: string): RequestError {
  return new RequestError([fault('scheduled', text, problem)]);
}
