import { ServiceError } from '../endpoints/json-service.ts';
import type { Account } from './account.ts';
import { openStack, sampleLogs } from './fixture.ts';
import { noticesAbout } from './notices.ts';
import type { StartedRun } from './outcome.ts';
import { deploy } from './template.ts';

let account: Account;
beforeAll(async () => {
  account = await openStack({ logs: await sampleLogs() });
});

const deployed = () => deploy(account.packaged.template);
const reports = ['console-logins'];

/** The execution of a day's run, when it is over. */
async function executionOf(day: string) {
  const { output } = await account.start({ from: day, to: day, reports });
  await account.settled();
  const execution = account.stepFunctions.executions.find(
    ({ name }) => name === (output as StartedRun).runId,
  );
  if (!execution) throw new Error('no execution was started');
  return execution;
}

test('a run whose mail SES refuses ends in a notice: which run, how it ended, what to do and where', async () => {
  const refusal = 'Email address is not verified: security@example.com';
  account.ses.refusals.push(new ServiceError('MessageRejected', refusal, {}, 400));

  const execution = await executionOf('2025-10-30');

  expect(execution).toMatchObject({ status: 'FAILED', error: 'MailRefusedError' });
  const [notice = '', ...more] = noticesAbout(execution, deployed());
  expect(more).toEqual([]);
  expect(notice.split('\n')).toEqual([
    `"CloudTrail audit report: the run ${execution.name} ended as FAILED, at 2026-11-22T07:10:00Z in account 111122223333, region us-east-1."`,
    '"The error, if there was one: MailRefusedError"',
    expect.stringMatching(/^"Its mail may not have been sent\./),
    expect.stringMatching(/^"What to do: open the execution/),
    `"https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/v2/executions/details/${execution.arn}"`,
    '"More: docs/operations.md, section A run failed."',
  ]);
  // The cause holds it.
  expect(notice).not.toContain('security@example.com');
});

test('nor is it in the logs: the error’s name is', () => {
  const text = account.lambda.log.map(({ line }) => line).join('\n');

  expect(text).not.toContain('security@example.com');
  expect(text).toContain('"name":"MailRefusedError"');
});

test.each(['TIMED_OUT', 'ABORTED'] as const)('so does a run that was %s', async (status) => {
  const execution = await executionOf('2025-10-31');

  const [notice] = noticesAbout({ ...execution, status } as never, deployed());

  expect(notice).toContain(`the run ${execution.name} ended as ${status}`);
});

test('a run that sent its mail, or is on its way, ends in none', async () => {
  const execution = await executionOf('2025-10-31');

  expect(execution.status).toBe('SUCCEEDED');
  expect(noticesAbout(execution, deployed())).toEqual([]);
  expect(noticesAbout({ ...execution, status: 'RUNNING' }, deployed())).toEqual([]);
});
