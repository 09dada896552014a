import { scheduleExpression } from '../../../infra/schedule.ts';
import { judgeSchedule, type ScheduleState } from '../../../src/doctor/aws-setup/schedule.ts';
import { periodOf } from '../../../src/doctor/aws-setup/schedule-period.ts';

const DEPLOYED = [
  { period: 'P1D', time: '07:00' },
  { period: 'P1W', time: '07:30', day: 'MON' },
  { period: 'P1M', time: '23:59', day: 28 },
  { period: 'PT1H' },
  { period: 'PT6H' },
  { period: 'PT24H' },
];

const context = (period: string) => ({
  name: 'stack',
  period,
  timezone: 'Asia/Tokyo',
  startFunction: 'stack-start',
  now: '2026-11-22T07:00:00Z',
});
const deployed = (expression: string, timezone: string): ScheduleState => ({
  enabled: true,
  expression,
  timezone,
  target: 'arn:aws:lambda:us-east-1:111122223333:function:stack-start',
  input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
  deadLetterQueue: 'arn:aws:sqs:us-east-1:111122223333:stack-not-started',
  end: undefined,
});

test.each(DEPLOYED)('the schedule that is deployed for $period is the one looked for', (settings) => {
  const { expression, timezone } = scheduleExpression(settings, 'Asia/Tokyo');
  const findings = judgeSchedule(
    { kind: 'found', value: deployed(expression, timezone) },
    context(settings.period),
  );
  expect(findings.filter(({ status }) => status !== 'ok')).toEqual([]);
});

test.each(
  DEPLOYED.flatMap((one) =>
    DEPLOYED.filter(({ period }) => period !== one.period).map((other) => [one, other]),
  ),
)('the schedule for $period is not that of another period', (one, other) => {
  const { expression, timezone } = scheduleExpression(one as (typeof DEPLOYED)[0], 'Asia/Tokyo');
  const findings = judgeSchedule(
    { kind: 'found', value: deployed(expression, timezone) },
    context(other?.period ?? ''),
  );
  expect(findings.some(({ check, status }) => check === 'schedule time' && status === 'fault')).toBe(true);
});

test.each([['rate(1 day)'], ['cron(0 7 1 1 ? *)'], ['cron(0,30 7 * * ? *)'], ['at(2026-11-22T07:00:00)']])(
  '%s has no period that windows could follow',
  (expression) => {
    expect(periodOf(expression)).toBeUndefined();
  },
);
