/** What only processes can show. */
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { writeSample } from '../../src/cli/write-sample.ts';
import { emptyDirectory } from '../logs.ts';
import { startAudit } from './audit.ts';
import { startAws } from './aws.ts';

/** A copy of the project, without a bundle yet; its libraries are links. */
async function projectCopy(): Promise<string> {
  const copy = await emptyDirectory();
  for (const part of ['bin', 'src', 'package.json', 'package-lock.json', 'tsconfig.json'])
    await cp(part, join(copy, part), { recursive: true });
  await mkdir(join(copy, 'node_modules'));
  const linked = (await readdir('node_modules')).map((name) => join('node_modules', name));
  for (const part of ['infra', 'sql', ...linked]) await symlink(resolve(part), join(copy, part));
  return copy;
}

test('twenty calls at once all succeed, though each finds no bundle yet', async () => {
  const project = await projectCopy();
  const calls = Array.from(
    { length: 20 },
    () => startAudit(['verify', '/nonexistent'], {}, { project }).ended,
  );

  const fault = 'error: run: /nonexistent is not a directory; give the directory of a run or of an archive\n';
  expect(await Promise.all(calls)).toEqual(Array(20).fill({ status: 2, stdout: '', stderr: fault }));
  expect(await readdir(join(project, 'dist'))).toEqual([expect.stringMatching(/^cli-[0-9a-f]{16}$/)]);
}, 120_000);

test('a changed source gets a bundle of its own; a bundle not used for a week is removed', async () => {
  const project = await projectCopy();
  const dist = join(project, 'dist');
  const change = () => writeFile(join(project, 'src/errors.ts'), '// changed\n', { flag: 'a' });
  const version = () => startAudit(['--version'], {}, { project }).ended;
  await version();
  const [first = ''] = await readdir(dist);
  // Another user may run what root has bundled.
  expect((await stat(join(dist, first))).mode & 0o777).toBe(0o755);
  await change();

  expect(await Promise.all([version(), version()])).toMatchObject([{ status: 0 }, { status: 0 }]);
  expect(await readdir(dist)).toEqual(expect.arrayContaining([first, expect.anything()]));

  const weekAgo = Date.now() / 1000 - 7 * 24 * 3600 - 1;
  await utimes(join(dist, first), weekAgo, weekAgo);
  await change();
  await version();
  expect(await readdir(dist)).toHaveLength(2);
  expect(await readdir(dist)).not.toContain(first);
}, 120_000);

test.each([
  ['--help', 0],
  ['--version', 0],
  ['run --help', 0],
  ['run --frm', 2],
])(
  'where only the bundle is, %s exits with %i',
  async (args, status) => {
    const project = await projectCopy();
    await startAudit(['--version'], {}, { project }).ended;
    for (const part of ['src', 'node_modules']) await rm(join(project, part), { recursive: true });

    expect(await startAudit(args.split(' '), {}, { project }).ended).toMatchObject({ status });
  },
  120_000,
);

test.each([
  ['the sources', 'src'],
  ['esbuild', 'node_modules/esbuild'],
])(
  'a package without %s runs the bundle that it comes with',
  async (_, part) => {
    const project = await projectCopy();
    const version = () => startAudit(['--version'], {}, { project }).ended;
    const made = await version();
    await rm(join(project, part), { recursive: true });

    expect(made.status).toBe(0);
    expect(await version()).toEqual(made);
  },
  120_000,
);

test('another version of esbuild makes another bundle', async () => {
  const project = await projectCopy();
  const esbuild = join(project, 'node_modules/esbuild');
  await rm(esbuild);
  await cp('node_modules/esbuild', esbuild, { recursive: true });
  const version = () => startAudit(['--version'], {}, { project }).ended;
  await version();
  await writeFile(join(esbuild, 'package.json'), '\n', { flag: 'a' });

  expect(await version()).toMatchObject({ status: 0 });
  expect(await readdir(join(project, 'dist'))).toHaveLength(2);
}, 120_000);

test('a run on Athena that is broken off stops its query', async () => {
  const logs = await emptyDirectory();
  await writeSample({ out: logs, days: 1, events: 200, seed: 7 });
  const aws = await startAws(logs);
  try {
    aws.athena.failQuery({ state: 'RUNNING' });
    const range = ['--from', '2025-10-31', '--to', '2025-10-31', '--reports', 'console-logins'];
    const on = ['--engine', 'athena', '--log-bucket', 's3://logs', '--workgroup', 'audit'];
    const { child, ended } = startAudit(['run', ...on, ...range, '--out', await emptyDirectory()], aws.env);
    while (aws.athena.queries.length === 0) await setTimeout(20);
    // Until the answer to its start has arrived.
    await setTimeout(300);
    child.kill('SIGINT');

    expect((await ended).status).toBe(130);
    const stopped = aws.athena.calls.filter(({ operation }) => operation === 'StopQueryExecution');
    expect(stopped).toHaveLength(1);
  } finally {
    await aws.close();
  }
}, 60_000);

// A pseudo-terminal of util-linux.
(process.platform === 'linux' ? test : test.skip).each([
  ['has colors', {}, true],
  ['has none with NO_COLOR', { NO_COLOR: '1' }, false],
])(
  'what a terminal shows of a run %s',
  async (_, env, colored) => {
    const [logs, out] = [await emptyDirectory(), await emptyDirectory()];
    await writeSample({ out: logs, days: 1, events: 200, seed: 7 });
    const { CI, ...inherited } = process.env;
    const command = `${process.execPath} bin/cloudtrail-audit.js run --logs ${logs} --out ${out}`;
    const { stdout } = await promisify(execFile)('script', ['-qec', command, '/dev/null'], {
      env: { ...inherited, TERM: 'xterm-256color', ...env },
    });

    expect(stdout).toContain('Read ');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
    expect(/\u001b\[[\d;]*m/.test(stdout)).toBe(colored);
  },
  60_000,
);
