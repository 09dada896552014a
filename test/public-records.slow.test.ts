import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runOnLogs } from '../src/cli/run-on-logs.ts';
import { emptyDirectory } from './logs.ts';

/** Public CloudTrail records, kept beside the project and not in it; counted independently of this code. */
const records = fileURLToPath(new URL('../../shared/data', import.meta.url));
const here = existsSync(records) ? test : test.skip;
const why = existsSync(records) ? '' : ' (skipped: there are no public records beside this checkout)';

async function counts(logs: string, from: string, to: string): Promise<Record<string, number | undefined>> {
  const out = await emptyDirectory();
  const quiet = { read: () => {}, flow: () => {} };
  const { manifest } = await runOnLogs({ logs: `${records}/${logs}`, out, from, to, memory: '256MB' }, quiet);
  // What controls find, nobody has counted otherwise.
  const counted = manifest.reports.filter(({ id }) => id !== 'controls');
  return Object.fromEntries(counted.map(({ id, rows }) => [id, rows]));
}

here(`counts the rows of 95 public log files${why}`, async () => {
  expect(await counts('cloudtrail', '2000-01-01', '2025-12-31')).toEqual({
    'console-logins': 33,
    coverage: 58,
    'failed-console-logins': 10,
    'iam-user-actions': 561,
    'iam-role-actions': 798,
    'other-actions': 1147,
    'root-actions': 41,
  });
});

here(`counts the rows of one day of an organization's trail${why}`, async () => {
  expect(await counts('cloudtrail-org', '2020-09-30', '2020-09-30')).toEqual({
    'console-logins': 0,
    coverage: 1,
    'failed-console-logins': 0,
    'iam-user-actions': 182,
    'iam-role-actions': 0,
    'other-actions': 0,
    'root-actions': 0,
  });
});
