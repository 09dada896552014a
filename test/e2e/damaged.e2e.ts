/** Log files that are damaged end Athena's queries: the run leaves them out and names them, as on one machine. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeLog } from '../logs.ts';
import type { Account } from './account.ts';
import { openStack, sampleLogs } from './fixture.ts';
import { oneMachineRun } from './one-machine.ts';
import { csvsOf, mailsOf, type Outcome, runToEnd } from './outcome.ts';

const range = {
  from: '2025-10-30',
  to: '2025-10-30',
  reports: ['coverage', 'console-logins', 'iam-role-actions'],
};

let account: Account;
let run: Outcome;
let oneMachine: Awaited<ReturnType<typeof oneMachineRun>>;
beforeAll(async () => {
  const logs = await sampleLogs();
  const [first = '', second = ''] = (await readdir(logs, { recursive: true })).filter(
    (name) => name.includes('/2025/10/30/') && name.endsWith('.json.gz'),
  );
  await writeLog(logs, first, (await readFile(join(logs, first))).subarray(0, -20));
  await writeLog(logs, second, '<html>Please sign in to the network</html>');
  account = await openStack({ logs });
  run = await runToEnd(account.start(range), account);
  oneMachine = await oneMachineRun(account.packaged.config, { logs, ...range });
});

test('the run is partial, and its manifest names each file once, as on one machine', () => {
  const named = ({ manifest }: Pick<Outcome, 'manifest'>) =>
    manifest?.warnings.map((warning) => [warning.code, 'file' in warning && warning.file]);
  expect(run.manifest?.status).toBe('partial');
  expect(named(run)).toHaveLength(2);
  expect(named(run)).toEqual(named(oneMachine));
});

test('every report has the rows of the other files', () => {
  expect(csvsOf(run)).toEqual(csvsOf(oneMachine));
});

test('the mail says so at its top', async () => {
  const [mail] = await mailsOf(run.runId, account);
  expect(mail?.text?.split('\n\n').slice(0, 3).join()).toContain('2 damaged log files');
});

test('a query is started again once for each of them', () => {
  expect(account.athena.queries).toHaveLength(3 * (1 + 2));
});
