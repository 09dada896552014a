import { tokenize } from '../reports/sql-tokens.ts';
import type { EventSums, ReconciledReport } from '../run/coverage.ts';
import type { Figures } from '../run/figures.ts';
import type { ManifestReport } from '../run/manifest.ts';
import { type Warning, warn } from '../run/warning.ts';

/** What the reports of actions have all events of: a column of `coverage`, the kinds of these events, and their condition. */
const ALL_EVENTS: Readonly<Record<string, { column: keyof EventSums; kinds: string; where: string }>> = {
  'root-actions': {
    column: 'rootevents',
    kinds: "'root', 'sign-in'",
    where: "useridentity.type = 'Root'",
  },
  'iam-user-actions': {
    column: 'userevents',
    kinds: "'user', 'sign-in'",
    where: "useridentity.type = 'IAMUser'",
  },
  'iam-role-actions': {
    column: 'roleevents',
    kinds: "'role', 'sign-in'",
    where: "useridentity.type = 'AssumedRole'",
  },
  'other-actions': {
    column: 'otherevents',
    kinds: "'service', 'other', 'sign-in'",
    where: "coalesce(useridentity.type, '') NOT IN ('Root', 'IAMUser', 'AssumedRole')",
  },
};

/**
 * Holds the rows of each report of actions against the events that `coverage` counts for it. Not of a report that a team
 * changed to have fewer: one with another condition, or whose rows are not events.
 *
 * @param eventsByType absent where they were not counted
 */
export function reconciled(
  reports: readonly ManifestReport[],
  figures: ReadonlyMap<string, Figures>,
  eventsByType: EventSums = {},
): ReconciledReport[] {
  return reports.flatMap(({ id, sql = '', rows }) => {
    const { column, kinds, where } = ALL_EVENTS[id] ?? {};
    const events = column && eventsByType[column];
    if (events === undefined || rows === undefined || !figures.get(id)?.columns.includes('eventid'))
      return [];
    // A report of a team may read all kinds.
    const conditions = [`FROM events WHERE kind IN (${kinds}) AND ${where}`, `FROM events WHERE ${where}`];
    return conditions.some((it) => takesAll(sql, it)) ? [{ report: id, events, rows }] : [];
  });
}

/** Rows beyond the events are no fault: records that differ may share an id. */
export function missingEvents(reports: readonly ReconciledReport[]): Warning[] {
  return reports.filter(({ events, rows }) => rows < events).map((report) => warn('events-missing', report));
}

/** @returns whether nothing but an order, which may be the planner's, follows the condition */
function takesAll(sql: string, condition: string): boolean {
  const [, rest] = wordsOf(sql).split(wordsOf(condition));
  return rest !== undefined && /^$|^ ORDER BY (?!.*\b(LIMIT|OFFSET|FETCH)\b)/i.test(rest);
}

/** Without comments and layout. */
function wordsOf(sql: string): string {
  return tokenize(sql)
    .tokens.map(({ text }) => text)
    .join(' ');
}
