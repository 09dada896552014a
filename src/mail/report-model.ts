import { noDataOf } from '../judge/coverage.ts';
import { COVERAGE_REPORT } from '../run/coverage.ts';
import type { Figures } from '../run/figures.ts';
import { CONTROLS_REPORT, SEEN_REPORT } from '../run/judgement.ts';
import type { RunFile } from '../run/result.ts';
import { rowFilesOf } from '../run/run-files.ts';
import { coverageFigures, coverageHeadline } from './coverage-model.ts';
import { reportFigures } from './figures-model.ts';
import { printable } from './printable.ts';
import type { Headline, MailInput, ReportSummary, Statement, TranslatedReport } from './summary.ts';
import type { WindowText } from './window-text.ts';
import type { Words } from './words/en.ts';

export interface ReportContext {
  input: MailInput;
  window: WindowText;
  words: Words;
}

/** Accounts with events, controls (the first screen has them) and what was seen are reports whose rows are not counted. */
export function isFinding(report: string): boolean {
  return ![COVERAGE_REPORT, CONTROLS_REPORT, SEEN_REPORT].includes(report);
}

export function headlineOf(report: TranslatedReport, { input, words }: ReportContext): Headline {
  const { id, title, status, emptyIsGood, rows = 0, mutedRows = 0 } = report;
  const { coverage } = input.manifest;
  const noData = noDataOf(input.manifest);
  if (status === 'failed') return { title, value: words.headlineFailed, tone: 'failed' };
  if (rows === 0 && noData) {
    const note = words.headlineWhyUnknown[noData];
    return { title, value: words.headlineUnknown, note, tone: 'unknown' };
  }
  if (id === COVERAGE_REPORT && coverage) return coverageHeadline(coverage, words);
  return {
    title,
    value: words.number(rows),
    ...(mutedRows > 0 && { note: words.headlineMuted(mutedRows) }),
    tone: emptyIsGood && rows > mutedRows ? 'notable' : 'plain',
  };
}

export function summarizeReport(report: TranslatedReport, context: ReportContext): ReportSummary {
  const { id, title, description, rows = 0, mutedRows = 0, tooLarge } = report;
  const { input, words } = context;
  const figures = input.figures.get(id);
  const statement = statementOf(report, context);
  return {
    title,
    count: countOf(report, context),
    description,
    statement,
    tooLarge:
      tooLarge && words.tooLarge(rows, tooLarge.bytes, tooLarge.place && printable(tooLarge.place, 1000)),
    muted: mutedRows > 0 && mutedRows < rows ? words.muted(mutedRows) : undefined,
    ...(figures && !statement ? figuresOf(id, figures, context) : NO_FIGURES),
    files: rowFilesOf(input.manifest, id).map((file) => fileOf(file, report, context)),
  };
}

const NO_FIGURES = { rankings: [], hours: undefined, table: undefined };

function figuresOf(id: string, figures: Figures, { input, window, words }: ReportContext) {
  const { coverage } = input.manifest;
  return id === COVERAGE_REPORT && coverage
    ? coverageFigures(coverage, window, words)
    : reportFigures(figures, input.detail, window, words);
}

function countOf(report: TranslatedReport, context: ReportContext): string {
  const { value, tone } = headlineOf(report, context);
  const { coverage } = context.input.manifest;
  return tone === 'plain' && report.id === COVERAGE_REPORT && coverage
    ? context.words.coverage.count(coverage.accounts.length)
    : value;
}

function statementOf(
  { error, emptyIsGood, rows = 0, mutedRows = 0 }: TranslatedReport,
  { input, words }: ReportContext,
): Statement | undefined {
  const { coverage, logs, warnings } = input.manifest;
  const noData = noDataOf(input.manifest);
  if (error !== undefined) return { tone: 'failed', text: error };
  if (rows > 0) return mutedRows >= rows ? { tone: 'plain', text: words.allMuted(rows) } : undefined;
  if (noData === 'no-log-files') return { tone: 'unknown', text: words.nothingRead };
  if (noData === 'no-events') return { tone: 'unknown', text: words.noEvents(logs?.files) };
  const covered = coverage && words.coverage.covered(coverage.accounts.length, coverage.regions.length);
  if (warnings.length > 0) return { tone: 'unknown', text: words.nothingFoundInRest(covered) };
  const nothing = emptyIsGood ? words.nothingFound : words.noRows;
  return { tone: 'plain', text: nothing(logs?.files ?? 0, covered) };
}

function fileOf(
  { file, bytes }: RunFile,
  { scannedBytes = 0 }: TranslatedReport,
  { input, words }: ReportContext,
): ReportSummary['files'][number] {
  const { attach = 'csv' } = input;
  const attachedText = (isAttached: boolean, at: string) => {
    if (isAttached) return words.attached;
    return attach === 'csv' ? words.notAttached(at) : words.inArchive(at);
  };
  const place = printable(`${input.archiveLocation.replace(/\/$/, '')}/${file}`, 1000);
  return {
    name: printable(file),
    facts: [
      words.bytes(bytes),
      // One machine reads the logs once for all reports; only Athena reads, and charges, for each.
      ...(input.cost === undefined ? [] : [words.scanned(words.bytes(scannedBytes))]),
      attachedText(input.attached.has(file), place),
    ],
  };
}
