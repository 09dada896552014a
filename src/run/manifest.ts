import type { Coverage } from './coverage.ts';
import type { History } from './history.ts';
import type { ControlChange, ControlOutcome, NetworkName, SeenOutcome, Verdict } from './judgement.ts';
import type { RunFile, TooLarge } from './result.ts';
import type { RunReview } from './review.ts';
import type { Cutoffs, Events, Partitions, Window } from './run.ts';
import type { RecordedWarning, Warning } from './warning.ts';

/** Of the shape below. `readManifest` reads older ones too. */
export const MANIFEST_VERSION = 2;

/** `manifest.json`: written after all other files of a run. A run without one is not complete. */
export interface Manifest {
  version: typeof MANIFEST_VERSION;
  /** of the tool that made the run; absent, like `events` and `sql`, in runs of version 1 */
  toolVersion?: string;
  runId: string;
  trigger: 'schedule' | 'manual';
  /** `succeeded`: every report, without warnings; `failed`: no report succeeded; `partial`: anything between */
  status: 'succeeded' | 'partial' | 'failed';
  window: Window;
  partitions: Partitions;
  /** of a scheduled run */
  cutoffs?: Cutoffs;
  /** the logs, where they were chosen for this run: a directory, or a table of Athena */
  source?: string;
  /** what every report's SQL reads FROM: a statement that ran is `WITH`, this, and the report's `sql` */
  events?: Events;
  /** every file of the run but the manifest */
  files: RunFile[];
  reports: ManifestReport[];
  warnings: RecordedWarning[];
  /** absent where the report `coverage` was not asked for, or failed */
  coverage?: Coverage;
  /** absent where the report `controls` was not asked for */
  controls?: ControlOutcome[];
  /** absent where there is no scheduled run right before, or one of the two does not know its controls */
  controlChange?: ControlChange;
  /** absent where the report `seen` was not asked for, or failed, and in runs by hand */
  seen?: SeenOutcome;
  /** of addresses and networks that `controls` and `seen` show, by these; absent: the configuration names no MMDB file */
  networks?: Readonly<Record<string, NetworkName>>;
  /** absent in manifests of older versions */
  verdict?: Verdict;
  /** of a scheduled run: the last ones before it, newest first; absent where the team reviews none */
  reviews?: RunReview[];
  /** absent where they could not be checked */
  logs?: Logs;
  /** the run's events as Parquet; absent where the setting `history` is off, where collecting failed, and in runs by hand */
  history?: History;
  /** ids of the scheduled runs whose events a run by hand read in place of logs, oldest first; absent: none */
  past?: string[];
  /** bytes that the engine read for all reports */
  scannedBytes: number;
  mail: MailRecord;
}

/** The log files in the partitions. A field is absent if there are none, or if an older version wrote the manifest. */
export interface Logs {
  files: number;
  bytes: number;
  /** whether all were counted */
  complete: boolean;
  /** how many of `files` could not be read */
  damaged?: number;
  /** files and folders beside them that were not read */
  passedOver?: number;
  /** folders beside the log files that no report covers: `CloudTrail-NetworkActivity`, `s3://bucket/o-a1b2c3d4e5/AWSLogs/` */
  notCovered?: readonly string[];
  /** of a scheduled run, by day folder: files named before its cutoff. The next run looks whether some came later */
  delivered?: Readonly<Record<string, number>>;
}

/** All of a manifest but the mail and the sentences of the warnings, which are made from it. */
export type RunOutcome = Omit<Manifest, 'mail' | 'warnings' | 'verdict'> & {
  warnings: Warning[];
  verdict: Verdict;
};

/** The mail of a run, and what became of it. */
export interface MailRecord {
  subject: string;
  from: string;
  to: string[];
  /**
   * `written`: only archived; `sent`: SES or the SMTP server took it; `refused`: it will not take it until the reason is
   * gone; `deferred`: it did not, but may later; `uncertain`: it was asked, and its answer is not known
   */
  status: 'written' | 'sent' | 'refused' | 'deferred' | 'uncertain';
  /** how often it was asked to send the mail */
  attempts: number;
  /** the instants at which a person asked for it again, of the 24 hours before the last; absent: none */
  resends?: string[];
  /** instant of the answer; present once sent, like the id that the message was given, if it was */
  sentAt?: string;
  messageId?: string;
  /** why it is refused, deferred or uncertain, and what to do; of a sent mail: for whom it was not taken, and why */
  reason?: string;
}

export interface ManifestReport {
  id: string;
  title: string;
  status: 'succeeded' | 'failed';
  /** the report's own SQL */
  sql?: string;
  /** absent where the report failed, like the rest but `error` */
  rows?: number;
  mutedRows?: number;
  /** rows of events before the window; absent if there are none */
  lateRows?: number;
  /** its file has counts in place of rows; absent: rows */
  tooLarge?: TooLarge;
  scannedBytes?: number;
  milliseconds?: number;
  error?: { name: string; message: string };
}
