import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from '../../src/cli/main.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
Object.assign(process.env, { HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true' });

for (const name of ['APPDATA', 'XDG_CONFIG_HOME']) delete process.env[name];

/** The command line, in this process, with nothing of this machine's configuration. */
export async function audit(args: readonly string[]): Promise<Ended> {
  const ended = { stdout: '', stderr: '' };
  const io = {
    out: (text: string) => {
      ended.stdout += `${text}\n`;
    },
    error: (text: string) => {
      ended.stderr += `${text}\n`;
    },
    write: async (rows: string | Uint8Array) => {
      ended.stdout += typeof rows === 'string' ? rows : Buffer.from(rows).toString();
      return true;
    },
  };
  return { status: await main(args, io), ...ended };
}

/** The command line as a person starts it: a process of its own. */
export function startAudit(
  args: readonly string[],
  env: Record<string, string> = {},
  { project = PROJECT, cwd = process.cwd() } = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [join(project, 'bin/cloudtrail-audit.js'), ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, ended: endOf(child) };
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
