/** When scheduled runs are due: what EventBridge Scheduler is told to do, and what a request for such a run must be. */
import { Temporal } from 'temporal-polyfill';
import { attempt } from '../time/time.ts';

export interface ScheduleSettings {
  /** P1D, P1W or P1M of the wall clock, or PT1H, PT2H, … PT24H */
  period: string;
  /** local time: `07:00` */
  time?: string | undefined;
  /** MON to SUN for P1W, 1 to 28 for P1M */
  day?: string | number | undefined;
}

export const DEFAULT_TIME = '07:00';
const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

export interface ScheduleFault {
  setting: 'period' | 'time' | 'day';
  problem: string;
}

/** What is wrong with the schedule as such, whatever the zone. */
export function scheduleFaults({ period, time, day }: ScheduleSettings): ScheduleFault[] {
  const faults: ScheduleFault[] = [];
  const hours = wholeHours(period);
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

/** @param period in whole hours that divide a day; undefined: of the wall clock */
export function wholeHours(period: string): number | undefined {
  const [, hours] = /^PT(\d{1,2})H$/.exec(period) ?? [];
  return hours && 24 % Number(hours) === 0 ? Number(hours) : undefined;
}

export function isDueOn(date: Temporal.PlainDate, { period, day }: ScheduleSettings): boolean {
  if (period === 'P1W') return WEEKDAYS[date.dayOfWeek - 1] === day;
  return period === 'P1M' ? date.day === day : true;
}

/** Whether the schedule, which has no fault, has a run at the instant: at either of two equal local times. */
export function isDue(instant: Temporal.Instant, schedule: ScheduleSettings, timezone: string): boolean {
  const hours = wholeHours(schedule.period);
  if (hours) return instant.epochMilliseconds % (hours * 3_600_000) === 0;
  const local = instant.toZonedDateTimeISO(timezone);
  const isTime = local.toPlainTime().equals(schedule.time ?? DEFAULT_TIME);
  return isTime && isDueOn(local.toPlainDate(), schedule);
}

/** @returns the newest instant at which the schedule, which has no fault, has a run, up to the given one */
export function lastDue(
  instant: Temporal.Instant,
  schedule: ScheduleSettings,
  timezone: string,
): Temporal.Instant {
  const hours = wholeHours(schedule.period);
  if (hours) {
    const every = hours * 3_600_000;
    return Temporal.Instant.fromEpochMilliseconds(Math.floor(instant.epochMilliseconds / every) * every);
  }
  let date = instant.toZonedDateTimeISO(timezone).toPlainDate();
  for (; ; date = date.subtract({ days: 1 })) {
    const due =
      isDueOn(date, schedule) && existingTime(date.toPlainDateTime(schedule.time ?? DEFAULT_TIME), timezone);
    if (due && Temporal.Instant.compare(due, instant) <= 0) return due;
  }
}

/** @returns the (earlier) instant of a local time, or undefined where the clocks leave it out */
export function existingTime(wall: Temporal.PlainDateTime, timezone: string): Temporal.Instant | undefined {
  const found = attempt(() => wall.toZonedDateTime(timezone, { disambiguation: 'earlier' }));
  return found?.toPlainDateTime().equals(wall) ? found.toInstant() : undefined;
}
