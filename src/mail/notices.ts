import type { Silent } from '../run/coverage.ts';
import type { ManifestReport, RunOutcome } from '../run/manifest.ts';
import { type RecordedWarning, type Warning, type WarningCode, warningsOf } from '../run/warning.ts';
import { capped } from './capped.ts';
import { printable } from './printable.ts';
import type { Detail, Notice } from './summary.ts';
import { en, type Words } from './words/en.ts';
import type { WarningWords } from './words/warning-words.ts';

const WARNINGS_SHOWN = 10;
const REGIONS_SHOWN = 5;
const ACCOUNTS_SHOWN = 3;
const MESSAGE_LENGTH = 600;

/**
 * The top of the mail: reports that failed, a window without logs, the other warnings, then what does not make a run
 * partial.
 */
export function noticesOf(
  { reports, warnings, coverage }: RunOutcome,
  detail: Detail,
  words: Words,
): Notice[] {
  const notices = warningKinds(warnings.map(printableWarning)).map((kind) => warningNotice(kind, words));
  return [
    ...reports.filter(({ status }) => status === 'failed').map((report) => failure(report, detail, words)),
    ...notices.filter(({ severity }) => severity === 'failure'),
    ...notices.filter(({ severity }) => severity === 'warning'),
    ...silentRegions(coverage?.silent.sinceLastRun ?? [], words),
  ];
}

/** The error's name and message, as the notice and the report's own section show it. */
export function errorText({ error }: ManifestReport, detail: Detail): string {
  const [name, message] = [printable(error?.name ?? ''), printable(error?.message ?? '', detail.error)];
  return message === '' ? name : `${name}: ${message}`;
}

function failure(report: ManifestReport, detail: Detail, words: Words): Notice {
  return {
    severity: 'failure',
    title: words.reportFailed(printable(report.title)),
    lines: [errorText(report, detail)],
  };
}

/** Regions that accounts used in the last run and not in this: worth a look, often no more. */
function silentRegions(all: Silent['sinceLastRun'], words: Words): Notice[] {
  if (all.length === 0) return [];
  const lines = all.map(({ region, accounts }) => {
    const shown = accounts.slice(0, ACCOUNTS_SHOWN).map((account) => printable(account));
    return words.coverage.silentRegion(printable(region), shown, accounts.length - shown.length);
  });
  return [
    {
      severity: 'notice',
      title: words.coverage.silentRegionsTitle(all.length),
      lines: capped(lines, REGIONS_SHOWN, words.moreInManifest),
    },
  ];
}

/** The warnings of one kind. */
export interface WarningKind<Code extends WarningCode = WarningCode> {
  code: Code;
  first: Warning<Code>;
  all: Warning<Code>[];
}

/** The warnings by their kind, in the order in which the kinds come. */
export function warningKinds(warnings: readonly Warning[]): WarningKind[] {
  return Array.from(new Set(warnings.map(({ code }) => code))).flatMap((code) => {
    const [first, ...others] = warningsOf(code, warnings);
    return first ? [{ code, first, all: [first, ...others] }] : [];
  });
}

function warningNotice<Code extends WarningCode>(
  { code, first, all }: WarningKind<Code>,
  words: Words,
): Notice {
  return {
    severity: isNoData(code) ? 'failure' : 'warning',
    title: words.warnings[code].title(first, all.length),
    lines: capped(
      all.map((warning) => line(warning, words)),
      WARNINGS_SHOWN,
      words.moreInManifest,
    ),
  };
}

function line<Code extends WarningCode>(warning: Warning<Code>, words: Words): string {
  const sentence = sentenceOf(warning, words);
  return 'file' in warning ? `${warning.file}: ${sentence}` : sentence;
}

function sentenceOf<Code extends WarningCode>(warning: Warning<Code>, words: Words): string {
  const ofKind: WarningWords[Code] = words.warnings[warning.code];
  return ofKind.line(warning);
}

/** A warning as a manifest and the command line have it. */
export function recordedWarning(warning: Warning): RecordedWarning {
  const { code, ...details } = warning;
  // A run that began under an earlier version brings its warnings with their sentences.
  return { code, message: sentenceOf(warning, en), ...details } as RecordedWarning;
}

function printableWarning(warning: Warning): Warning {
  return JSON.parse(JSON.stringify(warning), (key, value) => {
    if (typeof value !== 'string') return value;
    // A log file's name says account, region and time by itself; its path is in the manifest.
    return key === 'file' ? printable(value.replace(/^.*\//s, '')) : printable(value, MESSAGE_LENGTH);
  });
}

/** Why a report without rows says nothing: there was nothing to search. */
export type NoData = 'no-log-files' | 'no-events';

/** @returns undefined where there were events */
export function noDataOf({ warnings, coverage }: RunOutcome): NoData | undefined {
  if (warnings.some(({ code }) => code === 'no-log-files')) return 'no-log-files';
  return coverage?.accounts.length === 0 ? 'no-events' : undefined;
}

function isNoData(code: WarningCode): code is NoData {
  return code === 'no-log-files' || code === 'no-events';
}
