import { recordedWarning } from '../mail/notices.ts';
import { numbersIn } from '../mail/numbers.ts';
import { printable } from '../mail/printable.ts';
import { chargeFor, enoughScanLimit } from '../plan/cost.ts';
import { statementOf } from '../reports/statement.ts';
import type { Partitions, Past, Window } from '../run/run.ts';
import { type RecordedWarning, warn } from '../run/warning.ts';
import { notProjected } from '../table/projected-folders.ts';
import type { EngineName, RunOptions } from './options.ts';
import { planOptions } from './plan-run.ts';
import { dollars } from './terminal.ts';

/** What a run would do, as `--json` prints it. */
interface DryRun {
  runId: string;
  engine: EngineName;
  window: Window;
  partitions: Partitions;
  reports: DryReport[];
  /** the files in the partitions; `complete` is false where there are too many to count: there are more */
  logs: { files: number; bytes: number; complete: boolean } | { error: string };
  /** the scheduled runs whose events are read in place of logs, and the size of these; absent: none */
  past?: { runs: string[]; bytes: number };
  /** bytes that the engine would read for all reports, at most; absent, as is `cost`, where the logs cannot be counted */
  scannedBytes?: number;
  /** in US dollars; 0 where the engine charges nothing */
  cost?: number;
  /** bytes at which Athena stops a query, where that is known */
  scanLimit?: number;
  /** where the run would be archived; absent without `--out` */
  archive?: string;
  warnings: RecordedWarning[];
}

interface DryReport {
  id: string;
  title: string;
  sql: string;
  /** a value for each `?`, in their order */
  parameters: string[];
}

/** @throws RequestError as a run does */
export async function dryRun(options: RunOptions): Promise<DryRun> {
  const now = new Date().toISOString();
  const { plan, config, engine, out } = await planOptions({ ...options, dryRun: true }, now);
  const { run, reports } = plan;
  const estimate = await engine.estimate(plan, config);
  const folders = 'error' in estimate ? [] : (estimate.notProjected ?? []);
  const unread = notProjected(folders, run.projected?.location ?? '');
  const { bytes: toRead = 0, scanLimit } = 'error' in estimate ? {} : estimate;
  const warnings = [
    ...run.warnings,
    ...(folders.length > 0 ? [warn('not-projected', unread)] : []),
    ...(scanLimit !== undefined && toRead > scanLimit
      ? [warn('scan-limit', { bytes: toRead, limit: scanLimit, enough: enoughScanLimit(toRead) })]
      : []),
  ];
  const planned = {
    runId: run.runId,
    engine: engine.name,
    window: run.window,
    partitions: run.partitions,
    reports: reports.map(({ id, title, sql: text }) => {
      const { sql, parameters } = statementOf({ sql: text }, run.events);
      return { id, title, sql, parameters };
    }),
    ...(run.past && { past: pastIn(run.past) }),
    ...(out && { archive: out.archive.locate(run.archive) }),
    warnings: warnings.map(recordedWarning),
  };
  if ('error' in estimate) return { ...planned, logs: estimate };
  const { files, bytes, complete, scannedBytes } = estimate;
  return {
    ...planned,
    logs: { files, bytes, complete },
    scannedBytes: scannedBytes.reduce((sum, read) => sum + read, 0),
    cost: engine.charged ? chargeFor(scannedBytes, config.usdPerTerabyte) : 0,
    ...(scanLimit !== undefined && { scanLimit }),
  };
}

function pastIn({ runs, bytes }: Past): NonNullable<DryRun['past']> {
  return { runs: runs.map(({ runId }) => runId), bytes };
}

/** A dry run as SQL, all else in comments: it can be kept as a file, and a statement pasted as it is. */
export function dryRunText(run: DryRun): string {
  return [heading(run), ...run.reports.map(statement)].join('\n\n');
}

function heading(run: DryRun): string {
  const { window, partitions, archive, warnings } = run;
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
    ...(archive ? [`archive:    ${printable(archive, 1000)}`] : []),
    ...warnings.map(({ message }) => `warning:    ${printable(message, 1000)}`),
  ];
  return lines.map((line) => `-- ${line}`).join('\n');
}

function amounts({ engine, logs, past, scannedBytes = 0, cost = 0, scanLimit, reports }: DryRun): string[] {
  const { bytes, number } = numbersIn('en');
  if ('error' in logs) return [`log files:  not known: ${printable(logs.error, 500)}`];
  const more = logs.complete ? '' : 'more than ';
  return [
    `log files:  ${more}${number(logs.files)}, ${bytes(logs.bytes)}`,
    ...(past
      ? [
          `history:    ${number(past.runs.length)} runs, ${bytes(past.bytes)}; --fresh reads the log files alone`,
        ]
      : []),
    `to read:    ${more}${bytes(scannedBytes)} for ${number(reports.length)} ${reports.length === 1 ? 'report' : 'reports'}`,
    `cost:       ${engine === 'athena' ? `${more}${dollars(cost)}` : 'none'}`,
    ...(scanLimit === undefined ? [] : [`scan limit: ${bytes(scanLimit)} for each report`]),
  ];
}

function statement({ id, title, sql, parameters }: DryReport): string {
  const values = parameters.map((value, i) => `--   ${i + 1}: '${value.replaceAll("'", "''")}'`);
  // A line of its own: the text may end in a comment.
  return [`-- ${id}: ${title}`, '-- parameters:', ...values, sql.trimEnd(), ';'].join('\n');
}
