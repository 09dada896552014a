/** When runs are due, in the form that EventBridge Scheduler takes. */
import { Temporal } from 'temporal-polyfill';

export interface ScheduleSettings {
  /** P1D, P1W or P1M of the wall clock, or PT1H, PT2H, … PT24H */
  period: string;
  /** local time: `07:00` */
  time?: string | undefined;
  /** MON to SUN for P1W, 1 to 28 for P1M */
  day?: string | number | undefined;
}

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
export interface ScheduleExpression {
  expression: string;
  timezone: string;
}

/**
 * The expression follows from the period, so that the windows of two runs always meet. Whole hours are counted in UTC:
 * on the wall clock an hour of spring is missing and one of autumn comes twice.
 */
export function scheduleExpression(schedule: ScheduleSettings, timezone: string): ScheduleExpression {
  const every = hoursOf(schedule.period);
  if (every) return { expression: `cron(0 ${every === 24 ? '0' : `0/${every}`} * * ? *)`, timezone: 'UTC' };
  const { hour, minute } = Temporal.PlainTime.from(schedule.time ?? DEFAULT_TIME);
  const at = `${minute} ${hour}`;
  if (schedule.period === 'P1W') return { expression: `cron(${at} ? * ${schedule.day} *)`, timezone };
  if (schedule.period === 'P1M') return { expression: `cron(${at} ${schedule.day} * ? *)`, timezone };
  return { expression: `cron(${at} * * ? *)`, timezone };
}

const DEFAULT_TIME = '07:00';
const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
const YEARS_AHEAD = 5;

export interface ScheduleFault {
  setting: 'period' | 'time' | 'day';
  problem: string;
}

/** What is wrong with the schedule as such, whatever the zone. */
export function scheduleFaults({ period, time, day }: ScheduleSettings): ScheduleFault[] {
  const faults: ScheduleFault[] = [];
  const hours = hoursOf(period);
  if (!['P1D', 'P1W', 'P1M'].includes(period) && !hours) {
    const problem = 'no schedule fits it: give P1D, P1W, P1M, or hours that divide a day, such as PT6H';
    faults.push({ setting: 'period', problem });
  }
  if (hours && time !== undefined) {
    faults.push({ setting: 'time', problem: `with ${period} runs begin at 00:00 UTC; remove it` });
  } else if (time !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    faults.push({ setting: 'time', problem: 'not a local time of 24 hours: give one such as "07:00"' });
  }
  const problem = dayProblem(period, day);
  return problem ? [...faults, { setting: 'day', problem }] : faults;
}

function dayProblem(period: string, day: string | number | undefined): string | undefined {
  if (period === 'P1W')
    return WEEKDAYS.includes(String(day)) ? undefined : `give one of ${WEEKDAYS.join(', ')}`;
  if (period === 'P1M') {
    const inEveryMonth = Number.isInteger(day) && Number(day) >= 1 && Number(day) <= 28;
    return inEveryMonth ? undefined : 'give a day that every month has, 1 to 28';
  }
  return day === undefined ? undefined : `does not go with ${period}; remove it`;
}

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
  if (hoursOf(schedule.period)) return undefined;
  const { time = DEFAULT_TIME } = schedule;
  const first = Temporal.Instant.from(from).toZonedDateTimeISO(timezone).toPlainDate();
  const last = first.add({ years: YEARS_AHEAD });
  for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const problem = isDue(date, schedule) && clockProblem(date.toPlainDateTime(time), timezone);
    if (problem) {
      return {
        setting: 'time',
        problem: `it ${problem} on ${date} in ${timezone}: give one from 04:00 to 23:59`,
      };
    }
  }
  return undefined;
}

function isDue(date: Temporal.PlainDate, { period, day }: ScheduleSettings): boolean {
  if (period === 'P1W') return WEEKDAYS[date.dayOfWeek - 1] === day;
  return period === 'P1M' ? date.day === day : true;
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
  return hoursOf(period) ?? { P1W: 7 * 24, P1M: 31 * 24 }[period] ?? 24;
}

function hoursOf(period: string): number | undefined {
  const [, hours] = /^PT(\d{1,2})H$/.exec(period) ?? [];
  return hours && 24 % Number(hours) === 0 ? Number(hours) : undefined;
}
