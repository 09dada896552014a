import type { Partitions, Window } from './run.ts';

/** `manifest.json`: the last file that a run writes. A run without one is not complete. */
export interface Manifest {
  runId: string;
  trigger: 'schedule' | 'manual';
  /** `succeeded`: every report, and nothing to warn of; `failed`: no report succeeded; `partial`: between */
  status: 'succeeded' | 'partial' | 'failed';
  window: Window;
  partitions: Partitions;
  reports: ManifestReport[];
  warnings: Warning[];
  logs: { files: number; bytes: number };
  /** bytes that the engine read for all reports */
  scannedBytes: number;
  mail: { subject: string; from: string; to: string[]; file: string };
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
  scannedBytes?: number;
  milliseconds?: number;
  error?: { name: string; message: string };
}

export interface Warning {
  code: 'no-log-files' | 'damaged-log-file' | 'records-without-time' | 'window-too-recent';
  message: string;
  /** the log file concerned */
  file?: string;
}
