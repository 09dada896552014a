import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import { build, type Metafile } from 'esbuild';

const project = fileURLToPath(new URL('../../', import.meta.url));

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

export interface BuiltAudit {
  /** what esbuild says of the bundle */
  metafile: Metafile;
  run(args: readonly string[], env?: Record<string, string>): Promise<Ended>;
  start(
    args: readonly string[],
    env?: Record<string, string>,
  ): { child: ChildProcess; ended: Promise<Ended> };
}

/** The command line as `npm run audit` builds it, in a directory of its own: beside it lie only the project's data. */
export async function buildAudit(): Promise<BuiltAudit> {
  // A process takes a second to start where others keep the machine busy.
  jest.setTimeout(600_000);
  const directory = await mkdtemp(join(tmpdir(), 'audit-cli-'));
  afterAll(() => rm(directory, { recursive: true, force: true }));
  for (const part of ['infra', 'sql', 'node_modules'])
    await symlink(join(project, part), join(directory, part));
  const { metafile } = await build({
    entryPoints: { audit: join(project, 'src/cli/main.ts') },
    outdir: join(directory, 'dist/cli'),
    absWorkingDir: project,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    metafile: true,
    logLevel: 'warning',
  });
  const start: BuiltAudit['start'] = (args, env = {}) => {
    const child = spawn(process.execPath, [join(directory, 'dist/cli/audit.js'), ...args], {
      // Nothing of this machine's own AWS configuration.
      env: { PATH: process.env.PATH ?? '', HOME: directory, AWS_EC2_METADATA_DISABLED: 'true', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { child, ended: endOf(child) };
  };
  return { metafile, start, run: (args, env) => start(args, env).ended };
}

function endOf(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, stdout, stderr })));
}
