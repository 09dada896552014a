/** Values that an attacker may choose, through the packaged stack: test/hostile/ has them, and more about them. */
import { join } from 'node:path';
import { corpus } from '../hostile/corpus.ts';
import { writeHostileLogs } from '../hostile/records.ts';
import { emptyDirectory } from '../logs.ts';
import type { Account } from './account.ts';
import { openStack } from './fixture.ts';
import { oneMachineRun, withoutPlaceOf } from './one-machine.ts';
import { csvsOf, mailsOf, type Outcome, runToEnd } from './outcome.ts';

const range = { from: '2026-11-21', to: '2026-11-21' };

let account: Account;
let run: Outcome;
let oneMachine: Awaited<ReturnType<typeof oneMachineRun>>;
beforeAll(async () => {
  const logs = join(await emptyDirectory(), 'logs');
  await writeHostileLogs(logs);
  account = await openStack({ logs });
  run = await runToEnd(account.start(range), account);
  oneMachine = await oneMachineRun(account.packaged.config, { logs, ...range });
});

test('the run succeeds, and its manifest is that of the one-machine run', () => {
  expect(run.manifest).toMatchObject({ status: 'succeeded', warnings: [] });
  expect(run.manifest?.reports.map(({ rows }) => rows)).toContain(2 * corpus.length);
  expect(withoutPlaceOf(run.manifest)).toEqual(withoutPlaceOf(oneMachine.manifest));
});

test('the CSVs are those of the one-machine run, byte for byte', () => {
  const [csvs, expected] = [csvsOf(run), csvsOf(oneMachine)];
  expect(Object.keys(csvs)).toHaveLength(8);
  for (const [name, csv] of Object.entries(csvs)) expect(csv === expected[name]).toBe(true);
});

test('one mail arrives, with the subject and headers of any other', async () => {
  const mails = await mailsOf(run.runId, account);
  expect(mails.map(({ subject }) => subject)).toEqual([oneMachine.mail.subject]);
  expect(mails[0]?.headers.map(({ key }) => key)).toEqual(oneMachine.mail.headers.map(({ key }) => key));
  expect(account.ses.sent).toMatchObject([{ to: account.packaged.config.mail.to }]);
});

test('what the functions write to their logs is a JSON object a line, and has none of the values', () => {
  const lines = account.lambda.log.map(({ line }) => line);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(JSON.parse(line)).toEqual(expect.any(Object));
  const text = lines.join('\n');
  expect(text).not.toMatch(/evil|alert|calc|forged|\p{Co}|[\p{Cc}\p{Cf}](?<!\n)/u);
});
