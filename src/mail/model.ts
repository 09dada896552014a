import { COVERAGE_REPORT } from '../run/coverage.ts';
import { CONTROLS_REPORT, SEEN_REPORT } from '../run/judgement.ts';
import type { Language } from '../run/language.ts';
import type { ManifestReport } from '../run/manifest.ts';
import { WORKBOOK } from '../run/run-files.ts';
import { firstScreenOf } from './first-screen.ts';
import { noticesOf } from './notices.ts';
import { printable } from './printable.ts';
import { headlineOf, type ReportContext, summarizeReport } from './report-model.ts';
import { subjectOf } from './subject.ts';
import type { MailInput, Notice, Summary, TranslatedReport } from './summary.ts';
import { type BoundsText, describeBounds, describeWindow } from './window-text.ts';
import { en, type Words } from './words/en.ts';
import { ja } from './words/ja.ts';

const WORDS: Record<Language, Words> = { en, ja };

const MOST_ERROR_LENGTH = 300;

/** Puts a run into words. The same input gives the same summary. */
export function summarize(input: MailInput): Summary {
  const { manifest, language } = input;
  const words = WORDS[language];
  const window = describeWindow(manifest.window, words);
  const bounds = describeBounds(manifest, words);
  const name = printable(input.name);
  const reports = manifest.reports.map((report) => translated(report, input));
  const about = { name, window: words.list([window.label, ...bounds.short]) };
  // What was seen is for the runs to come. The accounts and regions with events come after what was found in them.
  const inReadingOrder = reports
    .filter(({ id }) => id !== SEEN_REPORT)
    .sort((a, b) => LAST.indexOf(a.id) - LAST.indexOf(b.id));
  const context = { input, window, words };
  return {
    language,
    subject: subjectOf(about, reports, manifest, words),
    name,
    title: words.title,
    windowLabel: window.label,
    windowLines: [window.line, ...bounds.lines],
    first: firstScreenOf(reports, context),
    notices: [...noticesOf(reports, manifest, words), ...workbookNotices(input, words)],
    countsTitle: words.countsTitle,
    headlines: inReadingOrder
      .filter(({ id }) => id !== CONTROLS_REPORT)
      .map((report) => headlineOf(report, context)),
    reports: inReadingOrder.map((report) => summarizeReport(report, context)),
    aboutTitle: words.aboutTitle,
    about: aboutRun(context, bounds),
  };
}

/** Reports whose tables come after all others, in this order. */
const LAST = [CONTROLS_REPORT, COVERAGE_REPORT];

function translated(report: ManifestReport, { language, planned, detail }: MailInput): TranslatedReport {
  const { error, status, title, ...counted } = report;
  const header = planned.find(({ id }) => id === report.id);
  const translation = language === 'en' ? undefined : header?.translations?.[language];
  return {
    ...counted,
    status,
    title: printable(translation?.title ?? title),
    description: printable(translation?.description ?? header?.description ?? '', 400),
    emptyIsGood: header?.emptyIsGood ?? false,
    error: status === 'failed' ? errorText(error, detail.error) : undefined,
  };
}

function errorText(error: ManifestReport['error'], length: number): string {
  const [name, message] = [printable(error?.name ?? ''), printable(error?.message ?? '', length)];
  return message === '' ? name : `${name}: ${message}`;
}

function aboutRun({ input, window, words }: ReportContext, bounds: BoundsText): Summary['about'] {
  const { runId, trigger, logs, past } = input.manifest;
  return [
    { label: words.archive, value: printable(input.archiveLocation, 1000) },
    ...workbookLines(input, words),
    { label: words.run, value: words.runAndTrigger(printable(runId), words.trigger[trigger]) },
    ...(window.inUtc === undefined ? [] : [{ label: words.windowTitle, value: window.inUtc }]),
    ...bounds.about,
    { label: words.logs, value: words.logFiles(logs, past === undefined) },
    { label: words.scannedTitle, value: scannedAndCost(input, words) },
    ...(input.detail.hours ? [] : [{ label: words.shortenedTitle, value: words.shortened }]),
  ];
}

function workbookLines({ workbook, archiveLocation }: MailInput, words: Words): Summary['about'] {
  if (workbook === undefined || typeof workbook === 'object') return [];
  const place = printable(`${archiveLocation.replace(/\/$/, '')}/${WORKBOOK}`, 1000);
  const value = workbook === 'attached' ? words.attached : words.notAttached(place);
  return [{ label: words.workbook.label, value }];
}

function workbookNotices({ workbook }: MailInput, words: Words): Notice[] {
  if (typeof workbook !== 'object') return [];
  const line = words.workbook.failedLine(printable(workbook.error, MOST_ERROR_LENGTH));
  return [{ severity: 'warning', title: words.workbook.failed, lines: [line] }];
}

function scannedAndCost({ manifest, cost, costCeiling }: MailInput, words: Words): string {
  const text = words.scannedAndCost(words.bytes(manifest.scannedBytes), cost);
  if (cost === undefined) return text;
  // Athena also charges for queries that it cuts off, and the flow does not learn what they read.
  const unknown = manifest.reports.some(({ status }) => status === 'failed') ? words.withoutFailed : '';
  const over = costCeiling !== undefined && cost > costCeiling ? words.overCeiling(costCeiling) : '';
  return `${text}${unknown}${over}`;
}
