/** Whether the state machine is there, and what came of its last run. */
import { Temporal } from 'temporal-polyfill';
import { age } from '../age.ts';
import { type Finding, fault, ok, warning } from '../finding.ts';
import { type Answer, judge } from './answer.ts';

export interface StateMachineState {
  /** ACTIVE or DELETING */
  status: string;
}

export interface ExecutionState {
  name: string;
  /** RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED or PENDING_REDRIVE */
  status: string;
  /** instant */
  started: string;
}

export interface StateMachineContext {
  name: string;
  /** hours from one scheduled run to the next */
  periodHours: number;
  now: string;
}

export function judgeStateMachine(
  answer: Answer<StateMachineState>,
  { name }: StateMachineContext,
): Finding[] {
  const check = 'state machine';
  return judge(check, answer, {
    absent: () => [
      fault(
        check,
        `there is no state machine ${name} in this region`,
        'deploy the stack, or give another --stack or --region',
      ),
    ],
    found: ({ status }) => [
      status === 'ACTIVE'
        ? ok(check, `${name} is active`)
        : fault(check, `${name} is ${status}`, 'deploy the stack again'),
    ],
  });
}

/** @param answer the newest execution */
export function judgeLastRun(
  answer: Answer<ExecutionState>,
  { periodHours, now }: StateMachineContext,
): Finding[] {
  const check = 'last run';
  return judge(check, answer, {
    absent: () => [
      warning(
        check,
        'there was none in the last 90 days',
        'wait for the first scheduled run, or start one by hand',
      ),
    ],
    found: ({ name, status, started }) => {
      const hours = Temporal.Instant.from(started).until(Temporal.Instant.from(now)).total('hours');
      const seen = `${name}: ${status}, started ${age(hours)} ago`;
      if (status !== 'SUCCEEDED' && status !== 'RUNNING') {
        return [
          fault(check, seen, 'its execution in Step Functions says why; redrive it when that is mended'),
        ];
      }
      if (hours > 2 * periodHours) {
        return [
          fault(
            check,
            `${seen}: runs are missing`,
            'see whether the schedule is enabled, and what lies in the dead-letter queue',
          ),
        ];
      }
      return [ok(check, seen)];
    },
  });
}
