import { readFile } from 'node:fs/promises';
import { deploymentOf } from '../../infra/settings.ts';
import { LANGUAGES } from '../../src/run/language.ts';

const settings = {
  mail: { from: 'audit@example.com', to: ['security@example.com'] },
  logs: { bucket: 'trail-logs' },
};
const noticesWith = async (changes: object) =>
  (await deploymentOf({ ...settings, ...changes }, { now: '2026-11-22T07:00:00Z' })).notices;

test('the recipients of the mail get the notices, unless others are named', async () => {
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

  // From the end of the window, half an hour before the run.
  expect(overdueHours).toBe(hours + 0.5);
  expect(overdue).toContain(`more than ${hours} hours`);
});

describe.each(LANGUAGES)('in %s', (language) => {
  test('the texts name sections of the operations page that are there', async () => {
    const page = await readFile('docs/operations.md', 'utf8');
    const { runFailed, ended, notStarted, overdue } = await noticesWith({ language });

    for (const text of [runFailed, ended, notStarted, overdue]) {
      const [, section = ''] = /docs\/operations\.md(?:, section |の「)([^.」"]+)/.exec(text) ?? [];
      expect(page).toContain(`\n## ${section}\n`);
    }
  });

  test('the notice of a failed run names the run, how it ended, the error and the execution', async () => {
    const { runFailed } = await noticesWith({ language });

    for (const variable of ['<run>', '<status>', '<error>', '<time>', '/details/<execution>']) {
      expect(runFailed).toContain(variable);
    }
  });

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  test('the texts of the alarms are no longer than CloudWatch takes', async () => {
    const { ended, notStarted, overdue } = await noticesWith({ language });

    for (const text of [ended, notStarted, overdue]) expect(text.length).toBeLessThanOrEqual(1024);
  });
});
