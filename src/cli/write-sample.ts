import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { RequestError } from '../errors.ts';
import { ROOT } from '../logs/layout.ts';
import { ACCOUNTS } from '../sample/company.ts';
import type { SampleLogFile } from '../sample/log-file.ts';
import { sampleDays, sampleLogFiles } from '../sample/sample.ts';
import { SAMPLE_LIMITS, type SampleOptions } from '../sample/sample-options.ts';
import { directoryFaults } from './out-directory.ts';

const compress = promisify(gzip);

/** Marks a directory as a sample, which may be replaced. Written first: a sample cut short has it too. */
const MARKER = 'sample.json';
const SIGNATURE = '{"generatedBy":"cloudtrail-audit-reporter sample","options":';
const WRITERS = 8;

interface WrittenSample {
  /** log files: neither here nor below are the digest and Insights files beside them counted */
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
  const faults = [...optionFaults(sample), ...(await outFaults(out))];
  if (faults.length > 0) throw new RequestError(faults);
  await prepare(out, sample);
  const written: WrittenSample = { files: 0, events: 0, bytes: 0, ...sampleDays(sample.days) };
  const files = sampleLogFiles(sample);
  await Promise.all(Array.from({ length: WRITERS }, () => writeFiles(files, out, written)));
  return written;
}

function optionFaults(sample: SampleOptions): string[] {
  return (['days', 'events', 'seed', 'files'] as const).flatMap((name) => {
    const { [name]: value = SAMPLE_LIMITS[name].from } = sample;
    const { from, to } = SAMPLE_LIMITS[name];
    if (Number.isInteger(value) && value >= from && value <= to) return [];
    return [`${name}: ${value} is not a whole number from ${from} to ${to}`];
  });
}

async function outFaults(out: string): Promise<string[]> {
  if (out === '') return ['out: missing, give a directory'];
  const faults = await directoryFaults(out);
  if (faults.length > 0 || (await isReplaceable(out))) return faults;
  return [`out: ${out} holds files other than a sample; give an empty or a new directory`];
}

/** Absent, empty, or an earlier sample and nothing else: never the logs of a company that exists. */
async function isReplaceable(out: string): Promise<boolean> {
  const entries = await namesIn(out);
  if (entries.length === 0) return true;
  if (!entries.includes(MARKER) || entries.some((name) => name !== MARKER && name !== ROOT)) return false;
  return (
    (await namesIn(join(out, ROOT))).every((account) => ACCOUNTS.includes(account)) &&
    (await readFile(join(out, MARKER), 'utf8')).startsWith(SIGNATURE)
  );
}

async function namesIn(directory: string): Promise<string[]> {
  return readdir(directory).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw new RequestError([`out: ${directory} cannot be listed (${error.message}); give another directory`]);
  });
}

async function prepare(out: string, sample: SampleOptions): Promise<void> {
  await mkdir(out, { recursive: true });
  await writeFile(join(out, MARKER), `${SIGNATURE}${JSON.stringify(sample)}}\n`);
  await rm(join(out, ROOT), { recursive: true, force: true });
}

/** Several of these share one generator: each takes the next file when it has written one. */
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
