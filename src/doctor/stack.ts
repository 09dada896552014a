/** Whether the stack's schedule starts the runs that the configuration describes, and how the last run ended. */
import { Temporal } from 'temporal-polyfill';
import { hoursBetween } from '../time/time.ts';
import { type Answer, age, type Finding, fault, judge, ok, warning } from './finding.ts';
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

export interface StateMachine {
  /** ACTIVE or DELETING */
  status: Answer<string>;
  lastRun: Answer<Execution>;
}

export interface Execution {
  name: string;
  /** RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED or PENDING_REDRIVE */
  status: string;
  started: string;
}

const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';
const NO_STACK = 'deploy the stack, or give another --stack or --region';
const DEPLOY = 'deploy the stack again';

export function judgeSchedule(answer: Answer<Schedule>, { stack, config, now }: Setup): Finding[] {
  const check = 'schedule';
  const absent = fault(check, `schedule ${stack} does not exist in this region`, NO_STACK);
  return judge(answer, absent, (schedule) => {
    const { enabled, end } = schedule;
    return [
      enabled
        ? ok(check, `${stack} is enabled`)
        : fault(check, `${stack} is disabled: no run starts`, 'enable it'),
      ...(end && end < now ? [fault(check, `${stack} ended at ${end}`, 'remove its end date')] : []),
      time(schedule, config),
      ...target(schedule, `${stack}-start`),
    ];
  });
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
    const runs = period ? `runs every ${period}` : 'runs at times that do not follow a known period';
    const gaps = `but a run covers ${covered}: windows overlap or leave gaps`;
    return fault(check, `${seen} ${runs}, ${gaps}`, todo);
  }
  // Runs of hours are counted in UTC, in every zone.
  const right = /^PT/.test(period) ? 'UTC' : config.timezone;
  return timezone === right ? ok(check, seen) : fault(check, `${seen}: windows are made in ${right}`, todo);
}

function target({ target, input, deadLetterQueue }: Schedule, startFunction: string): Finding[] {
  const check = 'schedule target';
  const noTime = `the input lacks ${SCHEDULED_TIME}, so a run does not know its window`;
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
  const [, hour = '', day = '', weekday = ''] =
    /^cron\(\d+ (\S+) (\S+) \* (\S+) \*\)$/.exec(expression) ?? [];
  const isAny = (field: string) => field === '*' || field === '?';
  const isNumber = (field: string) => /^\d+$/.test(field);
  const every = /^0\/(\d+)$/.exec(hour)?.[1];
  if (every && isAny(day) && isAny(weekday)) return `PT${every}H`;
  if (!isNumber(hour)) return undefined;
  if (isAny(day)) return isAny(weekday) ? 'P1D' : 'P1W';
  return isNumber(day) && isAny(weekday) ? 'P1M' : undefined;
}

export function judgeStateMachine({ status, lastRun }: StateMachine, setup: Setup): Finding[] {
  const { stack } = setup;
  const check = 'state machine';
  const absent = fault(check, `state machine ${stack} does not exist in this region`, NO_STACK);
  const found = judge(status, absent, (seen) =>
    seen === 'ACTIVE' ? ok(check, `${stack} is active`) : fault(check, `${stack} is ${seen}`, DEPLOY),
  );
  return status.kind === 'absent' ? found : [...found, ...judgeLastRun(lastRun, setup)];
}

function judgeLastRun(lastRun: Answer<Execution>, { config, now }: Setup): Finding[] {
  const check = 'last run';
  const wait = 'wait for the first scheduled run, or start one';
  const absent = warning(check, 'no run in the last 90 days', wait);
  return judge(lastRun, absent, ({ name, status, started }) => {
    const hours = hoursBetween(started, now);
    const seen = `${name}: ${status}, started ${age(hours)} ago`;
    if (status !== 'SUCCEEDED' && status !== 'RUNNING') {
      const todo = 'find the cause in its execution in Step Functions, fix it, then redrive the execution';
      return fault(check, seen, todo);
    }
    if (hours <= 2 * hoursOf(config.schedule.period)) return ok(check, seen);
    const todo = 'check that the schedule is enabled, and look into the dead-letter queue';
    return fault(check, `${seen}: runs are missing`, todo);
  });
}

/** @returns the hours from one scheduled run to the next, of a month the longest */
function hoursOf(period: string): number {
  return Temporal.Duration.from(period).total({ unit: 'hours', relativeTo: '2026-01-01' });
}
