import { isNoData } from '../judge/coverage.ts';
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
const FOLDERS_SHOWN = 5;
const MESSAGE_LENGTH = 600;

/** The top of the mail: failed reports, a window without logs, other warnings, then what does not make a run partial. */
export function noticesOf(
  reports: readonly TranslatedReport[],
  { warnings, coverage, logs }: RunOutcome,
  words: Words,
): Notice[] {
  const notices = warningKinds(warnings, words).map(({ notice }) => notice);
  return [
    ...reports.flatMap((report) => failure(report, words)),
    ...notices.filter(({ severity }) => severity === 'failure'),
    ...notices.filter(({ severity }) => severity === 'warning'),
    ...silentRegions(coverage?.silent.sinceLastRun ?? [], words),
    ...notCovered(logs?.notCovered ?? [], words),
    ...lateEvents(reports, words),
  ];
}

function failure({ title, error }: TranslatedReport, words: Words): Notice[] {
  if (error === undefined) return [];
  return [{ severity: 'failure', title: words.reportFailed(title), lines: [error] }];
}

/** Regions in which accounts had events in the last run but none in this one: worth a look, often harmless. */
function silentRegions(all: Silent['sinceLastRun'], words: Words): Notice[] {
  if (all.length === 0) return [];
  const { silentRegion, silentRegionsTitle, moreAccounts } = words.coverage;
  const lines = all.map(({ region, accounts }) => {
    const shown = accounts.map((account) => printable(account));
    return silentRegion(printable(region), words.list(capped(shown, ACCOUNTS_SHOWN, moreAccounts)));
  });
  const shown = capped(lines, REGIONS_SHOWN, words.moreInManifest);
  return [{ severity: 'notice', title: silentRegionsTitle(all.length), lines: shown }];
}

/** A trail may write these every day, on purpose: no reason to call a run partial. */
function notCovered(folders: readonly string[], words: Words): Notice[] {
  if (folders.length === 0) return [];
  const shown = folders.map((folder) => printable(folder));
  const names = words.list(capped(shown, FOLDERS_SHOWN, words.moreInManifest));
  return [{ severity: 'notice', title: words.notCoveredTitle, lines: [words.notCovered(names)] }];
}

/** Events of before the window, which the run before could not have. */
function lateEvents(reports: readonly TranslatedReport[], words: Words): Notice[] {
  const lines = reports.flatMap(({ title, lateRows }) => (lateRows ? [words.lateRows(lateRows, title)] : []));
  return lines.length > 0 ? [{ severity: 'notice', title: words.lateTitle, lines }] : [];
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
