/** The name of a run, the same for the same request: execution, query tokens, archive keys and mail carry it. */
import { createHash } from 'node:crypto';
import type { Run, Window } from '../run/run.ts';

export interface RunIdentity {
  trigger: Run['trigger'];
  window: Window;
  /** ids of the reports that the run makes */
  reports: readonly string[];
  // What follows names a run by hand only: a scheduled run is named after its window and reports.
  accounts?: readonly string[];
  regions?: readonly string[];
  recipients?: readonly string[];
  /** the logs, where they were chosen for this run */
  source?: string;
}

/**
 * @returns `scheduled-20261121T2130Z-20261122T2130Z-1a2b3c4d`, or `manual-…`: letters, digits and hyphens only, fewer
 * than the 80 characters of an execution's name
 * (https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html). The order of a list
 * does not matter.
 */
export function runId(run: RunIdentity): string {
  const { trigger, window, reports } = run;
  const { accounts, regions, recipients, source }: Partial<RunIdentity> = trigger === 'manual' ? run : {};
  const lists = [reports, accounts, regions, recipients].map((list) => list?.toSorted() ?? null);
  const identity = [trigger, window.from, window.to, window.timezone, ...lists, ...(source ? [source] : [])];
  const hash = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 8);
  const kind = trigger === 'schedule' ? 'scheduled' : 'manual';
  return [kind, compact(window.from), compact(window.to), hash].join('-');
}

/** `2026-11-21T21:30:00Z` becomes `20261121T2130Z`; seconds stay where they are not zero. */
function compact(instant: string): string {
  return instant.replace(/[-:]/g, '').replace(/(T\d{4})00Z$/, '$1Z');
}
