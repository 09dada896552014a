import { deploymentOf } from '../../infra/settings.ts';

const settings = {
  mail: { from: 'audit@example.com', to: ['security@example.com'] },
  logs: { bucket: 'trail-logs' },
};
const noticesWith = async (changes: object) =>
  (await deploymentOf({ ...settings, ...changes }, { now: '2026-11-22T07:00:00Z' })).notices;

test('the recipients of the mail are told, unless others are named', async () => {
  const { subscriptions: those } = await noticesWith({});
  const { subscriptions: others } = await noticesWith({ notices: { to: ['oncall@example.com'] } });

  expect(those).toEqual([{ Protocol: 'email', Endpoint: 'security@example.com' }]);
  expect(others).toEqual([{ Protocol: 'email', Endpoint: 'oncall@example.com' }]);
});

test('an existing topic takes the place of the one that is made', async () => {
  const topicArn = 'arn:aws:sns:us-east-1:111122223333:alerts';

  expect(await noticesWith({ notices: { topicArn } })).toMatchObject({
    topic: topicArn,
    template: 'infra/none.yml',
  });
});

test.each([
  [{ period: 'PT1H' }, 7],
  [{ period: 'PT24H' }, 30],
  [{ period: 'P1D' }, 30],
  [{ period: 'P1W', day: 'MON' }, 174],
  [{ period: 'P1M', day: 1 }, 750],
])('with %j a run is overdue after %d hours', async (schedule, hours) => {
  const { overdueHours, overdue } = await noticesWith({ schedule });

  expect(overdueHours).toBe(hours);
  expect(overdue).toContain(`more than ${hours} hours`);
});
