import { COVERAGE_REPORT } from '../run/coverage.ts';
import type { Figures } from '../run/figures.ts';
import type { ManifestReport } from '../run/manifest.ts';
import type { RunFile } from '../run/result.ts';
import { rowFilesOf } from '../run/run-files.ts';
import { coverageHeadline, coverageShown, coveredText } from './coverage-model.ts';
import { hoursOf, newestOf, rankingsOf } from './figures-model.ts';
import { errorText, type NoData } from './notices.ts';
import { printable } from './printable.ts';
import type { Headline, ReportFile, ReportSummary, Statement, SummaryInput } from './summary.ts';
import type { WindowText } from './window-text.ts';
import type { Words } from './words/en.ts';

export interface ReportContext {
  input: SummaryInput;
  window: WindowText;
  noData: NoData | undefined;
  words: Words;
}

/** Says what one report counted. */
export function headlineOf(report: ManifestReport, { input, noData, words }: ReportContext): Headline {
  const { rows = 0, mutedRows = 0 } = report;
  const { coverage } = input.manifest;
  const title = printable(report.title);
  if (report.status === 'failed') return { title, value: words.headlineFailed, tone: 'failed' };
  if (rows === 0 && noData) {
    const note = words.headlineWhyUnknown[noData];
    return { title, value: words.headlineUnknown, note, tone: 'unknown' };
  }
  if (report.id === COVERAGE_REPORT && coverage) return coverageHeadline(coverage, words);
  const emptyIsGood = plannedOf(report, input)?.emptyIsGood ?? false;
  return {
    title,
    value: words.number(rows),
    ...(mutedRows > 0 && { note: words.headlineMuted(mutedRows) }),
    tone: emptyIsGood && rows > mutedRows ? 'notable' : 'plain',
  };
}

/** Tells one report in words. */
export function summarizeReport(report: ManifestReport, context: ReportContext): ReportSummary {
  const { input, words } = context;
  const planned = plannedOf(report, input);
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
    muted: muted > 0 && muted < rows ? words.muted(muted) : undefined,
    rankings: [],
    hours: undefined,
    table: undefined,
    ...(figures && !statement ? shownOf(report.id, figures, context) : {}),
    files: rowFilesOf(input.manifest, report.id).map((file) => fileOf(file, report, context)),
  };
}

function plannedOf({ id }: ManifestReport, { planned }: SummaryInput) {
  return planned.find((report) => report.id === id);
}

function countOf(report: ManifestReport, context: ReportContext): string {
  const { value, tone } = headlineOf(report, context);
  const { coverage } = context.input.manifest;
  return tone === 'plain' && report.id === COVERAGE_REPORT && coverage
    ? context.words.coverage.count(coverage.accounts.length)
    : value;
}

function statementOf(
  report: ManifestReport,
  emptyIsGood: boolean,
  { input, noData, words }: ReportContext,
): Statement | undefined {
  const { rows = 0, mutedRows = 0 } = report;
  const { coverage, logs, warnings } = input.manifest;
  if (report.status === 'failed') {
    return { tone: 'failed', text: errorText(report, input.detail) };
  }
  if (rows > 0) {
    return mutedRows >= rows ? { tone: 'plain', text: words.allMuted(rows) } : undefined;
  }
  if (noData === 'no-log-files') {
    return { tone: 'unknown', text: words.nothingRead };
  }
  if (noData === 'no-events') {
    return { tone: 'unknown', text: words.noEvents(logs?.files) };
  }
  const covered = coverage && coveredText(coverage, words);
  if (warnings.length > 0) {
    return { tone: 'unknown', text: words.nothingFoundInRest(covered) };
  }
  return {
    tone: 'plain',
    text: (emptyIsGood ? words.nothingFound : words.noRows)(logs?.files ?? 0, covered),
  };
}

function shownOf(id: string, figures: Figures, context: ReportContext) {
  const { coverage } = context.input.manifest;
  return id === COVERAGE_REPORT && coverage
    ? coverageShown(coverage, context.window, context.words)
    : inFigures(figures, context);
}

function inFigures(figures: Figures, { input, window, words }: ReportContext) {
  const { detail, manifest } = input;
  return {
    rankings: rankingsOf(figures, detail, words),
    hours: detail.hours ? hoursOf(figures, manifest.window.timezone, window, words) : undefined,
    table: newestOf(figures, detail, window, words),
  };
}

function fileOf(
  { file, bytes }: RunFile,
  { scannedBytes = 0 }: ManifestReport,
  { input, words }: ReportContext,
): ReportFile {
  const place = printable(`${input.archiveLocation.replace(/\/$/, '')}/${file}`, 1000);
  return {
    name: printable(file),
    facts: [
      words.bytes(bytes),
      // One machine reads the logs once for all reports; only Athena reads, and charges, for each.
      ...(input.cost === undefined ? [] : [words.scanned(words.bytes(scannedBytes))]),
      input.attached.has(file) ? words.attached : words.notAttached(place),
    ],
  };
}
