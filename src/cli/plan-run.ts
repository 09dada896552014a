import { type Config, configFaults } from '../config/config.ts';
import { RequestError } from '../errors.ts';
import { planRun } from '../plan/plan.ts';
import { parseManualRequest } from '../plan/request.ts';
import { scheduleFaults } from '../plan/schedule-window.ts';
import { partitionNameFaults } from '../reports/derived-columns.ts';
import type { Report } from '../run/report.ts';
import type { Plan } from '../run/run.ts';
import { isTimeZone } from '../time/time.ts';
import { readCatalogue } from './catalogue-files.ts';
import { readConfig } from './config-file.ts';
import { type Bounds, type Engine, engineOf } from './engine.ts';
import { gathered } from './gathered.ts';
import { engineName, optionFaults, type RunOptions } from './options.ts';
import { type Out, outOf } from './out.ts';

export interface PlannedRun {
  config: Config;
  reports: Report[];
  plan: Plan;
  engine: Engine;
  /** absent where nothing is to be written */
  out: Out | undefined;
}

/**
 * Everything that can be wrong is looked at here, before anything is started or written.
 *
 * @throws RequestError with every fault
 */
export async function planOptions(options: RunOptions, now: string): Promise<PlannedRun> {
  const faults = optionFaults(options);
  const { engine, out } = await placesOf(options);
  const logFaults = (await engine?.faults()) ?? [];
  faults.push(...logFaults, ...((await out?.faults()) ?? []));
  const config = await gathered(faults, () => readConfig(options.config));
  const catalogue = await gathered(faults, readCatalogue);
  if (config) {
    const schedule = { ...config.schedule, timezone: config.timezone, scheduledTime: now };
    const found = [...scheduleFaults(schedule), ...(catalogue ? configFaults(config, idsOf(catalogue)) : [])];
    faults.push(...found.map((text) => `config: ${text}`));
    if (catalogue) faults.push(...partitionNameFaults(catalogue, config.table));
  }
  const context = { config, catalogue, now, engine: logFaults.length > 0 ? undefined : engine };
  const request = await gathered(faults, () => requestOf(options, context));
  if (faults.length === 0) {
    const remote = await Promise.all([engine?.remoteFaults(), out?.remoteFaults()]);
    faults.push(...new Set(remote.flatMap((found) => found ?? [])));
  }
  if (faults.length > 0 || !engine || !config || !catalogue || !request) throw new RequestError(faults);
  const reports = catalogue.filter(({ id }) => request.reports?.includes(id) ?? true);
  const bounds = pick(config, 'accounts', 'regions');
  const { table } = config;
  const source = await engine.source(table);
  const plan = planRun({ ...bounds, ...request, trigger: 'manual', reports, table, source, now });
  return { config, reports, plan: await engine.covered(plan, config, now), engine, out };
}

async function placesOf(options: RunOptions): Promise<{ engine: Engine | undefined; out: Out | undefined }> {
  const engine = engineName(options) ? engineOf(options) : undefined;
  return { engine: await engine, out: await outOf(options) };
}

/** As far as it is known; what something is wrong with is absent. */
interface RequestContext {
  config: Config | undefined;
  catalogue: readonly Report[] | undefined;
  engine: Engine | undefined;
  now: string;
}

async function requestOf(options: RunOptions, { config, catalogue, engine, now }: RequestContext) {
  const timezone = options.timezone ?? config?.timezone ?? 'UTC';
  const { from, to } = options;
  // Days begin in a zone: with an unknown one, which the request's own check names, the logs are not asked.
  const known = isTimeZone(timezone) ? engine : undefined;
  const bounds = (await known?.range({ from, to }, timezone, now)) ?? placeholders(options, now);
  return parseManualRequest(
    {
      ...pick(bounds, 'from', 'to'),
      timezone,
      ...pick(options, 'reports', 'accounts', 'regions'),
    },
    {
      knownReports: catalogue ? idsOf(catalogue) : (options.reports ?? []),
      now,
      timezone,
      maxDays: engineName(options) === 'athena' ? config?.limits.days : undefined,
    },
  );
}

/** With other faults in the way, bounds that are not given may be right yet: where the engine takes its own. */
function placeholders({ engine, from, to }: RunOptions, now: string): Bounds {
  if (engine === 'athena') return { from, to };
  return { from: from ?? '2000-01-01', to: to ?? `${now.slice(0, 19)}Z` };
}

function idsOf(catalogue: readonly Report[]): string[] {
  return catalogue.map(({ id }) => id);
}

function pick<T extends object, K extends keyof T>(
  from: T,
  ...keys: K[]
): { [Key in K]?: Exclude<T[Key], undefined> } {
  const present = keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]);
  return Object.fromEntries(present);
}
