import type { Finding } from '../../src/doctor/finding.ts';
import { type Execution, judgeStateMachine, type StateMachine } from '../../src/doctor/stack.ts';
import { absent, denied, finding, found, STACK, setup, wrong } from './facts.ts';

/** The scheduled run of the day that ends then, at 21:30: half an hour before 07:00 in Tokyo. */
const scheduled = (day: number, status = 'SUCCEEDED'): Execution => ({
  name: `scheduled-202611${day - 1}T2130Z-202611${day}T2130Z-1a2b3c4d`,
  status,
  started: `2026-11-${day}T22:00:00.000Z`,
});
const manual: Execution = {
  name: 'manual-20261101T0000Z-20261102T0000Z-1a2b3c4d',
  status: 'SUCCEEDED',
  started: '2026-11-22T07:00:00.000Z',
};
const [today, yesterday, before] = [scheduled(21), scheduled(20), scheduled(19)];

const judged = (changes: Partial<StateMachine>, config: object = {}) =>
  judgeStateMachine(
    { status: found('ACTIVE'), executions: found([today, yesterday, before]), ...changes },
    setup(config),
  );
const runs = (...executions: Execution[]) => ({ executions: found(executions) });

test('an active state machine whose last run succeeded is ok', () => {
  expect(judged({})).toEqual([
    { check: 'state machine', status: 'ok', seen: `${STACK} is active` },
    { check: 'last run', status: 'ok', seen: `${today.name}: SUCCEEDED, started 10 hours ago` },
    {
      check: 'scheduled runs',
      status: 'ok',
      seen: 'the newest covers the time to 2026-11-21T21:30:00Z, 11 hours ago',
    },
  ]);
});

test('a run that goes on is ok', () => {
  expect(wrong(judged(runs(scheduled(21, 'RUNNING'), yesterday)))).toEqual([]);
});

test('of a state machine that does not exist only that is said', () => {
  expect(judged({ status: absent, executions: absent })).toEqual([
    finding(
      'state machine',
      'fault',
      /^state machine cloudtrail-audit-reporter-dev does not exist in this region/,
    ),
  ]);
});

const stopped = (day: number) =>
  finding(
    'scheduled runs',
    'fault',
    new RegExp(`^the newest covers the time to 2026-11-${day}T21:30:00Z, .* ago: runs are missing$`),
  );

test.each<[string, Partial<StateMachine>, Finding[]]>([
  [
    'a state machine that is being deleted',
    { status: found('DELETING') },
    [finding('state machine', 'fault', /is DELETING$/)],
  ],
  [
    'a state machine that may not be read',
    { status: denied('states:DescribeStateMachine') },
    [finding('state machine', 'warning', /states:DescribeStateMachine/)],
  ],
  [
    'a failed run',
    runs(scheduled(21, 'FAILED'), yesterday),
    [finding('last run', 'fault', /: FAILED, started 10 hours ago$/), stopped(20)],
  ],
  ['runs that stopped', runs(before), [stopped(19)]],
  ['runs that stopped, after one by hand', runs(manual, before), [stopped(19)]],
  [
    'a window that was made for the future, after which runs stopped',
    runs({ ...before, name: 'scheduled-20261230T2130Z-20261231T2130Z-1a2b3c4d' }, before),
    [stopped(19)],
  ],
  [
    'a run that is missing among others',
    runs(today, scheduled(20, 'ABORTED'), before, scheduled(17)),
    [
      finding(
        'missed windows',
        'warning',
        /: 2026-11-17T21:30:00Z to 2026-11-18T21:30:00Z, 2026-11-19T21:30:00Z to 2026-11-20T21:30:00Z$/,
      ),
    ],
  ],
  ['no run yet', { executions: absent }, [finding('last run', 'warning', /^no run in the last 90 days/)]],
  [
    'no scheduled run yet',
    runs(manual),
    [finding('scheduled runs', 'warning', /^none among the last 1 run$/)],
  ],
  [
    'runs that may not be listed',
    { executions: denied('states:ListExecutions') },
    [finding('last run', 'warning', /states:ListExecutions/)],
  ],
])('%s', (_, changes, expected) => {
  expect(wrong(judged(changes))).toEqual(expected);
});

test.each([
  ['P1W', 'ok'],
  ['P1D', 'fault'],
  ['PT6H', 'fault'],
])('a newest window that ended three days ago under a period of %s is %s', (period, status) => {
  const findings = judged(runs(before), { schedule: { period } });
  expect(findings.find(({ check }) => check === 'scheduled runs')?.status).toBe(status);
});
