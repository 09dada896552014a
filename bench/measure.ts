import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

export interface Measure {
  seconds: number;
  /** processor time of the command and all it started; 0 where the system does not tell */
  cpuSeconds: number;
  /** largest resident memory of the command's largest process, in bytes; 0 where the system does not tell */
  peakBytes: number;
}

/** The SDK's, of a Node.js older than Lambda's. */
export const QUIETLY = '--no-warnings';

/** Runs the commands one after the other, round after round. @param prepare called before each */
export async function measureInTurn(
  commands: Record<string, string[]>,
  rounds: number,
  prepare: () => Promise<void>,
): Promise<Map<string, Measure[]>> {
  const measured = new Map<string, Measure[]>(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, [command = '', ...args]] of Object.entries(commands)) {
      await prepare();
      measured.get(name)?.push(await measure(command, args));
    }
  }
  return measured;
}

/** @param megabytes what each command went through, for a column of its own */
export function printMeasures(measured: Map<string, Measure[]>, floor: string, megabytes?: number): void {
  const line = (columns: string[], name = '') =>
    console.log(`${columns.map((text) => text.padStart(9)).join(' ')}  ${name}`.trimEnd());
  line(['CPU ratio', 'CPU s', 'ratio', 'seconds', ...(megabytes ? ['MB/s'] : []), 'peak MB']);
  for (const name of measured.keys()) {
    const [seconds, cpuSeconds] = [figure(measured, name, 'seconds'), figure(measured, name, 'cpuSeconds')];
    line(
      [
        (cpuSeconds / figure(measured, floor, 'cpuSeconds')).toFixed(2),
        cpuSeconds.toFixed(2),
        (seconds / figure(measured, floor, 'seconds')).toFixed(2),
        seconds.toFixed(2),
        ...(megabytes ? [(megabytes / seconds).toFixed(0)] : []),
        (figure(measured, name, 'peakBytes') / 1e6).toFixed(0),
      ],
      name,
    );
  }
}

/** The median of the rounds. */
export function figure(measured: Map<string, Measure[]>, name: string, key: keyof Measure): number {
  return median((measured.get(name) ?? []).map((one) => one[key]));
}

export function printMachine(what: string): void {
  const memory = (totalmem() / 1e9).toFixed(0);
  console.log(`${what}; ${cpus().length} CPUs, ${memory} GB, Node ${process.versions.node}\n`);
}

export function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
}

/** Runs a command to its end, its output thrown away. Its exit status must be 0. */
async function measure(command: string, args: readonly string[]): Promise<Measure> {
  const begun = performance.now();
  const cpuBegun = cpuSecondsOfChildren();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let peakBytes = 0;
  const look = setInterval(() => {
    peakBytes = Math.max(peakBytes, ...family(child.pid ?? 0).map(peakOf));
  }, 20);
  const status = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  clearInterval(look);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with status ${status}`);
  return {
    seconds: (performance.now() - begun) / 1000,
    cpuSeconds: cpuSecondsOfChildren() - cpuBegun,
    peakBytes,
  };
}

/** Of those that have ended: fields 16 and 17 of `/proc/self/stat`, in hundredths of a second. */
function cpuSecondsOfChildren(): number {
  const [user = 0, system = 0] = read('/proc/self/stat').split(' ').slice(15, 17).map(Number);
  return (user + system) / 100;
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
