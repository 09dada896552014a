import { COVERAGE_REPORT } from '../run/coverage.ts';
import type { Language } from '../run/language.ts';
import type { ManifestReport } from '../run/manifest.ts';
import { noDataOf, noticesOf } from './notices.ts';
import { printable } from './printable.ts';
import { headlineOf, summarizeReport } from './report-model.ts';
import { subjectOf } from './subject.ts';
import type { Summary, SummaryInput } from './summary.ts';
import { type BoundsText, describeBounds, describeWindow } from './window-text.ts';
import { en, type Words } from './words/en.ts';
import { ja } from './words/ja.ts';

const WORDS: Record<Language, Words> = { en, ja };

/** Tells a run in words. The same input gives the same summary. */
export function summarize(untranslated: SummaryInput): Summary {
  const input = translated(untranslated);
  const { manifest, language } = input;
  const words = WORDS[language];
  const window = describeWindow(manifest.window, words);
  const bounds = describeBounds(manifest, words);
  const name = printable(input.name);
  const reports = inReadingOrder(manifest.reports);
  const noData = noDataOf(manifest);
  const context = { input, window, noData, words };
  return {
    language,
    subject: subjectOf(
      { name, manifest, window: words.list([window.label, ...bounds.short]), noData },
      words,
    ),
    name,
    title: words.title,
    windowLabel: window.label,
    windowLines: [...window.lines, ...bounds.lines],
    notices: noticesOf(manifest, input.detail, words),
    countsTitle: words.countsTitle,
    headlines: reports.map((report) => headlineOf(report, context)),
    reports: reports.map((report) => summarizeReport(report, context)),
    aboutTitle: words.aboutTitle,
    about: aboutRun(input, bounds, words),
  };
}

/** What was covered comes after what was found in it. */
function inReadingOrder(reports: readonly ManifestReport[]): ManifestReport[] {
  const isCoverage = ({ id }: ManifestReport) => id === COVERAGE_REPORT;
  return [...reports.filter((report) => !isCoverage(report)), ...reports.filter(isCoverage)];
}

function scannedAndCost({ manifest, cost, costCeiling }: SummaryInput, words: Words): string {
  const text = words.scannedAndCost(words.bytes(manifest.scannedBytes), cost);
  if (cost === undefined) return text;
  // Athena also charges for queries that it cuts off, and the flow does not learn what they read.
  const unknown = manifest.reports.some(({ status }) => status === 'failed') ? words.withoutFailed : '';
  const over = costCeiling !== undefined && cost > costCeiling ? words.overCeiling(costCeiling) : '';
  return `${text}${unknown}${over}`;
}

function aboutRun(input: SummaryInput, bounds: BoundsText, words: Words): Summary['about'] {
  const { manifest } = input;
  return [
    { label: words.archive, value: printable(input.archiveLocation, 1000) },
    {
      label: words.run,
      value: words.runAndTrigger(printable(manifest.runId), words.trigger[manifest.trigger]),
    },
    ...bounds.about,
    { label: words.logs, value: words.logFiles(manifest.logs) },
    {
      label: words.scannedTitle,
      value: scannedAndCost(input, words),
    },
    ...(input.detail.hours ? [] : [{ label: words.shortenedTitle, value: words.shortened }]),
  ];
}

/** The input with its reports called as their headers call them in the mail's language. */
function translated(input: SummaryInput): SummaryInput {
  const { language, manifest, planned } = input;
  if (language === 'en') return input;
  const textOf = (id: string) => planned.find((report) => report.id === id)?.translations?.[language];
  return {
    ...input,
    manifest: {
      ...manifest,
      reports: manifest.reports.map((report) => ({
        ...report,
        title: textOf(report.id)?.title ?? report.title,
      })),
    },
    planned: planned.map((report) => ({
      ...report,
      description: textOf(report.id)?.description ?? report.description,
    })),
  };
}
