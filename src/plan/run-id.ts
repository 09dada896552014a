/** The name of a run, the same for the same request: execution, query tokens, archive keys and mail carry it. */
import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Run, Span, Window } from '../run/run.ts';
import { attempt } from '../time/time.ts';
import { instantText } from '../time/window.ts';

export interface RunIdentity {
  trigger: Run['trigger'];
  window: Window;
  // What follows names a run by hand only: a scheduled run is named after its window.
  /** ids of the reports that the run makes */
  reports: readonly string[];
  accounts?: readonly string[];
  regions?: readonly string[];
  recipients?: readonly string[];
  /** the logs, where they were chosen for this run */
  source?: string;
  /** whether it was asked for from the logs alone */
  fresh?: boolean;
}

/** A scheduled run makes all reports, so they are not part of its name. These keep the names given by version 0.1. */
const SCHEDULED_REPORTS = [
  'console-logins',
  'coverage',
  'failed-console-logins',
  'iam-role-actions',
  'iam-user-actions',
];

/**
 * @returns `scheduled-20261121T2130Z-20261122T2130Z-1a2b3c4d`, or `manual-…`: letters, digits and hyphens only, fewer
 * than the 80 characters of an execution's name
 * (https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html). The order of a list
 * does not matter.
 */
export function runId(run: RunIdentity): string {
  const { trigger, window } = run;
  const { reports, accounts, regions, recipients, source, fresh }: Partial<RunIdentity> =
    trigger === 'manual' ? run : { reports: SCHEDULED_REPORTS };
  const lists = [reports, accounts, regions, recipients].map((list) => list?.toSorted() ?? null);
  const identity = [
    trigger,
    window.from,
    window.to,
    window.timezone,
    ...lists,
    ...(source ? [source] : []),
    ...(fresh ? ['fresh'] : []),
  ];
  const hash = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 8);
  const kind = trigger === 'schedule' ? 'scheduled' : 'manual';
  return [kind, compact(window.from), compact(window.to), hash].join('-');
}

/**
 * @param kind of runs; of others it returns undefined
 * @returns the window that a run's id is made of; undefined of other names
 */
export function windowInRunId(id: string, kind: 'scheduled' | 'any' = 'scheduled'): Span | undefined {
  const [, found, from, to] = /^(scheduled|manual)-(\d{8}T\d{4,6}Z)-(\d{8}T\d{4,6}Z)-/.exec(id) ?? [];
  if (!from || !to || (kind === 'scheduled' && found !== kind)) return undefined;
  const instant = (text: string) => instantText(Temporal.Instant.from(text));
  return attempt(() => ({ from: instant(from), to: instant(to) }));
}

/** `2026-11-21T21:30:00Z` becomes `20261121T2130Z`; seconds stay where they are not zero. */
function compact(instant: string): string {
  return instant.replace(/[-:]/g, '').replace(/(T\d{4})00Z$/, '$1Z');
}
