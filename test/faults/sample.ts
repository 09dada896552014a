/** The logs of the matrix, and what the runs over them hold when nothing goes wrong. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { writeSample } from '../../src/cli/write-sample.ts';
import type { Config } from '../../src/config/config.ts';
import { oneMachineRun } from '../e2e/one-machine.ts';
import { csvsOf } from '../e2e/outcome.ts';
import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';

export const REPORTS = ['coverage', 'failed-console-logins'];
/** the report whose calls fail; the other's go through */
export const VICTIM = 'failed-console-logins';
/** the day before DAY: its run is there when the cells' runs begin */
export const DAY_BEFORE = '2025-10-29';
/** a day of a small company */
export const DAY = '2025-10-30';
/** a day with so many bytes that a CSV is uploaded in parts although it is gzipped, and of half of them too */
export const LARGE_DAY = '2025-10-20';

const LARGE_EVENTS = 3200;
const largeUserAgent = (i: number) =>
  createHash('shake256', { outputLength: 6000 }).update(String(i)).digest('base64');

let sample: Promise<string> | undefined;

/** A directory with the logs. */
export function sampleOf(): Promise<string> {
  sample ??= written();
  return sample;
}

async function written(): Promise<string> {
  const logs = join(await emptyDirectory(), 'logs');
  await writeSample({ out: logs, days: 3, events: 600, seed: 1, files: 30 });
  const failed = Array.from({ length: LARGE_EVENTS }, (_, i) =>
    signIn({
      eventID: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
      eventTime: `${LARGE_DAY}T07:00:00Z`,
      responseElements: { ConsoleLogin: 'Failure' },
      errorMessage: 'Failed authentication',
      userAgent: largeUserAgent(i),
    }),
  );
  await writeLog(logs, logPath({ day: LARGE_DAY.replaceAll('-', '/') }), failed);
  return logs;
}

const expected = new Map<string, Promise<Record<string, string>>>();

/** The CSVs of a day as one machine makes them, by file name. */
export function expectedCsvs(day: string, config: Config): Promise<Record<string, string>> {
  const known = expected.get(day);
  if (known) return known;
  const made = sampleOf()
    .then((logs) => oneMachineRun(config, { logs, from: day, to: day, reports: REPORTS }))
    .then(csvsOf);
  expected.set(day, made);
  return made;
}
