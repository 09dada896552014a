import { recordedWarning } from '../mail/notices.ts';
import { chargeFor } from '../plan/cost.ts';
import { statementOf } from '../reports/statement.ts';
import type { PlannedReport } from '../run/report.ts';
import type { Partitions, Run, Window } from '../run/run.ts';
import { type RecordedWarning, warn } from '../run/warning.ts';
import { notProjected } from '../table/not-projected.ts';
import { type EngineName, engineName, type RunOptions } from './options.ts';
import { planOptions } from './plan-run.ts';

/** What a run would do. With `--json` it is printed as it is. */
export interface DryRun {
  runId: string;
  engine: EngineName;
  window: Window;
  partitions: Partitions;
  reports: DryReport[];
  /** the files in the partitions; `complete` is false where there are too many to count: there are more */
  logs: { files: number; bytes: number; complete: boolean } | { error: string };
  /** bytes that the engine would read for all reports, at most; absent, as is `cost`, where the logs cannot be counted */
  scannedBytes?: number;
  /** in US dollars; 0 where the engine charges nothing */
  cost?: number;
  /** where the run would be archived; absent without `--out` */
  archive?: string;
  warnings: RecordedWarning[];
}

export interface DryReport {
  id: string;
  title: string;
  sql: string;
  /** a value for each `?`, in their order */
  parameters: string[];
}

/**
 * Looks what a run would read and cost. Nothing is started or written.
 *
 * @throws RequestError as a run does
 */
export async function dryRun(options: RunOptions): Promise<DryRun> {
  const now = new Date().toISOString();
  const { plan, config, engine, out } = await planOptions({ ...options, dryRun: true }, now);
  const name = engineName(options) ?? 'duckdb';
  const { run, reports } = plan;
  const estimate = await engine.estimate(plan, config);
  const common = {
    runId: run.runId,
    engine: name,
    window: run.window,
    partitions: run.partitions,
    reports: reports.map((report) => dryReport(report, run)),
    ...(out && { archive: out.archive.locate(run.archive) }),
    warnings: run.warnings.map(recordedWarning),
  };
  if ('error' in estimate) return { ...common, logs: estimate };
  const { scannedBytes, notProjected: unread = [], ...logs } = estimate;
  const location = run.projected?.location ?? '';
  return {
    ...common,
    logs,
    ...(unread.length > 0 && {
      warnings: [...common.warnings, recordedWarning(warn('not-projected', notProjected(unread, location)))],
    }),
    scannedBytes: scannedBytes.reduce((sum, bytes) => sum + bytes, 0),
    cost: name === 'athena' ? chargeFor(scannedBytes, config.usdPerTerabyte) : 0,
  };
}

function dryReport(report: PlannedReport, { events }: Run): DryReport {
  const { sql, parameters } = statementOf(report, events);
  return { id: report.id, title: report.title, sql, parameters };
}
