import type { Coverage } from './coverage.ts';
import type { RunFile } from './result.ts';
import type { Events, Partitions, Window } from './run.ts';
import type { RecordedWarning, Warning } from './warning.ts';

/** Of the shape below. Manifests of older ones are read by `readManifest`. */
export const MANIFEST_VERSION = 2;

/** `manifest.json`: written when all other files of a run are. A run without one is not complete. */
export interface Manifest {
  version: typeof MANIFEST_VERSION;
  /** of the tool that made the run; absent where it was made before that was recorded, as are `events` and `sql` */
  toolVersion?: string;
  runId: string;
  trigger: 'schedule' | 'manual';
  /** `succeeded`: every report, and nothing to warn of; `failed`: no report succeeded; `partial`: between */
  status: 'succeeded' | 'partial' | 'failed';
  window: Window;
  partitions: Partitions;
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
  /** the log files in the partitions; absent where they could not be looked for */
  logs?: { files: number; bytes: number; complete: boolean };
  /** bytes that the engine read for all reports */
  scannedBytes: number;
  mail: MailRecord;
}

/** All of a manifest but the mail and the sentences of the warnings, which are made from it. */
export type RunOutcome = Omit<Manifest, 'mail' | 'warnings'> & { warnings: Warning[] };

/** The mail of a run, and what became of it. */
export interface MailRecord {
  subject: string;
  from: string;
  to: string[];
  /**
   * `written`: nobody was to be sent it; `sent`: SES took it; `refused`: SES did not, nor will it until its reason is gone;
   * `deferred`: SES did not, but may later; `uncertain`: SES was asked, and its answer is not known
   */
  status: 'written' | 'sent' | 'refused' | 'deferred' | 'uncertain';
  /** how often SES was asked */
  attempts: number;
  /** instant of SES's answer; present, as is the id that SES gave the message, once sent */
  sentAt?: string;
  messageId?: string;
  /** why it is refused, deferred or uncertain, and what to do */
  reason?: string;
}

export interface ManifestReport {
  id: string;
  title: string;
  status: 'succeeded' | 'failed';
  /** the report's own SQL */
  sql?: string;
  /** absent, as are all below but `error`, where the report failed */
  rows?: number;
  mutedRows?: number;
  scannedBytes?: number;
  milliseconds?: number;
  error?: { name: string; message: string };
}
