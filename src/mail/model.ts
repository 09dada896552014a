import { COVERAGE_REPORT } from '../run/coverage.ts';
import type { Figures } from '../run/figures.ts';
import type { Language } from '../run/language.ts';
import type { Manifest, ManifestReport } from '../run/manifest.ts';
import type { PlannedReport } from '../run/report.ts';
import { type BoundsText, describeBounds } from './bounds-text.ts';
import { coverageHeadline } from './coverage-model.ts';
import type { Detail } from './detail.ts';
import { noticesOf } from './notices.ts';
import { printable } from './printable.ts';
import { type ReportSummary, summarizeReport } from './report-model.ts';
import { subjectOf } from './subject.ts';
import { translated } from './translated.ts';
import { type Unknown, unknownOf } from './unknown.ts';
import { describeWindow } from './window-text.ts';
import { type Wording, wordings } from './wording.ts';

/** What a run left behind, as the summary needs it. */
export interface SummaryInput {
  language: Language;
  /** company or organization: `config.name` */
  name: string;
  manifest: Omit<Manifest, 'mail'>;
  /** the reports of the plan */
  planned: readonly Pick<PlannedReport, 'id' | 'description' | 'emptyIsGood' | 'translations'>[];
  /** by report id; absent where the report failed */
  figures: ReadonlyMap<string, Figures>;
  /** where a person finds the run's folder: `s3://bucket/runs/…`, or a path */
  archiveLocation: string;
  /** names of the files that go with the mail (`chooseAttachments`) */
  attached: ReadonlySet<string>;
  /** of all queries, in US dollars; undefined where reading costs nothing */
  cost: number | undefined;
  /** what a run is to cost at most, in US dollars: `config.limits.usdPerRun` */
  costCeiling: number | undefined;
  /** how much of each report: `fittingDetail` */
  detail: Detail;
}

/**
 * All that the mail shows, in words, from which HTML and text are rendered. Every string is safe to show
 * (`printable`), none is markup.
 */
export interface Summary {
  language: string;
  subject: string;
  name: string;
  title: string;
  windowLabel: string;
  windowLines: string[];
  /** what is wrong: failures first, then warnings; empty when all is well */
  notices: Notice[];
  countsTitle: string;
  headlines: Headline[];
  reports: ReportSummary[];
  aboutTitle: string;
  about: { label: string; value: string }[];
}

export interface Notice {
  /** `notice`: does not make the run partial */
  severity: 'failure' | 'warning' | 'notice';
  title: string;
  lines: string[];
}

/** The count of one report. */
export interface Headline {
  title: string;
  value: string;
  note?: string;
  /** `notable`: rows in a report that is better empty */
  tone: 'plain' | 'notable' | 'failed' | 'unknown';
}

/** Tells a run in words. The same input gives the same summary. */
export function summarize(untranslated: SummaryInput): Summary {
  const input = translated(untranslated);
  const { manifest, language } = input;
  const wording = wordings[language];
  const window = describeWindow(manifest.window, wording);
  const bounds = describeBounds(manifest, wording);
  const name = printable(input.name);
  const reports = inReadingOrder(manifest.reports);
  const unknown = unknownOf(manifest);
  return {
    language,
    subject: subjectOf(
      { name, manifest, window: wording.list([window.label, ...bounds.short]), unknown },
      wording,
    ),
    name,
    title: wording.title,
    windowLabel: window.label,
    windowLines: [...window.lines, ...bounds.lines],
    notices: noticesOf(manifest, input.detail, wording),
    countsTitle: wording.countsTitle,
    headlines: reports.map((report) => headlineOf(report, input, unknown, wording)),
    reports: reports.map((report) => summarizeReport(report, { input, window, unknown, wording })),
    aboutTitle: wording.aboutTitle,
    about: aboutRun(input, bounds, wording),
  };
}

/** What was covered comes behind what was found in it. */
function inReadingOrder(reports: readonly ManifestReport[]): ManifestReport[] {
  const isCoverage = ({ id }: ManifestReport) => id === COVERAGE_REPORT;
  return [...reports.filter((report) => !isCoverage(report)), ...reports.filter(isCoverage)];
}

function headlineOf(
  report: ManifestReport,
  input: SummaryInput,
  unknown: Unknown | undefined,
  wording: Wording,
): Headline {
  const title = printable(report.title);
  if (report.status === 'failed') {
    return { title, value: wording.headlineFailed, tone: 'failed' };
  }
  const rows = report.rows ?? 0;
  if (unknown && rows === 0) {
    const note = wording.headlineWhyUnknown[unknown];
    return { title, value: wording.headlineUnknown, note, tone: 'unknown' };
  }
  const { coverage } = input.manifest;
  if (report.id === COVERAGE_REPORT && coverage) return coverageHeadline(coverage, wording);
  const emptyIsGood = input.planned.find(({ id }) => id === report.id)?.emptyIsGood ?? false;
  return {
    title,
    value: wording.number(rows),
    ...(report.mutedRows ? { note: wording.headlineMuted(report.mutedRows) } : {}),
    tone: emptyIsGood && rows > (report.mutedRows ?? 0) ? 'notable' : 'plain',
  };
}

function scannedAndCost({ manifest, cost, costCeiling }: SummaryInput, wording: Wording): string {
  const text = wording.scannedAndCost(wording.bytes(manifest.scannedBytes), cost);
  if (cost === undefined) return text;
  // Athena also charges for queries that it cuts off, and the flow does not learn what they read.
  const unknown = manifest.reports.some(({ status }) => status === 'failed') ? wording.withoutFailed : '';
  const over = costCeiling !== undefined && cost > costCeiling ? wording.overCeiling(costCeiling) : '';
  return `${text}${unknown}${over}`;
}

function aboutRun(input: SummaryInput, bounds: BoundsText, wording: Wording): Summary['about'] {
  const { manifest } = input;
  return [
    { label: wording.archive, value: printable(input.archiveLocation, 1000) },
    {
      label: wording.run,
      value: wording.runAndTrigger(printable(manifest.runId), wording.trigger[manifest.trigger]),
    },
    ...bounds.about,
    { label: wording.logs, value: wording.logFiles(manifest.logs) },
    {
      label: wording.scannedTitle,
      value: scannedAndCost(input, wording),
    },
    ...(input.detail.hours ? [] : [{ label: wording.shortenedTitle, value: wording.shortened }]),
  ];
}
