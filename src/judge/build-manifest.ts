import { enoughScanLimit } from '../plan/cost.ts';
import type { LogSurvey } from '../ports.ts';
import { eventsRead } from '../reports/history-events.ts';
import { placedInFile } from '../reports/statement.ts';
import { COVERAGE_REPORT, type Coverage, type Expected } from '../run/coverage.ts';
import type { Figures } from '../run/figures.ts';
import type { History } from '../run/history.ts';
import {
  CONTROLS_REPORT,
  type Control,
  type NetworkName,
  type SeenOutcome,
  type VerdictRule,
} from '../run/judgement.ts';
import { MANIFEST_VERSION, type Manifest, type ManifestReport, type RunOutcome } from '../run/manifest.ts';
import type { PlannedReport } from '../run/report.ts';
import type { FailedReport, ReportResult } from '../run/result.ts';
import type { RunReview } from '../run/review.ts';
import type { Run } from '../run/run.ts';
import { type Warning, warn } from '../run/warning.ts';
import { isoDate } from '../time/days.ts';
import { VERSION } from '../version.ts';
import { controlChange, controlOutcomes } from './controls.ts';
import { coverageOf } from './coverage.ts';
import { deliveryWarnings } from './delivery-warnings.ts';
import type { RunsBefore } from './last-run.ts';
import { missingEvents, reconciled } from './reconcile.ts';
import { silenceWarnings } from './silent.ts';
import { surveyWarnings } from './survey-warnings.ts';
import { verdictOf } from './verdict.ts';

interface ManifestInput {
  run: Run;
  reports: readonly PlannedReport[];
  results: readonly ReportResult[];
  figures: ReadonlyMap<string, Figures>;
  controls: readonly Control[];
  /** or why the logs could not be looked for */
  survey: LogSurvey | { error: string };
  expected: Expected;
  /** or why they could not be looked for */
  before: RunsBefore | { error: string };
  /** of the runs before; undefined where the team reviews none */
  reviews: RunReview[] | undefined;
  /** undefined in runs by hand, and where it is not known what this run saw */
  seen: SeenOutcome | undefined;
  /** or why they are not known; undefined where none are asked for */
  networks: { networks: Readonly<Record<string, NetworkName>> } | { error: string } | undefined;
  /** of the verdict */
  rule: VerdictRule;
  /** the run's events, or why they are not in the archive; undefined where none were asked for */
  history: History | { error: string; left?: string[] } | undefined;
}

/** The outcome of a run, from which its mail and its manifest are made; its files are those of the reports. */
export function buildManifest({
  run,
  reports,
  results,
  figures,
  controls,
  survey,
  expected,
  before,
  reviews,
  seen,
  networks,
  rule,
  history,
}: ManifestInput): RunOutcome {
  const outcomes = reports.map((report) => ({ report, result: resultOf(report, results) }));
  const entries = outcomes.map(({ report, result }) =>
    manifestReport(run, report, result, figures.get(report.id)),
  );
  const accounts = figures.get(COVERAGE_REPORT)?.coverage;
  const runs: RunsBefore = 'error' in before ? {} : before;
  const { compared } = runs;
  const shown = reconciled(entries, figures, figures.get(COVERAGE_REPORT)?.eventsByType);
  const coverage = accounts && {
    ...coverageOf(accounts, run, { expected, last: compared }),
    ...(shown.length > 0 && { reconciled: shown }),
  };
  const logs = logCounts(survey);
  const logWarnings = surveyWarnings(survey, run);
  const hasLogs = !logWarnings.some(({ code }) => code === 'no-log-files');
  const collected = run.history && 'place' in run.history ? run.history : undefined;
  const warnings = [
    ...run.warnings,
    ...logWarnings,
    ...leftOutWarnings([...figures.values(), ...(collected ? [collected] : [])]),
    ...(entries.some(({ error }) => error?.name === 'UnnamedLogError')
      ? [warn('unnamed-log-file', { from: isoDate(run.partitions.from), to: isoDate(run.partitions.to) })]
      : []),
    // Cut off, a query says how far it came, not how far it had to go: the log files do.
    ...(logs && entries.some(({ error }) => error?.name === 'ScanLimitError')
      ? [warn('scan-limit', { bytes: logs.bytes, enough: enoughScanLimit(logs.bytes) })]
      : []),
    // Without logs every account is silent, and the warning above says why.
    ...(coverage && hasLogs ? coverageWarnings(coverage, logs) : []),
    ...missingEvents(shown),
    ...deliveryWarnings(survey, run, runs),
    ...('error' in before && (run.cutoffs || (coverage && !expected.accounts))
      ? [warn('last-run-not-read', before)]
      : []),
    ...(networks && 'error' in networks ? [warn('networks-not-named', networks)] : []),
    ...(history && 'error' in history ? [warn('history-failed', history)] : []),
  ];
  const outcome: Omit<RunOutcome, 'verdict'> = {
    version: MANIFEST_VERSION,
    toolVersion: VERSION,
    runId: run.runId,
    trigger: run.trigger,
    status: statusOf(entries, warnings),
    window: run.window,
    partitions: run.partitions,
    ...(run.cutoffs && { cutoffs: run.cutoffs }),
    ...(run.source !== undefined && { source: run.source }),
    events: eventsRead(run),
    files: outcomes.flatMap(({ result }) => (result.status === 'succeeded' ? result.files : [])),
    reports: entries,
    warnings,
    ...(coverage && { coverage }),
    ...(reports.some(({ id }) => id === CONTROLS_REPORT) && {
      controls: controlOutcomes(controls, figures.get(CONTROLS_REPORT)?.controls),
    }),
    ...(seen && { seen }),
    ...(networks && 'networks' in networks && { networks: networks.networks }),
    ...(reviews && { reviews }),
    ...(logs && { logs }),
    ...(history && !('error' in history) && { history }),
    ...(run.past && { past: run.past.runs.map(({ runId }) => runId) }),
    scannedBytes: entries.reduce(
      (sum, { scannedBytes = 0 }) => sum + scannedBytes,
      collected?.scannedBytes ?? 0,
    ),
  };
  const judged = { ...outcome, verdict: verdictOf(outcome, rule) };
  const change = controlChange(judged, runs.scheduled);
  return { ...judged, ...(change && { controlChange: change }) };
}

/** Each file once, although each report's query found it for itself. */
function leftOutWarnings(figures: Iterable<Pick<Figures, 'leftOut'>>): Warning[] {
  const files = new Map([...figures].flatMap(({ leftOut = [] }) => leftOut).map((it) => [it.file, it]));
  return [...files.values()].map((file) => warn('damaged-log-file', file));
}

function coverageWarnings({ accounts, silent }: Coverage, logs: Manifest['logs']): Warning[] {
  const files = logs && { files: logs.files };
  return [...(accounts.length === 0 ? [warn('no-events', { ...files })] : []), ...silenceWarnings(silent)];
}

/** As recorded; undefined where the logs could not be checked. */
function logCounts(survey: ManifestInput['survey']): Manifest['logs'] {
  if ('error' in survey) return undefined;
  const { files, bytes, complete, damaged, passedOver, notCovered, delivery } = survey;
  return {
    files,
    bytes,
    complete,
    ...(damaged.length > 0 && { damaged: damaged.length }),
    ...(passedOver && { passedOver: passedOver.reduce((sum, { count }) => sum + count, 0) }),
    ...(notCovered && { notCovered }),
    ...(delivery && { delivered: delivery.delivered }),
  };
}

function statusOf(reports: readonly ManifestReport[], warnings: readonly Warning[]): Manifest['status'] {
  if (reports.every(({ status }) => status === 'failed')) return 'failed';
  return warnings.length > 0 || reports.some(({ status }) => status === 'failed') ? 'partial' : 'succeeded';
}

function resultOf({ id }: PlannedReport, results: readonly ReportResult[]): ReportResult {
  const error = { Error: 'ResultMissing', Cause: 'the flow gave no result for it' };
  return results.find((result) => result.id === id) ?? { id, status: 'failed', error };
}

function manifestReport(
  run: Run,
  report: PlannedReport,
  result: ReportResult,
  figures: Figures | undefined,
): ManifestReport {
  const { id, title, sql } = report;
  if (result.status === 'failed') {
    const message = placedInFile(caughtMessage(result.error), report, eventsRead(run));
    return { id, title, status: 'failed', sql, error: { name: result.error.Error, message } };
  }
  const { status, rows, tooLarge, scannedBytes, milliseconds } = result;
  const { mutedRows = 0, lateRows } = figures ?? {};
  const late = lateRows !== undefined && { lateRows };
  const more = tooLarge && { tooLarge };
  return { id, title, status, sql, rows, mutedRows, ...late, ...more, scannedBytes, milliseconds };
}

/** A Lambda's error reaches the flow as JSON: `{"errorType":…,"errorMessage":…,"trace":[…]}`. */
export function caughtMessage({ Cause }: FailedReport['error']): string {
  try {
    const { errorMessage } = JSON.parse(Cause) as { errorMessage?: unknown };
    return typeof errorMessage === 'string' ? errorMessage : Cause;
  } catch {
    return Cause;
  }
}
