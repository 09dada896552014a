/** When runs are due, in the form that EventBridge Scheduler takes. */
import { Temporal } from 'temporal-polyfill';
import {
  DEFAULT_TIME,
  isDueOn,
  type ScheduleFault,
  type ScheduleSettings,
  wholeHours,
} from '../src/plan/schedule.ts';
import { zoned } from '../src/time/time.ts';

/**
 * The expression follows from the period, so that the windows of two runs always meet. Whole hours are counted in UTC:
 * on the wall clock an hour of spring is missing and one of autumn comes twice.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function scheduleExpression(schedule: ScheduleSettings, timezone: string) {
  const every = wholeHours(schedule.period);
  if (every) return { expression: `cron(0 ${every === 24 ? '0' : `0/${every}`} * * ? *)`, timezone: 'UTC' };
  const { hour, minute } = Temporal.PlainTime.from(schedule.time ?? DEFAULT_TIME);
  const at = `${minute} ${hour}`;
  if (schedule.period === 'P1W') return { expression: `cron(${at} ? * ${schedule.day} *)`, timezone };
  if (schedule.period === 'P1M') return { expression: `cron(${at} ${schedule.day} * ? *)`, timezone };
  return { expression: `cron(${at} * * ? *)`, timezone };
}

const YEARS_AHEAD = 5;

/**
 * The scheduler skips a run whose local time does not exist; which of two equal local times it takes is not documented.
 *
 * @param from the present instant
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
export function clockChangeFault(
  schedule: ScheduleSettings,
  timezone: string,
  from: string,
): ScheduleFault | undefined {
  if (wholeHours(schedule.period)) return undefined;
  const { time = DEFAULT_TIME } = schedule;
  const first = zoned(from, timezone);
  const last = first.add({ years: YEARS_AHEAD });
  for (const date of datesOfClockChanges(first, last)) {
    const problem = isDueOn(date, schedule) && clockProblem(date.toPlainDateTime(time), timezone);
    if (problem) {
      return {
        setting: 'time',
        problem: `it ${problem} on ${date} in ${timezone}: give one from 04:00 to 23:59`,
      };
    }
  }
  return undefined;
}

/** A change at midnight touches two dates. */
function* datesOfClockChanges(first: Temporal.ZonedDateTime, last: Temporal.ZonedDateTime) {
  let change = first.startOfDay().subtract({ nanoseconds: 1 }).getTimeZoneTransition('next');
  while (change && Temporal.ZonedDateTime.compare(change, last) <= 0) {
    const before = change.subtract({ nanoseconds: 1 }).toPlainDate();
    const after = change.toPlainDate();
    yield before;
    if (!after.equals(before)) yield after;
    change = change.getTimeZoneTransition('next');
  }
}

function clockProblem(wall: Temporal.PlainDateTime, timezone: string): string | undefined {
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(timezone, { disambiguation }),
  );
  if (!earlier || !later || earlier.equals(later)) return undefined;
  return earlier.toPlainDateTime().equals(wall) ? 'comes twice' : 'does not exist';
}

/** Hours from one run to the next, at most. */
export function longestHours(period: string): number {
  return wholeHours(period) ?? { P1W: 7 * 24, P1M: 31 * 24 }[period] ?? 24;
}
