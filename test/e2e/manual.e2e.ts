import type { Account } from './account.ts';
import { openStack, sampleLogs } from './fixture.ts';
import { oneMachineRun, withoutPlace, withoutPlaceOf } from './one-machine.ts';
import { csvsOf, deedsOf, mailsOf, outcomeOf, runToEnd, type StartedRun } from './outcome.ts';

let logs: string;
let account: Account;
beforeAll(async () => {
  logs = await sampleLogs();
  account = await openStack({ logs });
});

describe('a request for days, zone, reports and recipients', () => {
  const range = { from: '2025-10-30', to: '2025-10-31', timezone: 'Asia/Tokyo' };
  const reports = ['console-logins', 'failed-console-logins'];
  const request = { ...range, reports, recipients: ['auditor@example.com'] };

  let answer: StartedRun;
  let statusAtAnswer: string | undefined;
  beforeAll(async () => {
    answer = (await account.start(request)).output as StartedRun;
    statusAtAnswer = account.stepFunctions.executions.at(-1)?.status;
    await account.settled();
  });

  test('is answered while the run goes on, with run id, execution and archive', () => {
    expect(statusAtAnswer).toBe('RUNNING');
    expect(answer).toEqual({
      runId: expect.stringMatching(/^manual-20251029T1500Z-20251031T1500Z-[0-9a-f]{8}$/),
      executionArn: account.stepFunctions.executions.at(-1)?.arn,
      alreadyStarted: false,
      archive: `s3://${account.archiveBucket}/runs/2025/10/30/${answer.runId}`,
      window: { from: '2025-10-29T15:00:00Z', to: '2025-10-31T15:00:00Z', timezone: 'Asia/Tokyo' },
    });
  });

  test('gives the CSVs of the one-machine run, of these reports alone', async () => {
    const oneMachine = await oneMachineRun(account.packaged.config, { logs, ...range, reports });

    const csvs = csvsOf(await outcomeOf(answer.archive, account));

    expect(Object.keys(csvs)).toEqual(['console-logins.csv', 'failed-console-logins.csv']);
    expect(csvs).toEqual(csvsOf(oneMachine));
  });

  test('mails these recipients only', async () => {
    expect(await mailsOf(answer.runId, account)).toHaveLength(1);
    expect(account.ses.sent.map(({ to }) => to)).toEqual([['auditor@example.com']]);
  });

  test('asked for again is the same run: no query, no file, no mail is added', async () => {
    const before = await deedsOf(account);

    const { output } = await account.start({ ...request, reports: reports.toReversed() });
    await account.settled();

    expect(output).toEqual({ ...answer, alreadyStarted: true, status: 'SUCCEEDED', mail: 'sent' });
    expect(await deedsOf(account)).toEqual(before);
  });
});

test('a request with nothing but a range is the run of the command line: same mail and manifest', async () => {
  const range = { from: '2025-10-31', to: '2025-10-31' };
  const oneMachine = await oneMachineRun(account.packaged.config, { logs, ...range });

  const run = await runToEnd(account.start(range), account);

  const [mail] = await mailsOf(run.runId, account);
  expect(withoutPlace(mail?.text, run.runId)).toBe(withoutPlace(oneMachine.mail.text, oneMachine.runId));
  expect(withoutPlaceOf(run.manifest)).toEqual(withoutPlaceOf(oneMachine.manifest));
});

test('a request narrowed to accounts and regions finds their events alone', async () => {
  const accounts = ['444455556666'];
  const regions = ['us-east-1', 'us-east-2'];
  const range = { from: '2025-10-31', to: '2025-10-31' };

  const run = await runToEnd(account.start({ ...range, accounts, regions }), account);

  const oneMachine = await oneMachineRun(account.packaged.config, { logs, ...range, accounts, regions });
  expect(run.manifest?.reports.some(({ rows = 0 }) => rows > 0)).toBe(true);
  expect(csvsOf(run)).toEqual(csvsOf(oneMachine));
});

test('a window without log files says so in the subject', async () => {
  const run = await runToEnd(account.start({ from: '2025-10-01', to: '2025-10-01' }), account);

  const [mail] = await mailsOf(run.runId, account);
  expect(mail?.subject).toMatch(/no log files/i);
  expect(run.manifest).toMatchObject({ status: 'partial', warnings: [{ code: 'no-log-files' }] });
});

describe('a request at fault', () => {
  const range = { from: '2025-10-30', to: '2025-10-31' };

  test.each<[string, unknown, string[]]>([
    ['that is empty', {}, ['from', 'to']],
    ['that is no object', 'yesterday', ['']],
    ['with a day that does not exist', { ...range, from: '2025-02-30' }, ['from']],
    ['that ends before it begins', { from: '2025-10-31', to: '2025-10-30' }, ['to']],
    ['for the future', { from: '2999-01-01', to: '2999-01-02' }, ['from', 'to']],
    ['for too long a range', { from: '2020-01-01', to: '2025-01-01' }, ['to']],
    ['with an unknown zone', { ...range, timezone: 'Asia/Tokio' }, ['timezone']],
    ['with recipients elsewhere', { ...range, recipients: ['a@example.org'] }, ['recipients[0]']],
    [
      'in every field',
      {
        from: 20251030,
        to: 'tomorrow',
        timezone: 9,
        reports: ['all'],
        recipients: [],
        accounts: ['12'],
        regions: ['Tokyo'],
        dryRun: true,
      },
      ['from', 'to', 'timezone', 'reports[0]', 'recipients', 'accounts[0]', 'regions[0]', 'dryRun'],
    ],
  ])('%s is answered with every fault, and starts nothing', async (_, request, fields) => {
    const before = await deedsOf(account);

    const { error } = await account.start(request);
    await account.settled();

    expect(error?.errorType).toBe('RequestError');
    const faults = (error?.errorMessage ?? '').split('\n');
    expect(faults).toHaveLength(fields.length);
    for (const field of fields) expect(faults.some((fault) => fault.startsWith(field))).toBe(true);
    expect(await deedsOf(account)).toEqual(before);
  });
});
