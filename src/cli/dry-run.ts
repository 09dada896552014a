import { jsonText } from '../archive/json-text.ts';
import { recordedWarning } from '../mail/notices.ts';
import { numbersIn } from '../mail/numbers.ts';
import { printable } from '../mail/printable.ts';
import { chargeFor } from '../plan/cost.ts';
import { statementOf } from '../reports/statement.ts';
import type { PlannedReport } from '../run/report.ts';
import type { Partitions, Run, Window } from '../run/run.ts';
import { type RecordedWarning, warn } from '../run/warning.ts';
import { notProjected } from '../table/not-projected.ts';
import { type EngineName, engineName, type RunOptions } from './options.ts';
import { planOptions } from './plan-run.ts';
import { dollars } from './terminal.ts';

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

/** A dry run as SQL, all else in comments: it can be kept as a file, and a statement pasted as it is. */
export function dryRunText(run: DryRun, { json }: { json: boolean }): string {
  return json ? jsonText(run) : [heading(run), ...run.reports.map(statement)].join('\n\n');
}

function heading({ window, partitions, ...run }: DryRun): string {
  const { accounts, regions } = partitions;
  const lines = [
    'dry run: nothing was started or written',
    `run:        ${run.runId}`,
    `engine:     ${run.engine}`,
    `window:     ${window.from} to ${window.to} (${window.timezone})`,
    `partitions: ${partitions.from} to ${partitions.to}`,
    ...(accounts ? [`accounts:   ${accounts.join(', ')}`] : []),
    ...(regions ? [`regions:    ${regions.join(', ')}`] : []),
    ...amounts(run),
    ...(run.archive ? [`archive:    ${printable(run.archive, 1000)}`] : []),
    ...run.warnings.map(({ message }) => `warning:    ${printable(message, 1000)}`),
  ];
  return lines.map((line) => `-- ${line}`).join('\n');
}

function amounts(run: Omit<DryRun, 'window' | 'partitions'>): string[] {
  const { bytes, number } = numbersIn('en');
  const { logs, scannedBytes = 0, cost = 0, reports } = run;
  if ('error' in logs) return [`log files:  not known: ${printable(logs.error, 500)}`];
  const more = logs.complete ? '' : 'more than ';
  const charged = run.engine === 'athena' ? `${more}${dollars(cost)}` : 'none';
  return [
    `log files:  ${more}${number(logs.files)}, ${bytes(logs.bytes)}`,
    `to read:    ${more}${bytes(scannedBytes)} for ${reports.length === 1 ? '1 report' : `${number(reports.length)} reports`}`,
    `cost:       ${charged}`,
  ];
}

function statement({ id, title, sql, parameters }: DryReport): string {
  const values = parameters.map((value, i) => `--   ${i + 1}: '${value.replaceAll("'", "''")}'`);
  // A line of its own: the text may end in a comment.
  return [`-- ${id}: ${title}`, '-- parameters:', ...values, sql.trimEnd(), ';'].join('\n');
}
