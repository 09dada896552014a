/** The events of runs, kept as Parquet in the archive: what a run collects, and what its manifest says of it. */
import type { FailedReport } from './result.ts';
import type { WarningDetails } from './warning.ts';

/** Key prefix in the archive. */
export const HISTORY = 'events';

/** What the derived column `kind` may be: the folders of a run's history. */
export const EVENT_KINDS = ['sign-in', 'root', 'user', 'role', 'service', 'other'] as const;

/** @returns the key prefix of a run's events, without a closing slash: `events/run=RUN-ID-1` */
export function historyPlace(runId: string, attempt: number): string {
  return `${HISTORY}/run=${runId}-${attempt}`;
}

/** Also of what is to stand in a statement. */
export function isHistoryPlace(text: string): boolean {
  return /^events\/run=[A-Za-z0-9-]+$/.test(text);
}

/** Of a plan: what its run collects. */
export interface Collect {
  /** CloudTrail's and those of the table's partitions, as `events` names them; the files lie in folders by `kind`, which is in none of them */
  columns: string[];
  /** what came of the attempt before; `attempt` 0 before the first */
  query: { attempt: number };
}

/** What was collected, as it travels to the manifest; or why it could not be. */
export type CollectResult = Collected | FailedReport['error'];

export interface Collected {
  state: 'succeeded';
  /** as of `historyPlace` */
  place: string;
  rows: number;
  /** as of `Collect` */
  columns: string[];
  /** those with events, sorted */
  kinds: string[];
  scannedBytes: number;
  milliseconds: number;
  /** a table that was found to give all of `rows`, quoted: the reports read it; absent: they read the logs */
  table?: string;
  /** damaged log files that are not in it; absent: none */
  leftOut?: WarningDetails['damaged-log-file'][];
}

/** Of the manifest: the run's events in the archive. */
export interface History {
  /** key prefix, without a closing slash: `events/run=RUN-ID-1` */
  place: string;
  rows: number;
  /** those with events, sorted */
  kinds: string[];
  /** names of the columns in each file, in order */
  columns: string[];
  files: HistoryFile[];
  /** places of attempts that failed and left files, which no manifest lists; absent: none */
  left?: string[];
}

export interface HistoryFile {
  /** name below `place`: `kind=role/data_0.parquet` */
  file: string;
  bytes: number;
  /** as its place gives it: SHA256 in hexadecimal of a directory, S3's own of a bucket; absent: it has none */
  checksum?: { algorithm: string; value: string };
}
