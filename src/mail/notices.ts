import type { Silent } from '../run/coverage.ts';
import type { RunOutcome } from '../run/manifest.ts';
import { type RecordedWarning, type Warning, type WarningCode, warningsOf } from '../run/warning.ts';
import { capped } from './capped.ts';
import { printable } from './printable.ts';
import type { Notice, TranslatedReport } from './summary.ts';
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
  reports: readonly TranslatedReport[],
  { warnings, coverage }: RunOutcome,
  words: Words,
): Notice[] {
  const notices = warningKinds(warnings, words).map(({ notice }) => notice);
  return [
    ...reports.flatMap((report) => failure(report, words)),
    ...notices.filter(({ severity }) => severity === 'failure'),
    ...notices.filter(({ severity }) => severity === 'warning'),
    ...silentRegions(coverage?.silent.sinceLastRun ?? [], words),
  ];
}

function failure({ title, error }: TranslatedReport, words: Words): Notice[] {
  return error === undefined
    ? []
    : [{ severity: 'failure', title: words.reportFailed(title), lines: [error] }];
}

/** Regions that accounts used in the last run and not in this: worth a look, often no more. */
function silentRegions(all: Silent['sinceLastRun'], words: Words): Notice[] {
  if (all.length === 0) return [];
  const { silentRegion, silentRegionsTitle, moreAccounts } = words.coverage;
  const lines = all.map(({ region, accounts }) => {
    const shown = accounts.map((account) => printable(account));
    return silentRegion(printable(region), words.list(capped(shown, ACCOUNTS_SHOWN, moreAccounts)));
  });
  return [
    {
      severity: 'notice',
      title: silentRegionsTitle(all.length),
      lines: capped(lines, REGIONS_SHOWN, words.moreInManifest),
    },
  ];
}

/** All warnings of one kind. */
interface WarningKind {
  notice: Notice;
  /** the notice's title as the subject has it */
  short: string;
}

/** The warnings by their kind, in the order in which the kinds come. */
export function warningKinds(warnings: readonly Warning[], words: Words): WarningKind[] {
  const shown = warnings.map(printableWarning);
  const firsts = shown.filter(({ code }, at) => at === shown.findIndex((other) => other.code === code));
  return firsts.map((first) => warningKind(first, shown, words));
}

function warningKind<Code extends WarningCode>(
  first: Warning<Code>,
  warnings: readonly Warning[],
  words: Words,
): WarningKind {
  const all = warningsOf(first.code, warnings);
  const ofKind: WarningWords[Code] = words.warnings[first.code];
  const lines = all.map((warning) => {
    const sentence = sentenceOf(warning, words);
    return 'file' in warning ? `${warning.file}: ${sentence}` : sentence;
  });
  return {
    notice: {
      severity: isNoData(first.code) ? 'failure' : 'warning',
      title: ofKind.title(first, all.length),
      lines: capped(lines, WARNINGS_SHOWN, words.moreInManifest),
    },
    short: ofKind.short(first, all.length),
  };
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
