import type { Coverage } from './coverage.ts';
import type { ArchivedFile } from './result.ts';
import type { Partitions, Window } from './run.ts';
import type { RecordedWarning, Warning } from './warning.ts';

/** `manifest.json`: written when all other files of a run are. A run without one is not complete. */
export interface Manifest {
  runId: string;
  trigger: 'schedule' | 'manual';
  /** `succeeded`: every report, and nothing to warn of; `failed`: no report succeeded; `partial`: between */
  status: 'succeeded' | 'partial' | 'failed';
  window: Window;
  partitions: Partitions;
  /** the logs, where they were chosen for this run: a directory, or a table of Athena */
  source?: string;
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
export interface MailRecord extends ArchivedFile {
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
  /** absent, as are all below but `error`, where the report failed */
  rows?: number;
  mutedRows?: number;
  /** file name beside the manifest */
  file?: string;
  bytes?: number;
  sha256?: string;
  /** what the mail shows of the CSV, beside it */
  figures?: ArchivedFile;
  scannedBytes?: number;
  milliseconds?: number;
  error?: { name: string; message: string };
}
