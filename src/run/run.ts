/** The shapes that travel between the steps. JSON throughout: on AWS they are the execution's input and state. */

import type { Report, ReportSource } from '../reports/catalogue.ts';
import type { Events } from '../reports/events.ts';
import type { ProjectedFolders } from '../table/projected-folders.ts';
import type { Warning } from './warning.ts';

/** Half-open `[from, to)`. */
export interface Window {
  /** ISO 8601 instant in UTC, whole seconds: `2026-11-21T22:00:00Z` */
  from: string;
  to: string;
  /** IANA name of the zone in which the window was made and in which people read it */
  timezone: string;
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
  /** what its reports read: here once, for the flow's state holds 256 KiB, and an organization has many accounts */
  events: Events;
  /** the logs, where they were chosen for this run: a directory, or a table of Athena; absent: those configured */
  source?: string;
  /** key prefix of the run's files in the archive, without a closing slash: `runs/2026/11/21/RUN-ID` */
  archive: string;
  /** the folders that the table reads; absent where the table does not say */
  projected?: ProjectedFolders;
  /** who gets the mail; absent: those configured */
  recipients?: string[];
  /** what was to be warned of before the run began */
  warnings: Warning[];
}

/** One report of a run. Its statement is its SQL behind the run's `events` (`statementOf`). */
export interface PlannedReport extends Report {
  /** where the report's SQL stands in its file, and where that line stands in the statement */
  source: ReportSource & { statementLine: number };
}

/** A request made definite: the input of the flow. */
export interface Plan {
  run: Run;
  reports: PlannedReport[];
}

/** Asks for the mail of a run that has its manifest once more: the other input of the flow. */
export interface ResendInput {
  run: Run;
  /** which attempt is asked for: a step that is repeated asks for the same one */
  resend: number;
}

/** What came of one report: the output of its iteration of the flow. */
export type ReportResult = SucceededReport | FailedReport;

/** A file of a run. */
export interface ArchivedFile {
  /** name below the run's archive prefix */
  file: string;
  bytes: number;
  /** in hexadecimal */
  sha256: string;
}

export interface SucceededReport extends ArchivedFile {
  id: string;
  status: 'succeeded';
  rows: number;
  /** what the mail shows of the CSV, beside it */
  figures: ArchivedFile;
  scannedBytes: number;
  milliseconds: number;
}

export interface FailedReport {
  id: string;
  status: 'failed';
  /** as the state machine catches it: the error's name, and its message or (from a Lambda) JSON that holds it */
  error: { Error: string; Cause: string };
}
