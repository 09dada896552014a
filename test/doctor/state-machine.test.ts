import type { Finding } from '../../src/doctor/finding.ts';
import { judgeStateMachine, type StateMachine } from '../../src/doctor/stack.ts';
import { absent, denied, finding, found, STACK, setup, wrong } from './facts.ts';

const lastRun = (status: string, started: string) =>
  found({ name: 'schedule-20261121T2200Z', status, started });
const judged = (changes: Partial<StateMachine>, config: object = {}) =>
  judgeStateMachine(
    { status: found('ACTIVE'), lastRun: lastRun('SUCCEEDED', '2026-11-21T22:00:00Z'), ...changes },
    setup(config),
  );

test('an active state machine whose last run succeeded is ok', () => {
  expect(judged({})).toEqual([
    { check: 'state machine', status: 'ok', seen: `${STACK} is active` },
    { check: 'last run', status: 'ok', seen: 'schedule-20261121T2200Z: SUCCEEDED, started 10 hours ago' },
  ]);
});

test('a run that goes on is ok', () => {
  expect(wrong(judged({ lastRun: lastRun('RUNNING', '2026-11-22T07:59:00Z') }))).toEqual([]);
});

test('of a state machine that does not exist only that is said', () => {
  expect(judged({ status: absent, lastRun: absent })).toEqual([
    finding(
      'state machine',
      'fault',
      /^state machine cloudtrail-audit-reporter-dev does not exist in this region/,
    ),
  ]);
});

test.each<[string, Partial<StateMachine>, Finding]>([
  [
    'a state machine that is being deleted',
    { status: found('DELETING') },
    finding('state machine', 'fault', /is DELETING$/),
  ],
  [
    'a state machine that may not be read',
    { status: denied('states:DescribeStateMachine') },
    finding('state machine', 'warning', /states:DescribeStateMachine/),
  ],
  [
    'a failed run',
    { lastRun: lastRun('FAILED', '2026-11-22T05:00:00Z') },
    finding('last run', 'fault', /: FAILED, started 3 hours ago$/),
  ],
  [
    'runs that stopped',
    { lastRun: lastRun('SUCCEEDED', '2026-11-19T05:00:00Z') },
    finding('last run', 'fault', /3 days ago: runs are missing/),
  ],
  ['no run yet', { lastRun: absent }, finding('last run', 'warning', /^no run in the last 90 days/)],
  [
    'runs that may not be listed',
    { lastRun: denied('states:ListExecutions') },
    finding('last run', 'warning', /states:ListExecutions/),
  ],
])('%s', (_, changes, expected) => {
  expect(wrong(judged(changes))).toEqual([expected]);
});

test.each([
  ['P1W', 'ok'],
  ['P1D', 'fault'],
  ['PT6H', 'fault'],
])('a run of three days ago under a period of %s is %s', (period, status) => {
  const findings = judged(
    { lastRun: lastRun('SUCCEEDED', '2026-11-19T05:00:00Z') },
    { schedule: { period } },
  );
  expect(findings.find(({ check }) => check === 'last run')?.status).toBe(status);
});
