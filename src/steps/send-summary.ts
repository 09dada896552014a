import type { Config } from '../config.ts';
import type { Figures } from '../figures.ts';
import { buildManifest, type Manifest } from '../manifest.ts';
import type { Archive, Clock, LogSource, Mailer } from '../ports.ts';
import type { PlannedReport, ReportResult, Run } from '../run.ts';
import { figuresFile } from './archive-report.ts';

export interface SendSummaryInput {
  run: Run;
  reports: PlannedReport[];
  results: ReportResult[];
}

export interface SendSummaryDeps {
  archive: Archive;
  logs: LogSource;
  /** in this order: the message is in the archive before it is sent */
  mailers: readonly Mailer[];
  config: Config;
  now: Clock;
}
