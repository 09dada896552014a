/** Whether the schedule starts the runs that the configuration means. */
import { type Finding, fault, ok, warning } from '../finding.ts';
import { type Answer, judge } from './answer.ts';
import { periodOf } from './schedule-period.ts';

export interface ScheduleState {
  enabled: boolean;
  /** `cron(0 7 * * ? *)` */
  expression: string;
  timezone: string;
  /** the function that it calls */
  target: string;
  /** JSON */
  input: string;
  deadLetterQueue: string | undefined;
  /** after this instant it starts nothing more */
  end: string | undefined;
}

export interface ScheduleContext {
  name: string;
  /** ISO 8601, of the configuration */
  period: string;
  timezone: string;
  /** name of the function that begins a run */
  startFunction: string;
  /** the present, an instant */
  now: string;
}

const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';

export function judgeSchedule(answer: Answer<ScheduleState>, context: ScheduleContext): Finding[] {
  const { name, now } = context;
  const check = 'schedule';
  return judge(check, answer, {
    absent: () => [
      fault(
        check,
        `there is no schedule ${name} in this region`,
        'deploy the stack, or give another --stack or --region',
      ),
    ],
    found: (schedule) => [
      schedule.enabled
        ? ok(check, `${name} is enabled`)
        : fault(check, `${name} is disabled: no run is started`, 'enable it'),
      ...(schedule.end && schedule.end < now
        ? [fault(check, `${name} ended at ${schedule.end}`, 'remove its end date')]
        : []),
      timing(schedule, context),
      ...target(schedule, context),
    ],
  });
}

/** Windows meet only where the schedule's period is the configuration's. */
function timing({ expression, timezone }: ScheduleState, context: ScheduleContext): Finding {
  const check = 'schedule time';
  const seen = `${expression}, ${timezone}`;
  const found = periodOf(expression);
  // Every 24 hours of UTC is daily there.
  const period = found === 'P1D' && context.period === 'PT24H' ? context.period : found;
  const todo = 'deploy again with the same settings as in --config';
  if (period !== context.period) {
    const other = period ? `runs every ${period}` : 'has no period that is known here';
    return fault(
      check,
      `${seen} ${other}, a run covers ${context.period}: windows overlap or leave gaps`,
      todo,
    );
  }
  // Runs of hours are counted in UTC, whatever the zone.
  const right = /^PT/.test(period) ? 'UTC' : context.timezone;
  if (timezone === right) return ok(check, seen);
  return fault(check, `${seen}: the windows are made in ${right}`, todo);
}

function target(
  { target, input, deadLetterQueue }: ScheduleState,
  { startFunction }: ScheduleContext,
): Finding[] {
  const check = 'schedule target';
  return [
    target.split(':').includes(startFunction)
      ? ok(check, target)
      : fault(check, `${target} is not the function ${startFunction}`, 'deploy the stack again'),
    ...(input.includes(SCHEDULED_TIME)
      ? []
      : [
          fault(
            check,
            `its input does not hold ${SCHEDULED_TIME}: no window can be made of it`,
            'deploy the stack again',
          ),
        ]),
    ...(deadLetterQueue
      ? []
      : [
          warning(
            'dead letters',
            'the schedule has no queue for runs that could not be started: they are lost',
            'deploy the stack again',
          ),
        ]),
  ];
}
