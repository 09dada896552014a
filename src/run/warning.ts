/** What a run warns of: a code and its details. Its sentences are in src/mail/words/. */

import type { ReconciledReport, SilentAccount } from './coverage.ts';

/** By code. Every string may come from a log, an engine or the operating system. */
export interface WarningDetails {
  /** first and last UTC day whose folders were checked: `2026/11/21` */
  'no-log-files': { from: string; to: string } & Unread;
  /** the report `coverage` found nothing; how many log files there are, where that is known */
  'no-events': { files?: number };
  'days-without-log-files': DaysWithoutLogs & Unread;
  /** the count was broken off, and saw none on these days */
  'days-not-surveyed': DaysWithoutLogs;
  /** `file` and `folder` as their place names them, `reason` in English */
  'damaged-log-file': { file: string; reason: string };
  /** a query failed on a file that the engine does not name; first and last UTC day that it read: `2026-11-21` */
  'unnamed-log-file': { from: string; to: string };
  'unreadable-folder': { folder: string; reason: string };
  'passed-over': PassedOver;
  'records-without-time': { records: number };
  'not-projected': NotProjected;
  /** a report has fewer rows than there are events for it */
  'events-missing': ReconciledReport;
  'scan-limit': ScanLimit;
  'silent-account': SilentAccount;
  /** expected by configuration */
  'silent-region': { region: string };
  /** how long CloudTrail is given to deliver */
  'window-too-recent': { minutes: number };
  /** the error's message */
  'last-run-not-read': { error: string };
  'logs-not-surveyed': { error: string };
  /** in no scheduled run: between the window of the one before and this one's. Instants */
  'window-gap': { from: string; to: string };
  /** in this run and in others of the schedule */
  'window-overlap': { from: string; to: string };
  /** they were not there when the run before read these days' folders, `2026-11-21`; where their events are */
  'log-files-after-run': { files: number; days: readonly string[]; from: string; to: string };
  /** their names say that they came after the last run that reads their folders; absent files: not all were looked at */
  'unread-log-files': Partial<FoundFiles> & { incomplete?: boolean };
  'undated-log-files': FoundFiles;
  /** the MMDB files of the configuration could not be used: why */
  'networks-not-named': { error: string };
  /** the run's events are not in the archive: why */
  'history-failed': { error: string; left?: string[] };
  /** a range by hand reads the logs in place of this run's events: why, in English */
  'history-not-read': { runId: string; reason: string };
}

export type WarningCode = keyof WarningDetails;

/** What a reader must know before trusting a run; any one of them makes it `partial`. */
export type Warning<Code extends WarningCode = WarningCode> = {
  [C in Code]: { code: C } & WarningDetails[C];
}[Code];

/** A warning as a manifest has it: with its sentence in English, for a person who reads the file. */
export type RecordedWarning = Warning & { message: string };

export function warn<Code extends WarningCode>(code: Code, details: WarningDetails[Code]): Warning<Code> {
  return { code, ...details } as Warning<Code>;
}

/** @returns those of one kind */
export function warningsOf<Code extends WarningCode>(
  code: Code,
  warnings: readonly { code: WarningCode }[],
): Warning<Code>[] {
  return warnings.filter((warning): warning is Warning<Code> => warning.code === code);
}

/** How many files were found instead, which `passed-over` names; absent: none. */
interface Unread {
  unread?: number;
}

/** Files that were found: how many, and the path of one. */
export interface FoundFiles {
  files: number;
  example: string;
}

/** Files or folders that a run does not read, of one reason. */
export interface PassedOver {
  reason: PassedOverReason;
  count: number;
  /** the first few, in their order */
  paths: string[];
}

/**
 * `not-json`: a file in a day folder, neither gzip nor JSON by its first bytes; `archived`: a log file in a storage class
 * that Athena leaves out; `hidden`: a log file whose name Athena leaves out; `outside-days`: a file beside the day folders; `unknown-folder`: a folder that CloudTrail's layout
 * does not have; `other-root`: another AWSLogs below the place of the logs
 */
export type PassedOverReason =
  | 'not-json'
  | 'archived'
  | 'hidden'
  | 'outside-days'
  | 'unknown-folder'
  | 'other-root';

/** The UTC days of a window whose folders have no log file. */
export interface DaysWithoutLogs {
  /** in their order, both ends included: `2026-11-21` */
  ranges: { from: string; to: string }[];
  /** how many days these are, of how many that the window touches */
  missing: number;
  of: number;
}

/** Folders with log files of a run's days that the table does not read: their events are in no report. */
export interface NotProjected {
  /** where the table reads: `s3://bucket/AWSLogs/${account}/CloudTrail/${region}/` */
  location: string;
  /** by account: `AWSLogs/111122223333/CloudTrail/`, and the regions in it */
  accounts: { folder: string; regions: string[] }[];
  /** how many regions, of all accounts */
  folders: number;
}

/** Every query reads all log files of its days, and may read less than that. */
interface ScanLimit {
  /** of the log files, as far as they were counted */
  bytes: number;
  /** the limit, where it is known */
  limit?: number;
  /** a limit that leaves room for days with more logs */
  enough: number;
}
