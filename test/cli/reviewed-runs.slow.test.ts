import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { reviewRun } from '../../src/cli/review.ts';
import { runOnLogs } from '../../src/cli/run-on-logs.ts';
import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';

test('once a team has reviewed a run, the next scheduled one names who did, and which runs are open', async () => {
  const [logs, out] = [await emptyDirectory(), await emptyDirectory()];
  await writeLog(logs, logPath(), [signIn()]);
  const made = (day: string) =>
    runOnLogs(
      { logs, out, memory: '256MB', scheduled: `${day}T07:00:00Z` },
      { read: () => {}, flow: () => {} },
    );
  const first = await made('2026-11-21');
  const second = await made('2026-11-22');
  await reviewRun({ run: first.manifest.runId, out, by: 'Aiko Sato', ticket: ['SEC-12'] });

  const { manifest, plan } = await made('2026-11-23');

  expect(first.manifest.reviews).toBeUndefined();
  expect(manifest.reviews).toMatchObject([
    { runId: second.manifest.runId, status: 'open' },
    { runId: first.manifest.runId, status: 'reviewed', reviewer: 'Aiko Sato', tickets: ['SEC-12'] },
  ]);
  const mail = await PostalMime.parse(await readFile(join(out, plan.run.archive, 'message.eml')));
  expect(mail.text).toContain('1 of the last 2 runs not reviewed');
});
