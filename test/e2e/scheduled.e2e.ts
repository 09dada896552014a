import type { Email } from 'postal-mime';
import type { Account } from './account.ts';
import { openStack, sampleLogs } from './fixture.ts';
import { oneMachineRun, withoutPlace, withoutPlaceOf } from './one-machine.ts';
import { csvsOf, deedsOf, mailsOf, type Outcome, runToEnd, type StartedRun, seenOf } from './outcome.ts';

const DUE = '2025-10-31T07:00:00Z';
// A day, ended half an hour before the run was due.
const WINDOW = { from: '2025-10-30T06:30:00Z', to: '2025-10-31T06:30:00Z' };

let account: Account;
let run: Outcome;
let mail: Email;
let oneMachine: Awaited<ReturnType<typeof oneMachineRun>>;
beforeAll(async () => {
  const logs = await sampleLogs();
  account = await openStack({ logs });
  run = await runToEnd(account.schedule.deliver(DUE), account);
  const [first] = await mailsOf(run.runId, account);
  if (!first) throw new Error('no mail arrived');
  mail = first;
  oneMachine = await oneMachineRun(account.packaged.config, { logs, scheduled: DUE });
});

test('the schedule starts one execution, which succeeds and is named after the run', () => {
  expect(account.stepFunctions.executions).toMatchObject([{ name: run.runId, status: 'SUCCEEDED' }]);
});

test('the CSVs are those of the one-machine run, byte for byte', () => {
  expect(Object.keys(csvsOf(run))).toHaveLength(8);
  expect(csvsOf(run)).toEqual(csvsOf(oneMachine));
});

test('what was seen is archived as on one machine', () => {
  expect(seenOf(run)).toEqual(seenOf(oneMachine));
});

test('the figures are those of the one-machine run', () => {
  for (const name of Object.keys(csvsOf(run))) {
    const figures = name.replace('.csv', '.figures.json');
    expect(String(run.files.get(figures))).toBe(String(oneMachine.files.get(figures)));
  }
});

test('the manifest is that of the one-machine run, but for what was scanned', () => {
  expect(run.runId).toBe(oneMachine.runId);
  expect(withoutPlaceOf(run.manifest)).toEqual(withoutPlaceOf(oneMachine.manifest));
  expect(run.manifest).toMatchObject({ runId: run.runId, trigger: 'schedule', window: WINDOW });
});

test('the mail has the subject of the one-machine run', () => {
  expect(mail.subject).toMatch(/ console logins/);
  expect(mail.subject).toBe(oneMachine.mail.subject);
});

test.each(['text', 'html'] as const)(
  'the %s of the mail is that of the one-machine run, but for place, run and cost',
  (body) => {
    expect(withoutPlace(mail[body], run.runId)).toBe(withoutPlace(oneMachine.mail[body], oneMachine.runId));
  },
);

test('the mail says where the archive is, and what was scanned at what cost', () => {
  expect(mail.text).toContain(`s3://${account.archiveBucket}/runs/2025/10/30/${run.runId}`);
  expect(mail.text).toMatch(/Scanned +[\d.]+ [kM]B, less than USD 0.01/);
});

test('the attachments of the mail are the CSVs of the archive', () => {
  const attached = mail.attachments.map(({ filename, content }) => [
    filename,
    Buffer.from(content as ArrayBuffer).toString(),
  ]);
  expect(Object.fromEntries(attached)).toEqual(csvsOf(run));
});

test('message.eml in the archive is the mail that arrived', () => {
  expect(account.ses.sent.map(({ raw }) => raw.toString('latin1'))).toEqual([
    run.files.get('message.eml')?.toString('latin1'),
  ]);
});

test('the mail goes from the sender to the recipients of the settings', () => {
  const { from, to } = account.packaged.config.mail;
  expect(account.ses.sent).toMatchObject([{ from, to }]);
});

test.each([
  ['again', 1],
  ['again, several times at once', 5],
])('the same event %s is the same run: no query, no file, no mail is added', async (_, times) => {
  const before = await deedsOf(account);

  const answers = await Promise.all(Array.from({ length: times }, () => account.schedule.deliver(DUE)));
  await account.settled();

  for (const { output } of answers) {
    expect(output as StartedRun).toMatchObject({ runId: run.runId, alreadyStarted: true });
  }
  expect(await deedsOf(account)).toEqual(before);
});

test('a new event, delivered several times at once, is one run with one mail', async () => {
  const before = await deedsOf(account);

  await Promise.all(Array.from({ length: 5 }, () => account.schedule.deliver('2025-10-30T07:00:00Z')));
  await account.settled();

  expect(await deedsOf(account)).toEqual({
    executions: before.executions + 1,
    queries: before.queries + 9,
    mails: before.mails + 1,
    archived: before.archived + run.files.size,
  });
});

test('the next run begins where this one ended, and is compared with it', async () => {
  const next = await runToEnd(account.schedule.deliver('2025-11-01T07:00:00Z'), account);

  expect(next.manifest?.window.from).toBe(WINDOW.to);
  expect(next.manifest?.coverage?.comparedWith).toBe(run.runId);
});

describe('what the functions write to their logs', () => {
  const records = () => account.lambda.log.map(({ line }) => JSON.parse(line));

  test('is JSON, and names the run', () => {
    expect(records()).toContainEqual(expect.objectContaining({ message: 'run started', runId: run.runId }));
  });

  test('has the metrics of the run in embedded metric format', () => {
    const rows = run.manifest?.reports.reduce((sum, report) => sum + (report.rows ?? 0), 0);

    expect(records()).toContainEqual(
      expect.objectContaining({ _aws: expect.anything(), Runs: 1, Rows: rows, ReportsFailed: 0 }),
    );
  });

  test('names no recipient', () => {
    const text = account.lambda.log.map(({ line }) => line).join('\n');

    for (const address of account.packaged.config.mail.to) expect(text).not.toContain(address);
  });
});
