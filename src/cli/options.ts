import { REGION, WORKGROUP } from '../rules.ts';
import { isMeantAsS3, parseS3Location } from './s3-location.ts';

/** What `run` is asked for, as it was typed. */
export interface RunOptions {
  engine?: string;
  logs?: string;
  out?: string;
  from?: string;
  to?: string;
  timezone?: string;
  reports?: string[];
  accounts?: string[];
  regions?: string[];
  config?: string;
  memory?: string;
  workgroup?: string;
  output?: string;
  logBucket?: string;
  region?: string;
  /** nothing is archived, so `out` may be missing */
  dryRun?: boolean;
}

const ENGINES = ['duckdb', 'athena'] as const;
export type EngineName = (typeof ENGINES)[number];

export function engineName({ engine = 'duckdb' }: RunOptions): EngineName | undefined {
  return ENGINES.find((name) => name === engine);
}

/** What is wrong with the options by themselves and together, before any place that they name is looked at. */
export function optionFaults(options: RunOptions): string[] {
  const name = engineName(options);
  return [
    ...(name ? [] : [`engine: ${shown(options.engine)} is not an engine: give ${ENGINES.join(' or ')}`]),
    ...outFaults(options),
    ...(name === 'duckdb' ? duckDbFaults(options) : []),
    ...(name === 'athena' ? athenaFaults(options) : []),
    ...malformed('region', options.region, REGION, 'a region such as us-east-1'),
  ];
}

const MEMORY = /^(\d+(?:\.\d+)?) ?([KMGT]i?B)$/i;
const LEAST_MEGABYTES = 128;
const IN_S3 = 's3://bucket or s3://bucket/prefix';

function outFaults({ out, dryRun }: RunOptions): string[] {
  if (!out) {
    const missing = `out: missing, give a directory or ${IN_S3} for the archive`;
    return dryRun && out === undefined ? [] : [missing];
  }
  return isMeantAsS3(out) ? notS3('out', out) : [];
}

function duckDbFaults(options: RunOptions): string[] {
  const onAws = isMeantAsS3(options.out ?? '');
  return [
    ...memoryFaults(options.memory),
    ...refused(options, 'athena', ['workgroup', 'output', 'logBucket']),
    ...(options.region && !onAws
      ? ['region: nothing here is in AWS; remove it, or give --engine athena or --out s3://…']
      : []),
  ];
}

function memoryFaults(memory: string | undefined): string[] {
  const faults = malformed('memory', memory, MEMORY, 'a size such as 512MB or 2GB');
  if (memory === undefined || faults.length > 0) return faults;
  const [, amount, unit = ''] = MEMORY.exec(memory) ?? [];
  const megabytes = Number(amount) * 1000 ** ('KMGT'.indexOf(unit[0]?.toUpperCase() ?? '') - 1);
  return megabytes < LEAST_MEGABYTES
    ? [`memory: ${shown(memory)} is too little for the engine: give ${LEAST_MEGABYTES}MB or more`]
    : [];
}

function athenaFaults(options: RunOptions): string[] {
  const { logBucket, output, workgroup } = options;
  return [
    ...(logBucket
      ? notS3('log-bucket', logBucket)
      : [`log-bucket: missing, give ${IN_S3}: where CloudTrail puts AWSLogs/…`]),
    ...(output === undefined ? [] : notS3('output', output)),
    ...malformed('workgroup', workgroup, WORKGROUP, 'the name of a workgroup'),
    ...refused(options, 'duckdb', ['logs', 'memory']),
  ];
}

function refused(options: RunOptions, engine: EngineName, names: (keyof RunOptions)[]): string[] {
  return names
    .filter((name) => options[name] !== undefined)
    .map((name) => `${flag(name)}: goes with --engine ${engine} only; remove it`);
}

function notS3(name: string, value: string): string[] {
  return parseS3Location(value) ? [] : [`${name}: ${shown(value)} is not a place in S3: give ${IN_S3}`];
}

function malformed(name: string, value: string | undefined, pattern: RegExp, right: string): string[] {
  return value === undefined || pattern.test(value) ? [] : [`${name}: ${shown(value)} is not ${right}`];
}

/** As it is typed: `logBucket` is --log-bucket. */
function flag(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function shown(value: string | undefined): string {
  return JSON.stringify(value);
}

/** A list as it is typed: `a, b`, or in several options of the same name, none of which may be lost. */
export function list(text: string, before: readonly string[] = []): string[] {
  return [...before, ...text.split(',').map((item) => item.trim())];
}
