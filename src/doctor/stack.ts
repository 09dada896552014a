/** Who runs the doctor, whether the stack's schedule starts the runs that the configuration describes, whether runs are missing, and how the last one ended. */
import { windowInRunId } from '../plan/run-id.ts';
import { hoursBetween, hoursOf } from '../time/time.ts';
import {
  type Answer,
  age,
  counted,
  type Finding,
  fault,
  findings,
  judge,
  ok,
  shortList,
  warning,
} from './finding.ts';
import type { Setup } from './setup.ts';

/** Who runs the doctor. */
export interface Caller {
  account: string;
  arn: string;
}

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
  /** its newest executions, the newest first; absent: none */
  executions: Answer<readonly Execution[]>;
}

export interface Execution {
  name: string;
  /** RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED or PENDING_REDRIVE */
  status: string;
  started: string;
}

export interface StartFunction {
  /** Active, Inactive (not called for weeks), Pending or Failed */
  state: string;
  /** of its last deployment: Successful, Failed or InProgress */
  lastUpdate: string;
  /** why one of these is Failed */
  reason: string;
}

const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';
const NO_STACK = 'deploy the stack, or give another --stack or --region';
const DEPLOY = 'deploy the stack again';

export function judgeCaller(answer: Answer<Caller>, { region }: Setup): Finding[] {
  const check = 'caller';
  const signIn = 'sign in again, or set another AWS_PROFILE';
  if (answer.kind === 'failed') {
    const { reason } = answer;
    if (answer.answered) return [fault(check, `AWS rejects these credentials: ${reason}`, signIn)];
    const todo = 'check the network, its proxy and AWS_ENDPOINT_URL';
    return [fault(check, `AWS cannot be reached: ${reason}`, todo)];
  }
  const absent = fault(check, 'AWS does not say who this user is', signIn);
  return judge(answer, absent, ({ arn }) => ok(check, `${arn} in ${region}`));
}

export function judgeSchedule(answer: Answer<Schedule>, { stack, config, now }: Setup): Finding[] {
  const check = 'schedule';
  const absent = fault(check, `schedule ${stack} does not exist in this region`, NO_STACK);
  return judge(answer, absent, (schedule) => {
    const { enabled, end } = schedule;
    return findings(
      enabled
        ? ok(check, `${stack} is enabled`)
        : fault(check, `${stack} is disabled: no run starts`, 'enable it'),
      end !== undefined && end < now && fault(check, `${stack} ended at ${end}`, 'remove its end date'),
      time(schedule, config),
      target(schedule, `${stack}-start`),
    );
  });
}

export function judgeStartFunction(answer: Answer<StartFunction>, { stack }: Setup): Finding[] {
  const check = 'start function';
  const name = `${stack}-start`;
  const absent = fault(check, `function ${name} does not exist: no run starts`, DEPLOY);
  return judge(answer, absent, ({ state, lastUpdate, reason }) => {
    if (state === 'Failed') return fault(check, `${name} is Failed: ${reason}`, DEPLOY);
    if (lastUpdate === 'Failed')
      return warning(check, `the last deployment of ${name} failed: ${reason}`, DEPLOY);
    return ok(check, `${name} is ${state || 'there'}`);
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
  return findings(
    target.split(':').includes(startFunction)
      ? ok(check, target)
      : fault(check, `${target} is not the function ${startFunction}`, DEPLOY),
    !input.includes(SCHEDULED_TIME) && fault(check, noTime, DEPLOY),
    !deadLetterQueue && warning('dead letters', noQueue, DEPLOY),
  );
}

/** @returns the period of the expressions that the deployment makes: `P1D` */
function periodOf(expression: string): string | undefined {
  const [, hour = '', day = '', weekday = ''] =
    /^cron\(\d+ (\S+) (\S+) \* (\S+) \*\)$/.exec(expression) ?? [];
  const isAny = (field: string) => field === '*' || field === '?';
  const isNumber = (field: string) => /^\d+$/.test(field);
  const isWeekday = (field: string) => /^(?:[1-7]|[A-Z]{3})$/i.test(field);
  const every = /^0\/(\d+)$/.exec(hour)?.[1];
  if (every && isAny(day) && isAny(weekday)) return `PT${every}H`;
  if (!isNumber(hour)) return undefined;
  if (isAny(day) && isAny(weekday)) return 'P1D';
  if (isAny(day)) return isWeekday(weekday) ? 'P1W' : undefined;
  return isNumber(day) && isAny(weekday) ? 'P1M' : undefined;
}

export function judgeStateMachine({ status, executions }: StateMachine, setup: Setup): Finding[] {
  const { stack } = setup;
  const check = 'state machine';
  const absent = fault(check, `state machine ${stack} does not exist in this region`, NO_STACK);
  const found = judge(status, absent, (seen) =>
    seen === 'ACTIVE' ? ok(check, `${stack} is active`) : fault(check, `${stack} is ${seen}`, DEPLOY),
  );
  if (status.kind === 'absent') return found;
  const wait = 'wait for the first scheduled run, or start one';
  const none = warning('last run', 'no run in the last 90 days', wait);
  return [
    ...found,
    ...judge(executions, none, (all) => [...lastRun(all, setup), ...scheduledRuns(all, setup)]),
  ];
}

function lastRun([newest]: readonly Execution[], { now }: Setup): Finding[] {
  if (!newest) return [];
  const { name, status, started } = newest;
  const seen = `${name}: ${status}, started ${age(hoursBetween(started, now))} ago`;
  if (isCovering(newest)) return [ok('last run', seen)];
  const todo = 'find the cause in its execution in Step Functions, fix it, then redrive the execution';
  return [fault('last run', seen, todo)];
}

const isCovering = ({ status }: Execution) => status === 'SUCCEEDED' || status === 'RUNNING';

/** The schedule may be late by this, and a day of autumn is longer. */
const GRACE_HOURS = 2;
const MISSED =
  'invoke the start function with the scheduledTime of each (docs/operations.md, "The missed window")';

/** Runs by hand do not make up for scheduled ones. */
function scheduledRuns(executions: readonly Execution[], { config, now, stack }: Setup): Finding[] {
  const check = 'scheduled runs';
  const windows = executions
    .filter(isCovering)
    .flatMap(({ name }) => windowInRunId(name) ?? [])
    .filter(({ to }) => to <= now)
    .sort((one, other) => (one.to < other.to ? -1 : 1));
  const last = windows.at(-1);
  if (!last) {
    const todo = `wait for the first one; if it was due, look at the schedule ${stack} and its dead-letter queue`;
    return [warning(check, `none among the last ${counted(executions.length, 'run')}`, todo)];
  }
  const { period, settle } = config.schedule;
  const behind = hoursBetween(last.to, now);
  const seen = `the newest covers the time to ${last.to}, ${age(behind)} ago`;
  const stopped = behind > hoursOf(period) + hoursOf(settle) + GRACE_HOURS;
  const gaps = windows.flatMap(({ from }, i) => {
    const before = windows[i - 1]?.to ?? from;
    return before < from ? `${before} to ${from}` : [];
  });
  const todo = `check that the schedule ${stack} is enabled, look into its dead-letter queue, then ${MISSED}`;
  const missed = `in no scheduled run that succeeded: ${shortList(gaps)}`;
  return findings(
    stopped ? fault(check, `${seen}: runs are missing`, todo) : ok(check, seen),
    gaps.length > 0 && warning('missed windows', missed, MISSED),
  );
}
