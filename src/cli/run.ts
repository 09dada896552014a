import { isPart } from '../adapters/local/directory.ts';
import type { FlowEvent } from '../adapters/local/local-flow.ts';
import { chargeFor } from '../plan/cost.ts';
import { checkCost } from '../plan/cost-ceiling.ts';
import type { Archive } from '../ports.ts';
import type { Manifest } from '../run/manifest.ts';
import type { Plan } from '../run/run.ts';
import { removeAbandoned } from './abandoned.ts';
import { onInterrupt } from './interrupt.ts';
import { engineName, type RunOptions } from './options.ts';
import { type PlannedRun, planOptions } from './plan-run.ts';

export type { RunOptions } from './options.ts';

/** What a person watching the terminal is told. */
export interface Progress {
  read(read: { files: number; bytes: number }): void;
  flow(event: FlowEvent): void;
}

export interface FinishedRun {
  manifest: Manifest;
  archive: Archive;
  plan: Plan;
  /** what the engine charges, in US dollars; absent where it charges nothing */
  cost?: number;
}

/**
 * Runs the reports over the logs.
 *
 * @throws RequestError where anything about the request is wrong, with all its faults; nothing is started then
 */
export async function runOnLogs(options: RunOptions, progress: Progress): Promise<FinishedRun> {
  const now = () => new Date().toISOString();
  const { config, reports, plan, engine, out } = await planOptions(options, now());
  if (!out) throw new Error('a run needs an archive');
  await refuseUnaffordable(options, { plan, config, engine });
  const { archive, directory } = out;
  const { filesWritten } = await import('../steps/files-written.ts');
  // A run of the same id replaces the former one. Its manifest goes first: what is left of it is incomplete from then on.
  for (const file of filesWritten(reports.map(({ id }) => id)))
    await out.remove(`${plan.run.archive}/${file}`);
  if (directory) await removeAbandoned(archive.locate(plan.run.archive), isPart);
  const { close, abandon, ...opened } = await engine.open({
    plan,
    config,
    reports,
    directory,
    onRead: progress.read,
  });
  const ended = onInterrupt(abandon);
  try {
    // Its libraries are loaded while the engine reads the logs.
    const { runFlow } = await import('./flow.ts');
    const manifest = await runFlow(plan, { ...opened, archive, config, now }, progress.flow);
    const cost = opened.charged && chargeFor(scannedBytes(manifest), config.usdPerTerabyte);
    return { manifest, archive, plan, ...(cost !== false && { cost }) };
  } finally {
    ended();
    await close();
  }
}

/** Where the logs cannot be counted, what they would cost is not known, and the run goes on. */
async function refuseUnaffordable(
  options: RunOptions,
  { plan, config, engine }: Pick<PlannedRun, 'plan' | 'config' | 'engine'>,
): Promise<void> {
  if (engineName(options) !== 'athena' || config.limits.usdPerRun === undefined) return;
  const estimate = await engine.estimate(plan, config);
  if (!('error' in estimate)) checkCost(plan, estimate, config);
}

function scannedBytes({ reports }: Manifest): number[] {
  return reports.flatMap((report) => report.scannedBytes ?? []);
}
