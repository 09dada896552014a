import { scheduleExpression } from '../../infra/schedule.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { judgeSchedule, judgeStartFunction, type Schedule } from '../../src/doctor/stack.ts';
import { absent, denied, failed, finding, found, STACK, setup, wrong } from './facts.ts';

const DEPLOYED = [
  { period: 'P1D', time: '07:00' },
  { period: 'P1W', time: '07:30', day: 'MON' },
  { period: 'P1M', time: '23:59', day: 28 },
  { period: 'PT1H' },
  { period: 'PT6H' },
  { period: 'PT24H' },
];

const schedule = (changes: Partial<Schedule> = {}): Schedule => ({
  enabled: true,
  expression: 'cron(0 7 * * ? *)',
  timezone: 'Asia/Tokyo',
  target: `arn:aws:lambda:us-east-1:111122223333:function:${STACK}-start`,
  input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
  deadLetterQueue: `arn:aws:sqs:us-east-1:111122223333:${STACK}-not-started`,
  end: undefined,
  ...changes,
});
const judged = (changes: Partial<Schedule>, period = 'P1D') =>
  judgeSchedule(found(schedule(changes)), setup({ schedule: { period } }));

test.each(DEPLOYED)('the schedule that is deployed for $period is ok', (settings) => {
  const deployed = scheduleExpression(settings, 'Asia/Tokyo');
  expect(wrong(judged(deployed, settings.period))).toEqual([]);
});

test('the schedule that is deployed for one period is wrong for every other', () => {
  const pairs = DEPLOYED.flatMap((one) => DEPLOYED.map((other) => [one, other] as const));
  const taken = pairs.filter(
    ([one, { period }]) => wrong(judged(scheduleExpression(one, 'Asia/Tokyo'), period)).length === 0,
  );
  expect(taken.map(([one, other]) => [one.period, other.period])).toEqual(
    DEPLOYED.map(({ period }) => [period, period]),
  );
});

test.each([['rate(1 day)'], ['cron(0 7 1 1 ? *)'], ['cron(0,30 7 * * ? *)'], ['at(2026-11-22T07:00:00)']])(
  '%s has no period that windows could follow',
  (expression) => {
    expect(wrong(judged({ expression }))).toEqual([
      finding(
        'schedule time',
        'fault',
        /runs at times that do not follow a known period, but a run covers P1D/,
      ),
    ]);
  },
);

test.each(['MON-FRI', 'MON,THU', 'MON#1'])('a schedule of %s is not weekly', (weekday) => {
  expect(wrong(judged({ expression: `cron(0 7 ? * ${weekday} *)` }, 'P1W'))).toEqual([
    finding(
      'schedule time',
      'fault',
      /runs at times that do not follow a known period, but a run covers P1W/,
    ),
  ]);
});

test.each<[string, Partial<Schedule>, Finding]>([
  [
    'a disabled schedule',
    { enabled: false },
    finding('schedule', 'fault', /-dev is disabled: no run starts$/),
  ],
  [
    'a schedule that has ended',
    { end: '2026-01-01T00:00:00.000Z' },
    finding('schedule', 'fault', /ended at 2026-01-01/),
  ],
  [
    'another period',
    { expression: 'cron(0 0/6 * * ? *)' },
    finding('schedule time', 'fault', /runs every PT6H, but a run covers P1D: windows overlap or leave gaps/),
  ],
  [
    'another zone',
    { timezone: 'UTC' },
    finding('schedule time', 'fault', /UTC: windows are made in Asia\/Tokyo/),
  ],
  [
    'a schedule of something else',
    { target: 'arn:aws:lambda:us-east-1:111122223333:function:other' },
    finding(
      'schedule target',
      'fault',
      /function:other is not the function cloudtrail-audit-reporter-dev-start/,
    ),
  ],
  [
    'a schedule that does not pass its time on',
    { input: '{}' },
    finding('schedule target', 'fault', /the input lacks <aws\.scheduler\.scheduled-time>/),
  ],
  [
    'no queue for runs that were not started',
    { deadLetterQueue: undefined },
    finding('dead letters', 'warning', /runs that cannot be started are lost/),
  ],
])('%s', (_, changes, expected) => {
  expect(wrong(judged(changes))).toEqual([expected]);
});

test('a schedule that ends in the future is ok', () => {
  expect(wrong(judged({ end: '2027-01-01T00:00:00.000Z' }))).toEqual([]);
});

test.each([
  [
    'a schedule that does not exist',
    absent,
    'fault',
    /^schedule cloudtrail-audit-reporter-dev does not exist/,
  ],
  [
    'a schedule that may not be read',
    denied('scheduler:GetSchedule'),
    'warning',
    /lacks the permission scheduler:GetSchedule/,
  ],
  ['a service that fails', failed('InternalServerException: We are sorry'), 'warning', /We are sorry/],
] as const)('%s', (_, answer, status, seen) => {
  expect(judgeSchedule(answer, setup())).toEqual([finding('schedule', status, seen)]);
});

test.each([
  ['is there', found({ state: 'Active', lastUpdate: 'Successful', reason: '' }), 'ok', /-start is Active$/],
  ['does not exist', absent, 'fault', /-start does not exist: no run starts$/],
  [
    'failed',
    found({ state: 'Failed', lastUpdate: 'Successful', reason: 'key is disabled' }),
    'fault',
    /-start is Failed: key is disabled$/,
  ],
  [
    'could not be updated',
    found({ state: 'Active', lastUpdate: 'Failed', reason: 'no disk' }),
    'warning',
    /^the last deployment of .*-start failed: no disk$/,
  ],
] as const)('a start function that %s', (_, answer, status, seen) => {
  expect(judgeStartFunction(answer, setup())).toMatchObject([
    { check: 'start function', status, seen: expect.stringMatching(seen) },
  ]);
});
