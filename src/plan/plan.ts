import { allColumns, kindColumn } from '../reports/collect-statement.ts';
import { eventsOf } from '../reports/events.ts';
import { statementOf } from '../reports/statement.ts';
import type { Report } from '../run/report.ts';
import type { Cutoffs, Plan, Run, Window } from '../run/run.ts';
import type { Warning } from '../run/warning.ts';
import type { TableConfig } from '../table/table-config.ts';
import { formatDay } from '../time/days.ts';
import { firstDay, partitionsOf } from '../time/window.ts';
import { runId } from './run-id.ts';

export interface PlanInput {
  trigger: Run['trigger'];
  window: Window;
  cutoffs?: Cutoffs;
  reports: readonly Report[];
  table: TableConfig;
  accounts?: string[];
  regions?: string[];
  recipients?: string[];
  /** the logs, where they are chosen for this run */
  source?: string;
  /** whether it reads the logs alone, by hand: another run than the one that may read the history */
  fresh?: boolean;
  /** about what is known before the run begins */
  warnings?: Warning[];
  /** whether the run collects its events */
  collects?: boolean;
}

/** Makes a request definite: the same request gives the same plan, run id and archive keys. */
export function planRun(input: PlanInput): Plan {
  const { trigger, window, cutoffs, reports, table, warnings = [] } = input;
  const { accounts, regions, recipients, source, collects = false } = input;
  const bounds = { ...(accounts && { accounts }), ...(regions && { regions }) };
  const partitions = { ...partitionsOf(window, cutoffs), ...bounds };
  const collector = collects ? [{ derived: [kindColumn(reports)] }] : [];
  const events = eventsOf(table, window, partitions, [...reports, ...collector], cutoffs);
  const id = runId({ ...input, reports: reports.map((report) => report.id) });
  return {
    run: {
      runId: id,
      trigger,
      window,
      partitions,
      ...(cutoffs && { cutoffs }),
      events,
      ...(source !== undefined && { source }),
      archive: `runs/${formatDay(firstDay(window))}/${id}`,
      ...(recipients && { recipients }),
      warnings,
    },
    reports: reports.map(({ derived: _, controls: __, ...report }) => {
      const { goesOn } = statementOf(report, events);
      const line = report.source.line + goesOn.reportLine - 1;
      return { ...report, source: { ...report.source, line, statementLine: goesOn.line } };
    }),
    ...(collects && { collect: { columns: allColumns(table), query: { attempt: 0 } } }),
  };
}

// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
const LARGEST_STATE_BYTES = 256 * 1024;
/** The last step's input is the plan and what came of each report: the figures of its files, or an error. */
export const LARGEST_RESULT_BYTES = 2 * 1024;

/** @returns what is wrong with a plan that is larger than the flow takes */
export function planSizeFault(plan: Plan): string | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(plan));
  const reports = plan.reports.length;
  const results = reports + (plan.collect ? 1 : 0);
  const largest = LARGEST_STATE_BYTES - results * LARGEST_RESULT_BYTES;
  if (bytes <= largest) return undefined;
  const kibibytes = (of: number) => `${Math.ceil(of / 1024)} KiB`;
  return `is ${kibibytes(bytes)} with its ${reports} reports, more than the ${kibibytes(largest)} that the flow takes: name fewer reports, accounts or regions, or shorten the reports' SQL`;
}
