import { faultUnless } from '../errors.ts';
import { REGION, WORKGROUP } from '../rules.ts';
import { IN_S3, isMeantAsS3, logBucketFaults, s3Faults } from './s3-location.ts';
import { lastFaults, type RangeOptions } from './shared-options.ts';

/** What `run` is asked for, as it was typed. */
export interface RunOptions extends RangeOptions {
  engine?: string;
  logs?: string;
  out?: string;
  /** an instant of the configured schedule, in place of a range */
  scheduled?: string;
  reports?: string[];
  memory?: string;
  workgroup?: string;
  output?: string;
  logBucket?: string;
  region?: string;
  profile?: string;
  /** read the logs alone, whatever history there is */
  fresh?: boolean;
  /** a directory, the archive whose history is read; absent: `out` */
  past?: string | undefined;
  /** nothing is archived, so `out` may be missing */
  dryRun?: boolean;
  /** SQL that is run in place of the reports */
  query?: string;
  /** of the rows, where `out` is standard output */
  format?: string;
}

/** What `run` prints. */
export interface Printed {
  json?: boolean;
  /** nothing is printed of a run that succeeds */
  quiet?: boolean;
}

/** What `doctor` is asked for, as it was typed. */
export interface DoctorOptions
  extends Pick<RunOptions, 'logs' | 'config' | 'logBucket' | 'workgroup' | 'output' | 'out' | 'region'> {
  newestDays?: number;
  /** a day whose log files are read: `2026-11-21` */
  readFiles?: string;
  stack?: string;
}

/** `--out -`: standard output in place of an archive. */
export const STDOUT = '-';

const ENGINES = ['duckdb', 'athena'] as const;
export type EngineName = (typeof ENGINES)[number];

export function engineName({ engine = 'duckdb' }: RunOptions): EngineName | undefined {
  return ENGINES.find((name) => name === engine);
}

/** What is wrong with the options by themselves and together, before any place that they name is looked at. */
export function optionFaults(options: RunOptions): string[] {
  const name = engineName(options);
  return [
    ...faultUnless(name, 'engine', options.engine, `is not an engine: give ${ENGINES.join(' or ')}`),
    ...outFaults(options),
    ...faultUnless(
      options.format === undefined || options.out === STDOUT,
      'format',
      options.format,
      'goes with --out - only; remove it',
    ),
    ...scheduledFaults(options),
    ...(name === 'duckdb' ? duckDbFaults(options) : []),
    ...(name === 'athena' ? athenaFaults(options) : []),
    ...malformed('region', options.region, REGION, 'a region such as us-east-1'),
  ];
}

function outFaults({ out, dryRun }: RunOptions): string[] {
  if (out) return isMeantAsS3(out) ? s3Faults('out', out) : [];
  if (dryRun && out === undefined) return [];
  return [`out: missing, give a directory or ${IN_S3} for the archive`];
}

function duckDbFaults(options: RunOptions): string[] {
  const onAws = [options.out, options.logs].some((place) => isMeantAsS3(place ?? ''));
  return [
    ...memoryFaults(options.memory),
    ...refused(options, 'athena', ['workgroup', 'output', 'logBucket']),
    ...(['region', 'profile'] as const)
      .filter((name) => options[name] && !onAws)
      .map(
        (name) =>
          `${name}: this run does not use AWS; remove it, or give --engine athena or --logs or --out s3://…`,
      ),
  ];
}

/** Whether the option is meant as a range of scheduled times, and not as one. */
export function isScheduledRange({ scheduled }: Pick<RunOptions, 'scheduled'>): boolean {
  return scheduled?.includes('..') ?? false;
}

const OF_A_RANGE = ['from', 'to', 'last', 'timezone', 'reports', 'accounts', 'regions'] as const;

function scheduledFaults(options: RunOptions): string[] {
  if (options.scheduled === undefined) return lastFaults(options);
  const problem =
    'does not go with --scheduled, which makes the run of the configured schedule as it is; remove it';
  return [
    ...OF_A_RANGE.filter((name) => options[name] !== undefined).map((name) => `${name}: ${problem}`),
    ...(options.dryRun && isScheduledRange(options)
      ? ['dry-run: goes with one run; give one instant to --scheduled']
      : []),
  ];
}

const MEMORY = /^(\d+(?:\.\d+)?) ?([KMGT])i?B$/i;
const LEAST_MEGABYTES = 128;

function memoryFaults(memory: string | undefined): string[] {
  const [, amount, unit = ''] = MEMORY.exec(memory ?? '') ?? [];
  if (amount === undefined) return malformed('memory', memory, MEMORY, 'a size such as 512MB or 2GB');
  const megabytes = Number(amount) * 1000 ** ('KMGT'.indexOf(unit.toUpperCase()) - 1);
  const problem = `is too little for the engine: give ${LEAST_MEGABYTES}MB or more`;
  return faultUnless(megabytes >= LEAST_MEGABYTES, 'memory', memory, problem);
}

function athenaFaults(options: RunOptions): string[] {
  const { logBucket, output, workgroup } = options;
  return [
    ...logBucketFaults(logBucket),
    ...(output === undefined ? [] : s3Faults('output', output)),
    ...malformed('workgroup', workgroup, WORKGROUP, 'the name of a workgroup'),
    ...refused(options, 'duckdb', ['logs', 'memory', 'fresh']),
  ];
}

function refused(options: RunOptions, engine: EngineName, names: (keyof RunOptions)[]): string[] {
  return names
    .filter((name) => options[name] !== undefined)
    .map((name) => `${flag(name)}: goes with --engine ${engine} only; remove it`);
}

export function malformed(name: string, value: string | undefined, pattern: RegExp, right: string): string[] {
  return faultUnless(value === undefined || pattern.test(value), name, value, `is not ${right}`);
}

/** As it is typed: `logBucket` is --log-bucket. */
export function flag(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
