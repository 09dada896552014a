/** The shapes that travel between the steps. JSON throughout: on AWS they are the execution's input and state. */

import type { Collect, CollectResult, HistoryFile } from './history.ts';
import type { DerivedColumn, PlannedReport } from './report.ts';
import type { Warning } from './warning.ts';

/** Half-open `[from, to)`: ISO 8601 instants in UTC, whole seconds: `2026-11-21T22:00:00Z` */
export interface Span {
  from: string;
  to: string;
}

export interface Window extends Span {
  /** IANA name of the zone in which the window was made and is shown */
  timezone: string;
}

/**
 * What parts a scheduled run from those before and after it: the minutes of delivery in the names of log files. Every
 * delivered record is so in one of them, however late it came. Instants in UTC, whole seconds.
 */
export interface Cutoffs {
  /** files named from here on also count for events before the window: those are late */
  from: string;
  /** files named from here on are left to the next run */
  to: string;
}

/** The partitions that a run reads. A list that is absent does not bound. */
export interface Partitions {
  /** first and last UTC day, both included: `2026/11/21` */
  from: string;
  to: string;
  accounts?: string[];
  regions?: string[];
}

export interface Run {
  runId: string;
  trigger: 'schedule' | 'manual';
  window: Window;
  partitions: Partitions;
  /** of a scheduled run. A run by hand takes all that is there; so did scheduled runs of version 0.1 */
  cutoffs?: Cutoffs;
  /** what its reports read: once, because the flow's state holds 256 KiB, and an organization has many accounts */
  events: Events;
  /** the logs, where they were chosen for this run: a directory, or a table of Athena; absent: those configured */
  source?: string;
  /** key prefix of the run's files in the archive, without a closing slash: `runs/2026/11/21/RUN-ID` */
  archive: string;
  /** the folders that the table reads; absent where the table does not say */
  projected?: ProjectedFolders;
  /** of a run by hand: whose events it reads in place of logs; absent: none */
  past?: Past;
  /** who gets the mail; absent: those configured */
  recipients?: string[];
  /** about what was known before the run began */
  warnings: Warning[];
  /** what came of `Plan.collect`; absent before it ran, and where nothing is collected */
  history?: CollectResult;
}

/** A request made definite: the input of the flow. */
export interface Plan {
  run: Run;
  reports: PlannedReport[];
  /** collect the run's events first; absent: do not */
  collect?: Collect;
}

/** Asks again for the mail of a run that has its manifest: the other input of the flow. */
export interface ResendInput {
  run: Run;
  /** which attempt is asked for: a repeated step asks for the same one */
  resend: number;
}

/** What every report of a run reads FROM. */
export interface Events {
  /** `events AS (SELECT * …)`, of a WITH */
  sql: string;
  /** the derived columns that its reports name; a statement gets its own report's. Absent in plans of older versions */
  derived?: readonly DerivedColumn[];
  /** one value for each `?`, in order, bare */
  parameters: string[];
}

export interface ProjectedFolders {
  /** of a region's folder: `s3://bucket/AWSLogs/${account}/CloudTrail/${region}/` */
  location: string;
  /** what a `${column}` of it may be; any folder's name, where it is not listed */
  values: Readonly<Record<string, readonly string[]>>;
}

/** Scheduled runs that follow each other without a gap: a range by hand reads their events in place of logs. */
export interface Past {
  /** from the window of the first to that of the last */
  window: Span;
  /** likewise: the files of logs that they read were delivered before the second */
  cutoffs: Cutoffs;
  /** of all files */
  bytes: number;
  /** oldest first */
  runs: PastRun[];
  /** whether the folders of their events are of the derived column `kind` as the run's reports have it; absent: not known */
  kinds?: true;
}

interface PastRun {
  runId: string;
  /** key prefix of its events in the archive */
  place: string;
  /** none where a table reads them: the flow's state has little room */
  files: HistoryFile[];
}
