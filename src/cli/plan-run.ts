import { type Config, configFaults } from '../config/config.ts';
import { collectFaults, RequestError } from '../errors.ts';
import { planFor, requestFaults } from '../plan/plan-for.ts';
import { scheduleFaults } from '../plan/schedule-window.ts';
import { partitionNameFaults } from '../reports/derived-columns.ts';
import type { Report } from '../run/report.ts';
import type { Plan } from '../run/run.ts';
import { isTimeZone } from '../time/time.ts';
import { readProject } from './config-file.ts';
import { engineName, optionFaults, type RunOptions } from './options.ts';
import { type Bounds, type Engine, engineOf, type Out, outOf } from './places.ts';

export interface PlannedRun {
  config: Config;
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
  const [engine, out] = await Promise.all([engineOf(options), outOf(options)]);
  const logFaults = (await engine?.faults()) ?? [];
  faults.push(...logFaults, ...((await out?.faults()) ?? []));
  const { config, catalogue, faults: projectFaults } = await readProject(options.config);
  faults.push(...projectFaults);
  if (config) faults.push(...settingFaults(config, catalogue, now).map((text) => `config: ${text}`));
  const known = { config, engine: logFaults.length > 0 ? undefined : engine, now };
  if (config && catalogue) faults.push(...partitionNameFaults(catalogue, config.table));
  const request = await collectFaults(faults, () => requestOf(options, known));
  const context = { now, anyLength: engineName(options) !== 'athena' };
  if (request) faults.push(...requestFaults(request, { config, catalogue, ...context }));
  if (faults.length === 0) {
    const remote = await Promise.all([engine?.remoteFaults(), out?.remoteFaults()]);
    faults.push(...new Set(remote.flatMap((found) => found ?? [])));
  }
  if (faults.length > 0 || !engine || !config || !catalogue) throw new RequestError(faults);
  const source = await engine.source(config.table);
  const plan = planFor(request, { config, catalogue, source, ...context });
  return { config, plan: await engine.covered(plan, config, now), engine, out };
}

/** Settings beside each other and beside the reports. */
function settingFaults(config: Config, catalogue: readonly Report[] | undefined, now: string): string[] {
  const { timezone, schedule } = config;
  const ids = catalogue?.map(({ id }) => id);
  return [
    ...scheduleFaults({ ...schedule, timezone, scheduledTime: now }),
    ...(ids ? configFaults(config, ids) : []),
  ];
}

/** What is known; what is at fault is absent. */
interface Known {
  config: Config | undefined;
  engine: Engine | undefined;
  now: string;
}

/** The request as a person would write it, with the range that the engine takes where none is given. */
async function requestOf(options: RunOptions, { config, engine, now }: Known): Promise<object> {
  const { from, to, reports, accounts, regions, timezone = config?.timezone ?? 'UTC' } = options;
  // Days begin in a zone: with an unknown one, which the request's own check names, the logs are not asked.
  const asked = isTimeZone(timezone) ? engine : undefined;
  const bounds = (await asked?.range({ from, to }, timezone, now)) ?? placeholders(options, now);
  return { ...bounds, timezone, reports, accounts, regions };
}

/** Beside other faults, missing bounds may still be right: where the engine takes its own. */
function placeholders({ engine, from, to }: RunOptions, now: string): Bounds {
  if (engine === 'athena') return { from, to };
  return { from: from ?? '2000-01-01', to: to ?? `${now.slice(0, 19)}Z` };
}
