/** The report (sql/reports/coverage.sql) from whose rows the coverage is made. */
export const COVERAGE_REPORT = 'coverage';

/** An account with events in the window. Times as CloudTrail writes them: `2026-11-21T07:00:00Z`. */
export interface CoveredAccount {
  /** its id; `unknown` for records that name none */
  account: string;
  events: number;
  /** events by region */
  regions: Record<string, number>;
  firstEventTime: string;
  lastEventTime: string;
  /** clock hours (UTC) with an event in any region */
  hoursWithEvents: number;
  /** the longest time between two events; absent where all are in one hour */
  silence?: { from: string; to: string };
}

/** Events by type of identity, named like the columns of the report; a column that is absent was not counted. */
export type EventSums = { [column in 'rootevents' | 'userevents' | 'roleevents' | 'otherevents']?: number };

/** A report that must show every event of a type of identity, as many as `coverage` counts. */
export interface ReconciledReport {
  report: string;
  events: number;
  /** more than `events` where records that differ share an id */
  rows: number;
}

/** What the events of a window came from: part of the manifest. */
export interface Coverage {
  /** clock hours (UTC) that the window touches */
  hours: number;
  /** those with events, by account id; `silence` includes that before the first event and after the last */
  accounts: CoveredAccount[];
  /** those with events, sorted */
  regions: string[];
  silent: Silent;
  /** absent in manifests of older versions */
  reconciled?: ReconciledReport[];
  /** id of the last run; absent without a run to compare with */
  comparedWith?: string;
}

/** The run with which this one's coverage is compared. */
export interface LastRun {
  runId: string;
  coverage: Coverage;
}

/** Who was expected to have events in the window and had none. */
export interface Silent {
  accounts: SilentAccount[];
  /** expected by configuration, and silent in every account */
  regions: string[];
  /** regions in which accounts had events in the last run but not in this one, where they have others */
  sinceLastRun: { region: string; accounts: string[] }[];
}

export interface SilentAccount {
  account: string;
  expected: 'configuration' | 'last-run';
  /** as far as the last run knew: `2026-11-20T14:02:00Z` */
  lastEventTime?: string;
}

/** Accounts and regions from which a team expects events: `config.expected`. */
export interface Expected {
  accounts?: readonly string[] | undefined;
  regions?: readonly string[] | undefined;
}
