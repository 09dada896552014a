import { dirname } from 'node:path';
import { readNetworkNames } from '../adapters/local/network-files.ts';
import type { Config } from '../config/config.ts';
import { collectFaults, fault, RequestError } from '../errors.ts';
import { planFor, requestFaults } from '../plan/plan-for.ts';
import { scheduledTimes } from '../plan/scheduled-range.ts';
import type { Mailer, NetworkNames } from '../ports.ts';
import { controlsOf } from '../reports/catalogue.ts';
import { partitionNameFaults } from '../reports/derived-columns.ts';
import type { Control } from '../run/judgement.ts';
import type { Plan } from '../run/run.ts';
import type { LateRendering } from '../steps/late-renderings.ts';
import { isTimeZone } from '../time/time.ts';
import { configFileFaults, readProject } from './config-file.ts';
import { engineName, isScheduledRange, optionFaults, type RunOptions } from './options.ts';
import type { Bounds, Engine, Out } from './place.ts';
import { definiteBounds } from './range-words.ts';
import { isMeantAsS3 } from './s3-location.ts';

export interface PlannedRun {
  config: Config;
  plan: Plan;
  /** what the rows of the report `controls` are about */
  controls: readonly Control[];
  engine: Engine;
  /** absent where nothing is to be written */
  out: Out | undefined;
  /** absent where the configuration names no MMDB file */
  networks: NetworkNames | undefined;
  /** absent: the mail is archived and not sent */
  mailer?: Mailer | undefined;
  /** in place of those that a run's archive has */
  renderings?: readonly LateRendering[] | undefined;
}

/** Several runs over the same logs, into the same archive. */
export interface PlannedRuns extends Omit<PlannedRun, 'plan'> {
  /** at least one, unless `DueTimes` gave none */
  plans: Plan[];
}

/**
 * The times of the schedule whose runs are asked for, oldest first.
 *
 * @throws RequestError
 */
type DueTimes = (config: Config, out: Out) => Promise<string[]>;

/**
 * Checks everything that can be wrong, before anything is started or written.
 *
 * @throws RequestError with every fault
 */
export async function planOptions(options: RunOptions, now: string): Promise<PlannedRun> {
  const { plans, ...planned } = await planRuns(options, now);
  const [plan] = plans;
  if (!plan) throw new Error('a request is a run');
  return { ...planned, plan };
}

/**
 * The same for one run or, of a range of scheduled times, several, oldest first.
 *
 * @param due in place of what the options say
 * @throws RequestError with every fault of all of them
 */
export async function planRuns(options: RunOptions, now: string, due?: DueTimes): Promise<PlannedRuns> {
  const faults = optionFaults(options);
  const engine = await engineOf(options);
  const out = await outOf(options);
  const logFaults = (await engine?.faults?.()) ?? [];
  faults.push(...logFaults, ...((await out?.faults?.()) ?? []));
  const { config, catalogue } = await readProject(options.config, faults, options.query);
  // Settings may name reports, which a query is not.
  if (config)
    faults.push(...configFileFaults(config, options.query === undefined ? catalogue : undefined, now));
  const networks = await networksOf(config, options.config, faults);
  if (config?.history === 'on' && engine?.name === 'athena' && options.scheduled !== undefined) {
    const right = 'set it to off, or give --engine duckdb';
    faults.push(`config: ${fault('history', config.history, `is for logs on this machine: ${right}`)}`);
  }
  if (config && catalogue) faults.push(...partitionNameFaults(catalogue, config.table));
  const timezone = options.timezone ?? config?.timezone ?? 'UTC';
  const readable = logFaults.length > 0 ? undefined : engine;
  const { scheduled } = options;
  const requests = await collectFaults(faults, async () => {
    if (due) return config && out ? scheduledRequests(await due(config, out)) : [];
    return scheduled !== undefined && isScheduledRange(options)
      ? rangeOf(scheduled, config, now)
      : [await requestOf({ ...options, timezone }, readable, now)];
  });
  const context = { now, anyLength: engine?.name !== 'athena' };
  for (const request of requests ?? [])
    faults.push(...requestFaults(request, { config, catalogue, ...context }).map(asTyped));
  if (faults.length === 0) {
    const remote = await Promise.all([engine?.remoteFaults?.(), out?.remoteFaults()]);
    faults.push(...new Set(remote.flatMap((found) => found ?? [])));
  }
  if (faults.length > 0 || !engine || !config || !catalogue)
    throw new RequestError([...new Set(faults.map(asTyped))]);
  const source = await engine.source(config.table);
  const kept = options.past === undefined ? out : await outOf({ ...options, out: options.past });
  const plans: Plan[] = [];
  for (const request of requests ?? []) {
    const asked = planFor(request, { config, catalogue, source, ...context });
    const covered = (await engine.covered?.(asked, config, now)) ?? asked;
    const past = options.fresh || !kept ? undefined : await engine.withPast?.(covered, kept, config);
    plans.push(past ?? covered);
  }
  return { config, plans, controls: controlsOf(catalogue), engine, out, networks };
}

/** Loads the engine that the options name, and nothing of the other; the client of S3 for logs in a bucket alone. */
async function engineOf(options: RunOptions): Promise<Engine | undefined> {
  switch (engineName(options)) {
    case 'athena':
      return (await import('./engine-athena.ts')).athena(options);
    case 'duckdb': {
      const inBucket = isMeantAsS3(options.logs ?? '');
      const bucket = inBucket ? (await import('./logs-bucket.ts')).bucketLogs(options) : undefined;
      return (await import('./engine-duckdb.ts')).duckDb(options, bucket);
    }
    default:
      return undefined;
  }
}

async function outOf({ out, region, profile }: RunOptions): Promise<Out | undefined> {
  if (out === undefined) return undefined;
  if (isMeantAsS3(out)) return (await import('./out-bucket.ts')).outBucket(out, { region, profile });
  return (await import('./out-directory.ts')).outDirectory(out);
}

async function networksOf(config: Config | undefined, file: string | undefined, faults: string[]) {
  const found: string[] = [];
  const networks = await collectFaults(
    found,
    async () => config?.networks && readNetworkNames(config.networks, dirname(file ?? '.')),
  );
  faults.push(...found.map((text) => `config: ${text}`));
  return networks;
}

/** Without the settings, which are at fault, it is not known which times are the schedule's. */
function rangeOf(text: string, config: Config | undefined, now: string): object[] {
  if (!config) return [];
  const { timezone, schedule } = config;
  return scheduledRequests(scheduledTimes(text, { ...schedule, timezone, now }));
}

function scheduledRequests(times: readonly string[]): object[] {
  return times.map((scheduledTime) => ({ scheduledTime }));
}

/**
 * The request as a person would write it, with the range that the engine takes where none is given.
 *
 * @param engine absent where it cannot be asked
 */
async function requestOf(
  options: RunOptions & { timezone: string },
  engine: Engine | undefined,
  now: string,
): Promise<object> {
  const { scheduled: scheduledTime, reports, accounts, regions, timezone } = options;
  if (scheduledTime !== undefined) return { scheduledTime };
  const definite = definiteBounds(options, timezone, now);
  // Days begin in a zone: with an unknown one, which the request's own check names, the logs are not asked.
  const asked = isTimeZone(timezone) ? engine : undefined;
  const bounds =
    (await asked?.range?.(definite, timezone, now)) ?? placeholders(options.engine, definite, now);
  return { ...bounds, timezone, reports, accounts, regions };
}

function asTyped(fault: string): string {
  return fault
    .replace(/^scheduledTime:/, 'scheduled:')
    .replace(/^(period|settle):/, 'schedule.$1:')
    .replace(/^schedule\./, 'config: schedule.');
}

/** Beside other faults, missing bounds may still be right: where the engine takes its own. */
function placeholders(engine: string | undefined, { from, to }: Bounds, now: string): Bounds {
  if (engine === 'athena') return { from, to };
  return { from: from ?? '2000-01-01', to: to ?? `${now.slice(0, 19)}Z` };
}
