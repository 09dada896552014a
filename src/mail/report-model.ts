import { COVERAGE_REPORT } from '../run/coverage.ts';
import type { Figures } from '../run/figures.ts';
import type { ManifestReport } from '../run/manifest.ts';
import type { RunFile } from '../run/result.ts';
import { rowFilesOf } from '../run/run-files.ts';
import { coverageShown, coveredText } from './coverage-model.ts';
import { type Hours, hoursOf, newestOf, type Ranking, type RowTable, rankingsOf } from './figures-model.ts';
import type { SummaryInput } from './model.ts';
import { errorText } from './notices.ts';
import { printable } from './printable.ts';
import type { Unknown } from './unknown.ts';
import type { WindowText } from './window-text.ts';
import type { Wording } from './wording.ts';

/** One report in words. What does not apply is undefined. */
export interface ReportSummary {
  id: string;
  title: string;
  /** the number of rows, or in a word why there is none */
  count: string;
  description: string;
  /** in place of figures: the report failed, found nothing, or all of its rows are muted */
  statement: Statement | undefined;
  /** how many rows the tables leave out */
  muted: string | undefined;
  /** the most frequent values of each counted column */
  rankings: Ranking[];
  hours: Hours | undefined;
  /** the newest rows */
  table: RowTable | undefined;
  /** those with its rows: name, size, bytes scanned, whether it is attached or where it lies */
  files: ReportFile[];
}

interface Statement {
  tone: 'failed' | 'unknown' | 'plain';
  text: string;
}

interface ReportFile {
  name: string;
  facts: string[];
}

export interface ReportContext {
  input: SummaryInput;
  window: WindowText;
  unknown: Unknown | undefined;
  wording: Wording;
}

/** Tells one report in words. */
export function summarizeReport(report: ManifestReport, context: ReportContext): ReportSummary {
  const { input, wording } = context;
  const planned = input.planned.find(({ id }) => id === report.id);
  const figures = input.figures.get(report.id);
  const rows = report.rows ?? 0;
  const muted = report.mutedRows ?? 0;
  const statement = statementOf(report, planned?.emptyIsGood ?? false, context);
  return {
    id: report.id,
    title: printable(report.title),
    count: countOf(report, context),
    description: printable(planned?.description ?? '', 400),
    statement,
    muted: muted > 0 && muted < rows ? wording.muted(muted) : undefined,
    rankings: [],
    hours: undefined,
    table: undefined,
    ...(figures && !statement ? shownOf(report.id, figures, context) : {}),
    files: rowFilesOf(input.manifest, report.id).map((file) => fileOf(file, report, context)),
  };
}

function countOf(report: ManifestReport, { input, unknown, wording }: ReportContext): string {
  if (report.status === 'failed') {
    return wording.headlineFailed;
  }
  const rows = report.rows ?? 0;
  if (rows === 0 && unknown) {
    return wording.headlineUnknown;
  }
  const { coverage } = input.manifest;
  return report.id === COVERAGE_REPORT && coverage
    ? wording.coverage.count(coverage.accounts.length)
    : wording.number(rows);
}

function statementOf(
  report: ManifestReport,
  emptyIsGood: boolean,
  { input, unknown, wording }: ReportContext,
): Statement | undefined {
  const { rows = 0, mutedRows = 0 } = report;
  const { coverage, logs, warnings } = input.manifest;
  if (report.status === 'failed') {
    return { tone: 'failed', text: errorText(report, input.detail, wording) };
  }
  if (rows > 0) {
    return mutedRows >= rows ? { tone: 'plain', text: wording.allMuted(rows) } : undefined;
  }
  if (unknown === 'no-log-files') {
    return { tone: 'unknown', text: wording.nothingRead };
  }
  const files = logs?.files ?? 0;
  if (unknown === 'no-events') {
    return { tone: 'unknown', text: wording.noEvents(files) };
  }
  const covered = coverage && coveredText(coverage, wording);
  if (warnings.length > 0) {
    return { tone: 'unknown', text: wording.nothingFoundInRest(covered) };
  }
  return { tone: 'plain', text: (emptyIsGood ? wording.nothingFound : wording.noRows)(files, covered) };
}

function shownOf(id: string, figures: Figures, context: ReportContext) {
  const { coverage } = context.input.manifest;
  return id === COVERAGE_REPORT && coverage
    ? coverageShown(coverage, context.window, context.wording)
    : inFigures(figures, context);
}

function inFigures(figures: Figures, { input, window, wording }: ReportContext) {
  const { detail, manifest } = input;
  return {
    rankings: rankingsOf(figures, detail, wording),
    hours: detail.hours ? hoursOf(figures, manifest.window.timezone, window, wording) : undefined,
    table: newestOf(figures, detail, window, wording),
  };
}

function fileOf(
  { file, bytes }: RunFile,
  { scannedBytes = 0 }: ManifestReport,
  { input, wording }: ReportContext,
): ReportFile {
  const place = printable(`${input.archiveLocation.replace(/\/$/, '')}/${file}`, 1000);
  return {
    name: printable(file),
    facts: [
      wording.bytes(bytes),
      // One machine reads the logs once for all reports; only Athena reads, and charges, for each.
      ...(input.cost === undefined ? [] : [wording.scanned(wording.bytes(scannedBytes))]),
      input.attached.has(file) ? wording.attached : wording.notAttached(place),
    ],
  };
}
