import { jsonText } from '../archive/json-text.ts';
import { recordedRun } from '../archive/recorded-run.ts';
import { messageOf, RequestError } from '../errors.ts';
import type { Manifest } from '../run/manifest.ts';
import type { Plan } from '../run/run.ts';
import type { Printed, RunOptions } from './options.ts';
import { type PlannedRuns, planRuns } from './plan-run.ts';
import { watchRun } from './progress.ts';
import { refuseUnaffordable, runPlanned } from './run-on-logs.ts';
import { type Io, oneLine } from './terminal.ts';

export interface ScheduledRun {
  plan: Plan;
  manifest: Manifest;
  /** whether it was complete before, and was left as it is */
  existed: boolean;
  /** a line for a person */
  line: string;
}

/**
 * Makes the runs of a range of scheduled times, one after the other, oldest first, and prints a line for each.
 *
 * @returns whether all of them, also those made before, succeeded
 * @throws RequestError with every fault; nothing is started then
 */
export async function printScheduledRuns(
  { json = false, quiet = false, ...options }: RunOptions & Printed,
  io: Io,
): Promise<boolean> {
  const planned = await planRuns(options, new Date().toISOString());
  const manifests: Manifest[] = [];
  for await (const { manifest, line } of scheduledRuns(planned, json || quiet)) {
    manifests.push(manifest);
    const isTold = !quiet || manifest.status !== 'succeeded';
    if (!json && isTold) io.out(line);
  }
  if (json) io.out(jsonText(manifests));
  return manifests.every(({ status }) => status === 'succeeded');
}

/**
 * Makes runs one after the other, and gives each when it is complete. None begins after one that did not end.
 *
 * @throws RequestError with every fault; nothing is started then
 */
export async function* scheduledRuns(planned: PlannedRuns, silent: boolean): AsyncGenerator<ScheduledRun> {
  const { plans, out } = planned;
  const before = await recordedManifests(planned);
  for (const plan of plans) if (!before.has(plan)) await refuseUnaffordable({ ...planned, plan });
  for (const plan of plans) {
    const existed = before.has(plan);
    const manifest = before.get(plan) ?? (await made(plan, planned, silent));
    const { window, status } = manifest;
    const place = oneLine(out?.archive.locate(plan.run.archive) ?? '');
    const left = existed ? ' (made before, left as it is)' : '';
    const line = `${window.from} to ${window.to}: ${status}${left}  ${place}`;
    yield { plan, manifest, existed, line };
  }
}

/** Of the runs that are complete in the archive: these are left as they are. */
async function recordedManifests({ plans, out }: PlannedRuns): Promise<ReadonlyMap<Plan, Manifest>> {
  const faults: string[] = [];
  const manifests = new Map<Plan, Manifest>();
  for (const plan of plans) {
    try {
      const recorded = out && (await recordedRun(plan.run, out.archive));
      if (recorded) manifests.set(plan, recorded.manifest);
    } catch (error) {
      faults.push(`out: ${messageOf(error)}`);
    }
  }
  if (faults.length > 0) throw new RequestError(faults);
  return manifests;
}

async function made(plan: Plan, planned: PlannedRuns, silent: boolean): Promise<Manifest> {
  const watch = watchRun({ silent });
  const { manifest } = await runPlanned({ ...planned, plan }, watch).finally(() => watch.end());
  return manifest;
}
