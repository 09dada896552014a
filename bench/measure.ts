import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Measure {
  seconds: number;
  /** largest resident memory of the command's largest process, in bytes; 0 where the system does not tell */
  peakBytes: number;
}

/** Runs a command to its end, its output thrown away. Its exit status must be 0. */
export async function measure(command: string, args: readonly string[]): Promise<Measure> {
  const begun = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let peakBytes = 0;
  const look = setInterval(() => {
    peakBytes = Math.max(peakBytes, ...family(child.pid ?? 0).map(peakOf));
  }, 20);
  const status = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  clearInterval(look);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with status ${status}`);
  return { seconds: (performance.now() - begun) / 1000, peakBytes };
}

function family(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(family)];
}

function peakOf(pid: number): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // the process has ended, or this system has no /proc
  }
}
