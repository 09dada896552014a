/** Whether the schedule starts the runs that the configuration describes. */
import { type Answer, judge } from './answer.ts';
import { type Finding, fault, ok, warning } from './finding.ts';
import type { Setup } from './setup.ts';

export interface Schedule {
  enabled: boolean;
  /** `cron(0 7 * * ? *)` */
  expression: string;
  timezone: string;
  /** the function that it calls */
  target: string;
  /** JSON */
  input: string;
  deadLetterQueue: string | undefined;
  /** the instant after which it starts nothing */
  end: string | undefined;
}

const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';
export const NO_STACK = 'deploy the stack, or give another --stack or --region';
const DEPLOY = 'deploy the stack again';

export function judgeSchedule(answer: Answer<Schedule>, { stack, config, now }: Setup): Finding[] {
  const check = 'schedule';
  return judge(answer, fault(check, `there is no schedule ${stack} in this region`, NO_STACK), (schedule) => [
    schedule.enabled
      ? ok(check, `${stack} is enabled`)
      : fault(check, `${stack} is disabled: no run starts`, 'enable it'),
    ...(schedule.end && schedule.end < now
      ? [fault(check, `${stack} ended at ${schedule.end}`, 'remove its end date')]
      : []),
    time(schedule, config),
    ...target(schedule, `${stack}-start`),
  ]);
}

/** Windows meet only where the schedule's period is the configuration's. */
function time({ expression, timezone }: Schedule, config: Setup['config']): Finding {
  const check = 'schedule time';
  const seen = `${expression}, ${timezone}`;
  const covered = config.schedule.period;
  const found = periodOf(expression);
  // Every 24 hours of UTC is daily there.
  const period = found === 'P1D' && covered === 'PT24H' ? covered : found;
  const todo = 'deploy again with the settings of --config';
  if (period !== covered) {
    const runs = period ? `runs every ${period}` : 'runs at times that are no known period';
    const gaps = `but a run covers ${covered}: windows overlap or leave gaps`;
    return fault(check, `${seen} ${runs}, ${gaps}`, todo);
  }
  // Runs of hours are counted in UTC, in every zone.
  const right = /^PT/.test(period) ? 'UTC' : config.timezone;
  return timezone === right ? ok(check, seen) : fault(check, `${seen}: windows are made in ${right}`, todo);
}

function target({ target, input, deadLetterQueue }: Schedule, startFunction: string): Finding[] {
  const check = 'schedule target';
  const noTime = `the input lacks ${SCHEDULED_TIME}: a run cannot tell its window`;
  const noQueue = 'the schedule has no dead-letter queue: runs that cannot be started are lost';
  return [
    target.split(':').includes(startFunction)
      ? ok(check, target)
      : fault(check, `${target} is not the function ${startFunction}`, DEPLOY),
    ...(input.includes(SCHEDULED_TIME) ? [] : [fault(check, noTime, DEPLOY)]),
    ...(deadLetterQueue ? [] : [warning('dead letters', noQueue, DEPLOY)]),
  ];
}

/** @returns the period of the expressions that the deployment makes: `P1D` */
function periodOf(expression: string): string | undefined {
  const [, minute, hour, day, month, weekday, year] =
    /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/.exec(expression) ?? [];
  if (!isNumber(minute) || month !== '*' || year !== '*') return undefined;
  const every = /^0\/(\d+)$/.exec(hour ?? '')?.[1];
  if (every && isAny(day) && isAny(weekday)) return `PT${every}H`;
  if (!isNumber(hour)) return undefined;
  if (isAny(day)) return isAny(weekday) ? 'P1D' : 'P1W';
  return isNumber(day) && isAny(weekday) ? 'P1M' : undefined;
}

function isAny(field: string | undefined): boolean {
  return field === '*' || field === '?';
}

function isNumber(field: string | undefined): boolean {
  return /^\d+$/.test(field ?? '');
}
