import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runOnLogs } from '../src/cli/run-on-logs.ts';
import { emptyDirectory } from './logs.ts';

/** Small inputs that came out wrong, kept beside the project and not in it. */
const cases = fileURLToPath(new URL('../../shared/cases', import.meta.url));
const here = existsSync(cases) ? test : test.skip;
const why = existsSync(cases) ? '' : ' (skipped: there are no cases beside this checkout)';

async function manifestOf(name: string) {
  const out = await emptyDirectory();
  const logs = `${cases}/${name}/logs`;
  const request = { logs, out, from: '2026-03-10', to: '2026-03-10', memory: '256MB' };
  return (await runOnLogs(request, { read: () => {}, flow: () => {} })).manifest;
}

here(`reads a log file without an extension${why}`, async () => {
  const { status, logs, reports } = await manifestOf('no-extension');
  expect([status, logs?.files, reports.find(({ id }) => id === 'iam-user-actions')?.rows]).toEqual([
    'succeeded',
    2,
    2,
  ]);
});

here(`names an AWSLogs that it does not read${why}`, async () => {
  const { status, warnings } = await manifestOf('two-prefixes');
  expect([status, warnings]).toMatchObject([
    'partial',
    [{ code: 'passed-over', reason: 'other-root', paths: ['o-abc123defg/AWSLogs'] }],
  ]);
});

here(`has a late event in the run after its own, marked and told${why}`, async () => {
  const out = await emptyDirectory();
  const runs = [
    ['logs-at-0700-of-10-March', '2026-03-10T07:00:00Z'],
    ['logs-a-day-later', '2026-03-11T07:00:00Z'],
  ].map(async ([logs, scheduled = '']) => {
    const request = { logs: `${cases}/late-file/${logs}`, out, scheduled, memory: '256MB' };
    const { manifest, archive, plan } = await runOnLogs(request, { read: () => {}, flow: () => {} });
    const text = async (file: string) => String(await archive.read(`${plan.run.archive}/${file}`));
    const csv = await text('iam-user-actions.csv');
    return {
      rows: csv.split('\n').filter((line) => /"StopLogging".*"yes"/.test(line)).length,
      isTold: (await text('message.eml')).includes('late, from before'),
      status: manifest.status,
    };
  });
  expect(await Promise.all(runs)).toEqual([
    { rows: 0, isTold: false, status: 'succeeded' },
    { rows: 1, isTold: true, status: 'succeeded' },
  ]);
});
