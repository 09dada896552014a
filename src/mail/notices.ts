import { isNoData } from '../judge/coverage.ts';
import type { RunOutcome } from '../run/manifest.ts';
import { type RecordedWarning, type Warning, type WarningCode, warningsOf } from '../run/warning.ts';
import { capped } from './capped.ts';
import { printable } from './printable.ts';
import type { Notice, TranslatedReport } from './summary.ts';
import { en, type Words } from './words/en.ts';
import type { WarningWords } from './words/warning-words.ts';

const WARNINGS_SHOWN = 10;
const MESSAGE_LENGTH = 600;

/** What is wrong: failed reports, a window without logs, then other warnings. */
export function noticesOf(
  reports: readonly TranslatedReport[],
  { warnings }: RunOutcome,
  words: Words,
): Notice[] {
  const notices = warningKinds(warnings, words).map(({ notice }) => notice);
  return [
    ...reports.flatMap((report) => failure(report, words)),
    ...notices.filter(({ severity }) => severity === 'failure'),
    ...notices.filter(({ severity }) => severity === 'warning'),
  ];
}

function failure({ title, error }: TranslatedReport, words: Words): Notice[] {
  if (error === undefined) return [];
  return [{ severity: 'failure', title: words.reportFailed(title), lines: [error] }];
}

/** All warnings of one kind. */
interface WarningKind {
  notice: Notice;
  /** the notice's title as the subject has it */
  short: string;
}

/** The warnings by kind; the kinds keep the order of the warnings. */
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

/** A warning with its English sentence, for the manifest and the command line. */
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
