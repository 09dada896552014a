import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runOnLogs } from '../src/cli/run-command.ts';
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
