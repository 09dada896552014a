import { findPast, type ScheduledRun } from '../src/judge/find-past.ts';
import { daysBeside } from '../src/plan/past.ts';
import { eventsWithPast } from '../src/plan/past-events.ts';
import type { ArchiveReader } from '../src/ports.ts';
import { allColumns } from '../src/reports/collect-statement.ts';
import type { Plan } from '../src/run/run.ts';
import { warningsOf } from '../src/run/warning.ts';
import { tableName } from '../src/table/table-names.ts';
import { config, historyTable } from './wiring.ts';

/** Athena takes some 1,000 values of the injected column `run`, and the flow's state has room for these. */
const MOST_RUNS = 400;

/**
 * The plan of a run by hand over the history of scheduled runs, as far as it is whole. Each run's files are those that its
 * manifest lists; what they hold was counted when they were written.
 */
export async function withPast(plan: Plan, archive: ArchiveReader): Promise<Plan> {
  const table = historyTable();
  if (!table) return plan;
  const found = await findPast(plan, archive, {
    columns: allColumns(config.table),
    most: MOST_RUNS,
    isKnownWhole: (run, all) => isOwn(run, table) && isKnownWhole(run, all),
    async faultOf({ history: { place, files } }) {
      const found = await archive.measure(`${place}/`, 'sizes').catch(deniedAsUndefined);
      if (!found) return `${place} may not be listed: the start function needs s3:ListBucket for events/*`;
      const there = new Map(found.map(({ file, bytes }) => [file, bytes]));
      for (const { file, bytes } of files) {
        const size = there.get(file);
        if (size === undefined) return `${file} is listed in the manifest but missing`;
        if (size !== bytes) return `${file} has ${size} bytes; the manifest lists ${bytes}`;
        there.delete(file);
      }
      const [more] = there.keys();
      return more && `${more} is in ${place} and not listed in the manifest`;
    },
  });
  const { past, ...withoutPast } = found.run;
  if (!past) return found;
  const { from, to } = plan.run.partitions;
  // A query reads whole folders of logs: the events of runs would only come on top.
  if (daysBeside(past, plan.run).some((days) => days.from === from && days.to === to))
    return { ...found, run: withoutPast };
  const events = eventsWithPast({ ...found.run, past }, { table, logs: config.table });
  const runs = past.runs.map((run) => ({ ...run, files: [] }));
  return { ...found, run: { ...found.run, events, past: { ...past, runs } } };
}

/** Any other error may pass: the request can be made again. */
function deniedAsUndefined(error: Error): undefined {
  if (error.name !== 'AccessDenied') throw error;
}

/** Not of another stack over the same archive, which may read other logs. */
function isOwn({ events }: ScheduledRun, table: string): boolean {
  return [table, tableName(config.table)].some((name) => events?.sql.includes(`FROM ${name}`));
}

/** The run after it looks whether log files came whose names put them before it. Those of the newest run are not known yet. */
function isKnownWhole({ cutoffs }: ScheduledRun, all: readonly ScheduledRun[]): boolean {
  const next = all.find((other) => other.cutoffs.from === cutoffs.to);
  return next?.logs?.complete === true && warningsOf('log-files-after-run', next.warnings).length === 0;
}
