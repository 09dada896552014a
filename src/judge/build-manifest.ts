import type { LogSurvey } from '../ports.ts';
import { placedInFile } from '../reports/error-place.ts';
import type { Figures } from '../run/figures.ts';
import type {
  ArchivedFile,
  FailedReport,
  Partitions,
  PlannedReport,
  ReportResult,
  Run,
  SucceededReport,
  Window,
} from '../run/run.ts';
import { type Warning, warn } from '../run/warning.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { COVERAGE_REPORT } from './coverage-count.ts';
import type { LastRun } from './last-run.ts';
import { type Expected, silenceWarnings } from './silent.ts';
import { surveyWarnings } from './survey-warnings.ts';

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
  warnings: Warning[];
  /** absent where the report `coverage` was not asked for, or failed */
  coverage?: Coverage;
  /** the log files in the partitions; absent where they could not be looked for */
  logs?: { files: number; bytes: number; complete: boolean };
  /** bytes that the engine read for all reports */
  scannedBytes: number;
  mail: MailRecord;
}

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

export interface ManifestInput {
  run: Run;
  reports: readonly PlannedReport[];
  results: readonly ReportResult[];
  figures: ReadonlyMap<string, Figures>;
  /** or why the logs could not be looked for */
  survey: LogSurvey | { error: string };
  expected: Expected;
  /** or why it could not be looked for */
  last: LastRun | { error: string } | undefined;
}

/** All of the manifest but the mail, which is written from it. */
export function buildManifest({
  run,
  reports,
  results,
  figures,
  survey,
  expected,
  last,
}: ManifestInput): Omit<Manifest, 'mail'> {
  const entries = reports.map((report) =>
    manifestReport(report, resultOf(report, results), figures.get(report.id)),
  );
  const accounts = figures.get(COVERAGE_REPORT)?.coverage;
  const compared = last && 'error' in last ? undefined : last;
  const coverage = accounts && coverageOf({ run, accounts, expected, last: compared });
  const logWarnings = surveyWarnings(survey, run);
  const hasLogs = !logWarnings.some(({ code }) => code === 'no-log-files');
  const warnings = [
    ...run.warnings,
    ...logWarnings,
    // Without logs nobody was heard, which is said already.
    ...(coverage && hasLogs ? coverageWarnings(coverage, survey) : []),
    ...(last && 'error' in last && !expected.accounts ? [warn('last-run-not-read', last)] : []),
  ];
  return {
    runId: run.runId,
    trigger: run.trigger,
    status: statusOf(entries, warnings),
    window: run.window,
    partitions: run.partitions,
    ...(run.source !== undefined && { source: run.source }),
    reports: entries,
    warnings,
    ...(coverage && { coverage }),
    ...('error' in survey ? {} : { logs: countsOf(survey) }),
    scannedBytes: entries.reduce((sum, { scannedBytes = 0 }) => sum + scannedBytes, 0),
  };
}

function coverageWarnings({ accounts, silent }: Coverage, survey: ManifestInput['survey']): Warning[] {
  const files = 'error' in survey ? {} : { files: survey.files };
  return [...(accounts.length === 0 ? [warn('no-events', files)] : []), ...silenceWarnings(silent)];
}

function countsOf({ files, bytes, complete }: LogSurvey): NonNullable<Manifest['logs']> {
  return { files, bytes, complete };
}

function statusOf(reports: readonly ManifestReport[], warnings: readonly Warning[]): Manifest['status'] {
  if (reports.every(({ status }) => status === 'failed')) return 'failed';
  return warnings.length > 0 || reports.some(({ status }) => status === 'failed') ? 'partial' : 'succeeded';
}

function resultOf({ id }: PlannedReport, results: readonly ReportResult[]): ReportResult {
  const result = results.find((candidate) => candidate.id === id);
  return (
    result ?? {
      id,
      status: 'failed',
      error: { Error: 'ResultMissing', Cause: 'the flow gave no result for it' },
    }
  );
}

function manifestReport(
  report: PlannedReport,
  result: ReportResult,
  figures: Figures | undefined,
): ManifestReport {
  const { id, title } = report;
  if (result.status === 'failed') {
    const message = placedInFile(messageOf(result.error), report);
    return { id, title, status: 'failed', error: { name: result.error.Error, message } };
  }
  const { id: _, status, rows, ...rest } = result;
  return { id, title, status, rows, mutedRows: figures?.mutedRows ?? 0, ...rest };
}

/** What a manifest says of one report, as its iteration of the flow gave it. */
export function recordedResult({ reports }: Manifest, id: string): ReportResult {
  const { title, mutedRows, error, ...result } = reports.find((report) => report.id === id) ?? {
    id,
    status: 'failed',
  };
  if (result.status === 'succeeded') return result as SucceededReport;
  return {
    id,
    status: 'failed',
    error: { Error: error?.name ?? 'ResultMissing', Cause: error?.message ?? '' },
  };
}

/** A Lambda's error reaches the flow as JSON: `{"errorType":…,"errorMessage":…,"trace":[…]}`. */
function messageOf({ Cause }: FailedReport['error']): string {
  try {
    const { errorMessage } = JSON.parse(Cause) as { errorMessage?: unknown };
    return typeof errorMessage === 'string' ? errorMessage : Cause;
  } catch {
    return Cause;
  }
}
