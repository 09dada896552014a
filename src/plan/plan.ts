import { eventsOf } from '../reports/events.ts';
import { statementOf } from '../reports/statement.ts';
import type { Report } from '../run/report.ts';
import type { Plan, Run, Window } from '../run/run.ts';
import type { Warning } from '../run/warning.ts';
import type { TableConfig } from '../table/table-config.ts';
import { dayOf } from '../time/days.ts';
import { localDate, partitionsOf } from '../time/window.ts';
import { runId } from './run-id.ts';

export interface PlanInput {
  trigger: Run['trigger'];
  window: Window;
  reports: readonly Report[];
  table: TableConfig;
  accounts?: string[];
  regions?: string[];
  recipients?: string[];
  /** the logs, where they are chosen for this run */
  source?: string;
  /** of what is known before the run begins */
  warnings?: Warning[];
}

/** Makes a request definite: the same request gives the same plan, run id and archive keys. */
export function planRun({
  trigger,
  window,
  reports,
  table,
  accounts,
  regions,
  recipients,
  source,
  warnings = [],
}: PlanInput): Plan {
  const bounds = { ...(accounts && { accounts }), ...(regions && { regions }) };
  const addressees = recipients && { recipients };
  const logs = source !== undefined && { source };
  const partitions = { ...partitionsOf(window), ...bounds };
  const events = eventsOf(table, window, partitions, reports);
  const id = runId({
    trigger,
    window,
    reports: reports.map((report) => report.id),
    request: { ...bounds, ...addressees, ...logs },
  });
  return {
    run: {
      runId: id,
      trigger,
      window,
      partitions,
      events,
      ...logs,
      archive: `runs/${dayOf(localDate(window))}/${id}`,
      ...addressees,
      warnings,
    },
    reports: reports.map(({ derived: _, ...report }) => {
      const { goesOn } = statementOf(report, events);
      const line = report.source.line + goesOn.reportLine - 1;
      return { ...report, source: { ...report.source, line, statementLine: goesOn.line } };
    }),
  };
}
