import type { Config } from '../config/config.ts';
import { collectFaults, RequestError } from '../errors.ts';
import { planFor, requestFaults } from '../plan/plan-for.ts';
import { controlsOf } from '../reports/catalogue.ts';
import { partitionNameFaults } from '../reports/derived-columns.ts';
import type { Control } from '../run/judgement.ts';
import type { Plan } from '../run/run.ts';
import { isTimeZone } from '../time/time.ts';
import { configFileFaults, readProject } from './config-file.ts';
import { optionFaults, type RunOptions } from './options.ts';
import type { Bounds, Engine, Out } from './place.ts';
import { engineOf, outOf } from './places.ts';

export interface PlannedRun {
  config: Config;
  plan: Plan;
  /** what the rows of the report `controls` are about */
  controls: readonly Control[];
  engine: Engine;
  /** absent where nothing is to be written */
  out: Out | undefined;
}

/**
 * Checks everything that can be wrong, before anything is started or written.
 *
 * @throws RequestError with every fault
 */
export async function planOptions(options: RunOptions, now: string): Promise<PlannedRun> {
  const faults = optionFaults(options);
  const engine = await engineOf(options);
  const out = await outOf(options);
  const logFaults = (await engine?.faults?.()) ?? [];
  faults.push(...logFaults, ...((await out?.faults?.()) ?? []));
  const { config, catalogue } = await readProject(options.config, faults);
  if (config) faults.push(...configFileFaults(config, catalogue, now));
  if (config && catalogue) faults.push(...partitionNameFaults(catalogue, config.table));
  const timezone = options.timezone ?? config?.timezone ?? 'UTC';
  const readable = logFaults.length > 0 ? undefined : engine;
  const request = await collectFaults(faults, () => requestOf({ ...options, timezone }, readable, now));
  const context = { now, anyLength: engine?.name !== 'athena' };
  if (request) faults.push(...requestFaults(request, { config, catalogue, ...context }).map(asTyped));
  if (faults.length === 0) {
    const remote = await Promise.all([engine?.remoteFaults?.(), out?.remoteFaults()]);
    faults.push(...new Set(remote.flatMap((found) => found ?? [])));
  }
  if (faults.length > 0 || !engine || !config || !catalogue) throw new RequestError([...new Set(faults)]);
  const source = await engine.source(config.table);
  const asked = planFor(request, { config, catalogue, source, ...context });
  const plan = (await engine.covered?.(asked, config, now)) ?? asked;
  return { config, plan, controls: controlsOf(catalogue), engine, out };
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
  const { scheduled: scheduledTime, from, to, reports, accounts, regions, timezone } = options;
  if (scheduledTime !== undefined) return { scheduledTime };
  // Days begin in a zone: with an unknown one, which the request's own check names, the logs are not asked.
  const asked = isTimeZone(timezone) ? engine : undefined;
  const bounds = (await asked?.range?.({ from, to }, timezone, now)) ?? placeholders(options, now);
  return { ...bounds, timezone, reports, accounts, regions };
}

function asTyped(fault: string): string {
  return fault
    .replace(/^scheduledTime:/, 'scheduled:')
    .replace(/^(period|settle):/, 'schedule.$1:')
    .replace(/^schedule\./, 'config: schedule.');
}

/** Beside other faults, missing bounds may still be right: where the engine takes its own. */
function placeholders({ engine, from, to }: RunOptions, now: string): Bounds {
  if (engine === 'athena') return { from, to };
  return { from: from ?? '2000-01-01', to: to ?? `${now.slice(0, 19)}Z` };
}
