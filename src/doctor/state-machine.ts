/** Whether the state machine exists, and how its last run ended. */
import { Temporal } from 'temporal-polyfill';
import { age } from './age.ts';
import { type Answer, judge } from './answer.ts';
import { type Finding, fault, ok, warning } from './finding.ts';
import { NO_STACK } from './schedule.ts';
import type { Setup } from './setup.ts';

export interface StateMachine {
  /** ACTIVE or DELETING */
  status: Answer<string>;
  /** the newest execution */
  lastRun: Answer<Execution>;
}

export interface Execution {
  name: string;
  /** RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED or PENDING_REDRIVE */
  status: string;
  /** instant */
  started: string;
}

export function judgeStateMachine({ status, lastRun }: StateMachine, setup: Setup): Finding[] {
  const { stack } = setup;
  const check = 'state machine';
  const absent = `there is no state machine ${stack} in this region`;
  const found = judge(status, fault(check, absent, NO_STACK), (seen) => [
    seen === 'ACTIVE'
      ? ok(check, `${stack} is active`)
      : fault(check, `${stack} is ${seen}`, 'deploy the stack again'),
  ]);
  return status.kind === 'absent' ? found : [...found, ...judgeLastRun(lastRun, setup)];
}

function judgeLastRun(lastRun: Answer<Execution>, { config, now }: Setup): Finding[] {
  const check = 'last run';
  const wait = 'wait for the first scheduled run, or start one';
  return judge(
    lastRun,
    warning(check, 'there was no run in the last 90 days', wait),
    ({ name, status, started }) => {
      const hours = Temporal.Instant.from(started).until(Temporal.Instant.from(now)).total('hours');
      const seen = `${name}: ${status}, started ${age(hours)} ago`;
      if (status !== 'SUCCEEDED' && status !== 'RUNNING') {
        const todo = 'find the cause in its execution in Step Functions, fix it, then redrive the execution';
        return [fault(check, seen, todo)];
      }
      if (hours <= 2 * hoursOf(config.schedule.period)) return [ok(check, seen)];
      const todo = 'check that the schedule is enabled, and look into the dead-letter queue';
      return [fault(check, `${seen}: runs are missing`, todo)];
    },
  );
}

/** @returns the hours from one scheduled run to the next, of a month the longest */
function hoursOf(period: string): number {
  return Temporal.Duration.from(period).total({ unit: 'hours', relativeTo: '2026-01-01' });
}
