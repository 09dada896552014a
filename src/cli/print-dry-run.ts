import { jsonText } from '../archive/json-text.ts';
import { numbersIn } from '../mail/numbers.ts';
import { printable } from '../mail/printable.ts';
import { dollars } from './dollars.ts';
import type { DryReport, DryRun } from './dry-run.ts';

const { bytes, number } = numbersIn('en');

/** Prints a dry run as SQL, all else in comments: it can be kept as a file, and a statement pasted as it stands. */
export function printDryRun(run: DryRun, { json }: { json: boolean }): void {
  console.log(json ? jsonText(run) : [heading(run), ...run.reports.map(statement)].join('\n\n'));
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
