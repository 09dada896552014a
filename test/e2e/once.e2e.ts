import { RedriveExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { ServiceError } from '../endpoints/json-service.ts';
import type { Interruption } from '../endpoints/s3.ts';
import type { Account } from './account.ts';
import { openStack, sampleLogs } from './fixture.ts';
import { deedsOf, mailsOf, type Outcome, outcomeOf, runToEnd, type StartedRun } from './outcome.ts';

let account: Account;
let client: SFNClient;
beforeAll(async () => {
  account = await openStack({ logs: await sampleLogs() });
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  client = new SFNClient({ endpoint: account.stepFunctions.url, region: 'us-east-1', credentials });
});
afterAll(() => client.destroy());

let requests = 0;
/** A small run that no other test asks for. */
function request() {
  requests += 1;
  const recipients = [`reader-${requests}@example.com`];
  return { from: '2025-10-31', to: '2025-10-31', reports: ['failed-console-logins'], recipients };
}

const executionOf = (runId: string) => account.stepFunctions.executions.find(({ name }) => name === runId);
const contentsOf = ({ files }: Outcome) =>
  Object.fromEntries([...files].map(([name, content]) => [name, content.toString('latin1')]));
const killed = () => account.lambda.kill('sendSummary');
const rejected = () => account.ses.refusals.push(new ServiceError('MessageRejected', 'not verified'));

async function startedBy(answer: ReturnType<Account['start']>): Promise<StartedRun> {
  const { output, error } = await answer;
  if (error) throw new Error(error.errorMessage);
  return output as StartedRun;
}

test('an event of the schedule, delivered a hundred times, is one run: one set of queries and files, one mail', async () => {
  const before = await deedsOf(account);
  const deliver = () => account.schedule.deliver('2025-10-31T07:00:00Z');

  // Ten at a time: each is a process of its own.
  for (let i = 0; i < 10; i += 1) {
    const answers = await Promise.all(Array.from({ length: 10 }, deliver));
    expect(answers.filter(({ error }) => error)).toEqual([]);
  }
  await account.settled();

  const { executions, queries, mails } = await deedsOf(account);
  const reports = JSON.parse(account.stepFunctions.executions.at(-1)?.input ?? '').reports.length;
  expect({ executions, queries, mails }).toEqual({
    executions: before.executions + 1,
    queries: before.queries + reports,
    mails: before.mails + 1,
  });
});

type Break = () => void;
const atS3 =
  (file: string, when: Interruption['when'], skip = 0): Break =>
  () =>
    account.s3.interrupt({ method: 'PUT', path: `/${file}`, when, skip, deed: killed });
const atSes =
  (when: 'before' | 'after'): Break =>
  () =>
    void account.ses.interruptions.push({ when, deed: killed });
/** The second manifest: the first says that SES is asked. */
const atRecord = (when: Interruption['when']) => atS3('manifest.json', when, 1);

describe('the function is killed', () => {
  test.each<[string, Break]>([
    ['before the message is archived', atS3('message.eml', 'before')],
    ['when the message is archived', atS3('message.eml', 'after')],
    ['before the manifest is', atS3('manifest.json', 'before')],
    ['when it is recorded that SES took the mail', atRecord('after')],
  ])('%s: the run succeeds, with one mail', async (_, breaks) => {
    breaks();

    const run = await runToEnd(account.start(request()), account);

    expect(executionOf(run.runId)?.status).toBe('SUCCEEDED');
    expect(await mailsOf(run.runId, account)).toHaveLength(1);
    expect(run.manifest?.mail.status).toBe('sent');
  });

  test.each<[string, Break, number]>([
    ['when the manifest says that SES is asked', atS3('manifest.json', 'after'), 0],
    ['before SES took the mail', atSes('before'), 0],
    ['when SES took the mail', atSes('after'), 1],
    ['before that is recorded', atRecord('before'), 1],
  ])(
    '%s: the run fails, says that it is not known, and sends again where a person asks',
    async (_, breaks, mails) => {
      const asked = request();
      breaks();

      const run = await runToEnd(account.start(asked), account);

      expect(executionOf(run.runId)).toMatchObject({ status: 'FAILED', error: 'MailUncertainError' });
      expect(await mailsOf(run.runId, account)).toHaveLength(mails);
      expect(run.manifest).toMatchObject({ status: 'succeeded', mail: { status: 'uncertain', attempts: 1 } });

      const again = await runToEnd(account.start({ ...asked, resend: true }), account);

      expect(await mailsOf(run.runId, account)).toHaveLength(mails + 1);
      expect(again.manifest?.mail).toMatchObject({ status: 'sent', attempts: 2 });
    },
  );
});

test('S3 loses the answer to the first manifest: the mail is sent, once', async () => {
  account.s3.interrupt({ method: 'PUT', path: '/manifest.json', when: 'after' });

  const run = await runToEnd(account.start(request()), account);

  expect(run.manifest?.mail.status).toBe('sent');
  expect(await mailsOf(run.runId, account)).toHaveLength(1);
});

test('a mail that SES refuses fails the run; redriven when the cause is gone, it sends the archived message once', async () => {
  rejected();
  const started = await startedBy(account.start(request()));
  await account.settled();
  const refused = await outcomeOf(started.archive, account);
  expect(executionOf(started.runId)).toMatchObject({ status: 'FAILED', error: 'MailRefusedError' });
  expect(refused.manifest?.mail).toMatchObject({
    status: 'refused',
    reason: expect.stringContaining('Verify'),
  });
  const queries = account.athena.queries.length;

  await client.send(new RedriveExecutionCommand({ executionArn: started.executionArn }));
  await account.settled();

  const run = await outcomeOf(started.archive, account);
  expect(executionOf(started.runId)?.status).toBe('SUCCEEDED');
  expect(run.manifest?.mail.status).toBe('sent');
  expect(account.ses.sent.at(-1)?.raw).toEqual(refused.files.get('message.eml'));
  expect(await mailsOf(started.runId, account)).toHaveLength(1);
  expect(account.athena.queries).toHaveLength(queries);
});

describe('a run that is archived', () => {
  const asked = { from: '2025-10-30', to: '2025-10-31' };
  let started: StartedRun;
  let first: Outcome;
  beforeAll(async () => {
    started = await startedBy(account.start(asked));
    await account.settled();
    first = await outcomeOf(started.archive, account);
  });

  test('executed once more under another name changes nothing and sends no mail', async () => {
    const before = await deedsOf(account);
    const { input } = executionOf(started.runId) ?? {};
    const stateMachineArn = started.executionArn
      .replace(':execution:', ':stateMachine:')
      .replace(/:[^:]*$/, '');

    await client.send(new StartExecutionCommand({ stateMachineArn, name: 'by-hand', input }));
    await account.settled();

    expect(executionOf('by-hand')?.status).toBe('SUCCEEDED');
    expect(await deedsOf(account)).toEqual({ ...before, executions: before.executions + 1 });
    expect(contentsOf(await outcomeOf(started.archive, account))).toEqual(contentsOf(first));
  });

  test('is sent again where a person asks: the archived message, by an execution that asks Athena nothing', async () => {
    const before = await deedsOf(account);

    const run = await runToEnd(account.start({ ...asked, resend: true }), account);

    expect(await deedsOf(account)).toEqual({
      ...before,
      executions: before.executions + 1,
      mails: before.mails + 1,
    });
    expect(account.ses.sent.at(-1)?.raw).toEqual(first.files.get('message.eml'));
    expect(run.manifest?.mail).toMatchObject({ status: 'sent', attempts: 2 });
  });

  test('asked for when Step Functions has forgotten it, is the same run: nothing is added', async () => {
    account.stepFunctions.forget();
    const before = await deedsOf(account);

    const { output } = await account.start(asked);

    expect(output).toMatchObject({ runId: started.runId, alreadyStarted: true, mail: 'sent' });
    expect(await deedsOf(account)).toEqual(before);
  });
});

test('a run that was never made is not sent again', async () => {
  const { error } = await account.start({ ...request(), resend: true });

  expect(error).toMatchObject({
    errorType: 'RequestError',
    errorMessage: expect.stringMatching(/^resend: .*never/),
  });
});

test('a mail that is asked for again and again goes out five times more, then a person is told when', async () => {
  const asked = { ...request(), resend: true };
  const run = await runToEnd(account.start({ ...asked, resend: false }), account);
  for (let i = 0; i < 5; i += 1) await runToEnd(account.start(asked), account);

  const { error } = await account.start(asked);

  expect(error?.errorMessage).toMatch(
    /^resend: the run manual-\S+ was sent again 5 times in 24 hours, at most 5 are allowed: ask after \d{4}-/,
  );
  expect(await mailsOf(run.runId, account)).toHaveLength(6);
});
