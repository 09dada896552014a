import { clockChangeFault, scheduleExpression } from '../../infra/schedule.ts';
import { scheduleFaults } from '../../src/plan/schedule.ts';

test.each([
  [{ period: 'P1D', time: '07:05' }, 'cron(5 7 * * ? *)', 'Asia/Tokyo'],
  [{ period: 'P1W', time: '07:00', day: 'MON' }, 'cron(0 7 ? * MON *)', 'Asia/Tokyo'],
  [{ period: 'P1M', time: '07:00', day: 1 }, 'cron(0 7 1 * ? *)', 'Asia/Tokyo'],
  [{ period: 'PT6H' }, 'cron(0 0/6 * * ? *)', 'UTC'],
  [{ period: 'PT24H' }, 'cron(0 0 * * ? *)', 'UTC'],
])('%j is %s in %s', (schedule, expression, timezone) => {
  expect(scheduleFaults(schedule)).toEqual([]);
  expect(scheduleExpression(schedule, 'Asia/Tokyo')).toEqual({ expression, timezone });
});

test.each([
  [{ period: 'P2D' }, 'period'],
  [{ period: 'PT5H' }, 'period'],
  [{ period: 'P1D', time: '7:00' }, 'time'],
  [{ period: 'P1D', time: '24:00' }, 'time'],
  [{ period: 'PT6H', time: '07:00' }, 'time'],
  [{ period: 'P1D', day: 'MON' }, 'day'],
  [{ period: 'P1W' }, 'day'],
  [{ period: 'P1W', day: 'Monday' }, 'day'],
  [{ period: 'P1M', day: 31 }, 'day'],
])('%j: %s is at fault', (schedule, setting) => {
  expect(scheduleFaults(schedule)).toEqual([expect.objectContaining({ setting })]);
});

const now = '2026-11-22T07:00:00Z';

test.each([
  ['02:30', 'Europe/Berlin', 'does not exist on 2027-03-28'],
  ['02:00', 'America/New_York', 'does not exist on 2027-03-14'],
  ['01:30', 'America/New_York', 'comes twice on 2027-11-07'],
  ['00:30', 'Africa/Cairo', 'does not exist on 2027-04-30'],
])('%s in %s %s', (time, timezone, problem) => {
  const fault = clockChangeFault({ period: 'P1D', time }, timezone, now);

  expect(fault?.problem).toContain(problem);
});

test.each([
  ['07:00', 'Europe/Berlin', {}],
  ['02:30', 'Asia/Tokyo', {}],
  // Clocks change on Sundays.
  ['02:30', 'Europe/Berlin', { period: 'P1W', day: 'WED' }],
])('%s in %s %j exists once on every day', (time, timezone, schedule) => {
  expect(clockChangeFault({ period: 'P1D', time, ...schedule }, timezone, now)).toBeUndefined();
});
