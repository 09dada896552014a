/** Whether Athena's workgroup can run the reports, and what keeps it from reading too much. */
import { numbersIn } from '../mail/numbers.ts';
import { enoughScanLimit } from '../plan/cost.ts';
import { hoursOf } from '../time/time.ts';
import { type Bucket, judgeBucket } from './bucket.ts';
import { type Answer, type Finding, fault, judge, ok, warning } from './finding.ts';
import type { Setup } from './setup.ts';

export interface Workgroup {
  settings: Answer<WorkgroupSettings>;
  /** the log files of the last full day (UTC); unless `complete`, there are more */
  lastDay: Answer<{ bytes: number; complete: boolean }>;
  /** undefined: no location of results is known */
  results: Bucket | undefined;
}

export interface WorkgroupSettings {
  enabled: boolean;
  /** `Athena engine version 3` */
  engine: string;
  /** bytes at which Athena stops a query */
  cutoff: number | undefined;
  /** whether its settings overrule those of a query */
  enforced: boolean;
  /** `s3://bucket/prefix/` */
  outputLocation: string | undefined;
  /** whether Athena keeps results itself, outside the account's S3 */
  managedResults: boolean;
}

const ENGINE = 'Athena engine version 3';
const { bytes } = numbersIn('en');

export function judgeWorkgroup({ settings, lastDay, results }: Workgroup, setup: Setup): Finding[] {
  const { workgroup: name, output, region, config } = setup;
  const absent = `workgroup ${name} does not exist in this region`;
  const create = 'create it, or give another --workgroup or --region';
  return [
    ...judge(settings, fault('workgroup', absent, create), (found) => [
      found.enabled
        ? ok('workgroup', `${name} is enabled`)
        : fault('workgroup', `${name} is disabled: no query can run`, 'enable it'),
      engine(found),
      scanLimit(found, lastDay, config.schedule.period),
      ...history(lastDay, config.history),
      resultsIn(found, output),
      ...enforcement(found),
    ]),
    ...(results ? judgeBucket('result bucket', results, region) : []),
  ];
}

function engine({ engine }: WorkgroupSettings): Finding {
  if (engine === ENGINE) return ok('engine', engine);
  return fault('engine', `${engine || 'unknown'}: reports need ${ENGINE}`, 'choose it in the workgroup');
}

function scanLimit({ cutoff }: WorkgroupSettings, lastDay: Workgroup['lastDay'], period: string): Finding {
  const check = 'scan limit';
  // A window touches a day folder more than it has days, and the next one is read for late deliveries.
  const days = Math.ceil(hoursOf(period) / 24) + 2;
  const logs = lastDay.kind === 'found' ? lastDay.value : undefined;
  const read = logs && logs.bytes * days;
  const more = logs?.complete === false ? 'more than ' : 'up to ';
  const reads = !read ? '' : `; one of a scheduled run reads ${more}${bytes(read)}`;
  const value = read === undefined ? 1e12 : enoughScanLimit(read);
  const todo = `set athena.scanLimitBytes, or BytesScannedCutoffPerQuery of a workgroup of your own, to ${value}`;
  if (!cutoff) return warning(check, `none: a query may read, and cost, any amount${reads}`, todo);
  const seen = `a query stops at ${bytes(cutoff)}${reads}`;
  return (read ?? 0) > cutoff ? fault(check, seen, todo) : ok(check, seen);
}

/** A day's logs from which a query that writes them as Parquet pays: docs/history.md. */
const HISTORY_PAYS = 5e9;

function history(lastDay: Workgroup['lastDay'], setting: Setup['config']['history']): Finding[] {
  if (lastDay.kind !== 'found') return [];
  const day = `the ${bytes(lastDay.value.bytes)} of the last full day`;
  const pays =
    setting === 'on'
      ? `on, and pays: without it each report reads ${day}`
      : `off, and would pay: each report reads ${day}`;
  const small = `${setting}; it pays from some ${bytes(HISTORY_PAYS)} of logs a day, and the last full day has ${bytes(lastDay.value.bytes)}`;
  return [ok('history', `${lastDay.value.bytes < HISTORY_PAYS ? small : pays} (docs/history.md)`)];
}

function resultsIn(
  { outputLocation, managedResults }: WorkgroupSettings,
  output: string | undefined,
): Finding {
  const check = 'results';
  if (managedResults) {
    const seen = 'the workgroup uses managed query results, but reports are read from S3';
    return fault(check, seen, 'turn managed query results off, and set a result location in S3');
  }
  if (outputLocation) return ok(check, `${outputLocation}, set in the workgroup`);
  if (output) return ok(check, `${output}, from --output`);
  return fault(check, 'the workgroup has no result location', 'set one in S3, or give --output');
}

function enforcement({ enforced, outputLocation }: WorkgroupSettings): Finding[] {
  if (enforced || !outputLocation) return [];
  const seen = 'the workgroup does not enforce its settings: a query may put results elsewhere, unencrypted';
  return [warning('enforcement', seen, 'enforce the settings of the workgroup')];
}

/** @returns where results go, as far as is known */
export function resultLocation(answer: Answer<WorkgroupSettings>, output?: string): string | undefined {
  if (answer.kind !== 'found') return output;
  const { enforced, outputLocation } = answer.value;
  return enforced ? outputLocation : (output ?? outputLocation);
}
