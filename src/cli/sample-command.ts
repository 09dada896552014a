import { constants } from 'node:fs';
import { access, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Command, InvalidArgumentError } from 'commander';
import { RequestError } from '../errors.ts';
import { ACCOUNTS } from '../sample/company.ts';
import {
  SAMPLE_DEFAULTS,
  SAMPLE_LIMITS,
  type SampleLogFile,
  type SampleOptions,
  sampleDays,
  sampleLogFiles,
} from '../sample/sample.ts';
import { type Io, oneLine } from './terminal.ts';

export function addSampleCommand(program: Command, _: unknown, io: Io): void {
  program
    .command('sample')
    .description('write realistic sample logs, the same for the same options')
    .requiredOption('--out <dir>', 'directory to write AWSLogs/… into')
    .option('--days <number>', 'days of logs, the last one 2025-10-31', wholeNumber, SAMPLE_DEFAULTS.days)
    .option('--events <number>', 'events in all', wholeNumber, SAMPLE_DEFAULTS.events)
    .option('--seed <number>', 'another seed gives another sample', wholeNumber, SAMPLE_DEFAULTS.seed)
    .addHelpText('after', '\nExample:\n  npm run audit -- sample --out ./logs --days 7 --events 50000')
    .action(async (options: Parameters<typeof writeSample>[0]) => {
      const { files, events, firstDay, lastDay } = await writeSample(options);
      io.out(`${events} events of ${firstDay} to ${lastDay} in ${files} files below ${oneLine(options.out)}`);
    });
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is needed, such as 3.');
  return Number(text);
}

const compress = promisify(gzip);

/** Marks a directory as a sample, which may be replaced. Written first: a sample cut short has it too. */
const MARKER = 'sample.json';
const SIGNATURE = '{"generatedBy":"cloudtrail-audit-reporter sample","options":';
const LOGS = 'AWSLogs';
const WRITERS = 8;

export interface WrittenSample {
  /** log files; the digest and Insights files beside them are not counted, here or below */
  files: number;
  events: number;
  /** as written: compressed */
  bytes: number;
  /** UTC days of the events: `2025-10-29` */
  firstDay: string;
  lastDay: string;
}

/**
 * Writes generated logs below `out`, in place of an earlier sample.
 * @throws RequestError, before anything is written, if an option is out of range or `out` holds anything but a sample
 */
export async function writeSample(options: SampleOptions & { out: string }): Promise<WrittenSample> {
  const { out, ...sample } = options;
  const faults = [...faultsOfOptions(sample), ...(await faultsOfDirectory(out))];
  if (faults.length > 0) throw new RequestError(faults);
  await prepare(out, sample);
  const written: WrittenSample = { files: 0, events: 0, bytes: 0, ...sampleDays(sample.days) };
  const files = sampleLogFiles(sample);
  await Promise.all(Array.from({ length: WRITERS }, () => writeFiles(files, out, written)));
  return written;
}

function faultsOfOptions(sample: SampleOptions): string[] {
  return (['days', 'events', 'seed', 'files'] as const).flatMap((name) => {
    const value = sample[name];
    const { from, to } = SAMPLE_LIMITS[name];
    if (value === undefined && name === 'files') return [];
    if (Number.isInteger(value) && Number(value) >= from && Number(value) <= to) return [];
    return [`${name}: ${value} is not a whole number from ${from} to ${to}`];
  });
}

async function faultsOfDirectory(out: string): Promise<string[]> {
  if (out === '') return ['out: no directory is named'];
  try {
    if (!(await stat(out)).isDirectory()) return [`out: ${out} is a file; name a directory`];
    await access(out, constants.W_OK);
    return (await isReplaceable(out))
      ? []
      : [`out: ${out} holds files other than a sample; name an empty or a new directory`];
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const parent = dirname(resolve(out));
    if (code === 'ENOENT' && parent !== resolve(out))
      return (await faultsOfParent(parent)).map((why) => `out: ${out} ${why}`);
    return [`out: ${out} cannot be used (${code}); name a directory that can be written to`];
  }
}

/** @returns why no directory can be made below the nearest one that exists */
async function faultsOfParent(parent: string): Promise<string[]> {
  try {
    if (!(await stat(parent)).isDirectory()) return [`is below ${parent}, which is a file`];
    await access(parent, constants.W_OK);
    return [];
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' && parent !== dirname(parent)) return faultsOfParent(dirname(parent));
    return [`cannot be made: ${parent} cannot be written to (${code})`];
  }
}

/** Empty, or an earlier sample and nothing else: never the logs of a company that exists. */
async function isReplaceable(out: string): Promise<boolean> {
  const entries = await readdir(out);
  if (entries.length === 0) return true;
  if (!entries.includes(MARKER) || entries.some((name) => name !== MARKER && name !== LOGS)) return false;
  const accounts = entries.includes(LOGS) ? await readdir(join(out, LOGS)) : [];
  return (
    accounts.every((account) => ACCOUNTS.includes(account)) &&
    (await readFile(join(out, MARKER), 'utf8')).startsWith(SIGNATURE)
  );
}

async function prepare(out: string, sample: SampleOptions): Promise<void> {
  await mkdir(out, { recursive: true });
  await writeFile(join(out, MARKER), `${SIGNATURE}${JSON.stringify(sample)}}\n`);
  await rm(join(out, LOGS), { recursive: true, force: true });
}

/** Several of these share one generator: each takes the next file when it has written its last. */
async function writeFiles(
  files: Iterable<SampleLogFile>,
  out: string,
  written: WrittenSample,
): Promise<void> {
  for (const { key, json, events } of files) {
    const path = join(out, key);
    const bytes = await compress(json);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    if (events === 0) continue;
    written.files += 1;
    written.events += events;
    written.bytes += bytes.length;
  }
}
