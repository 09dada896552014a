import { noDataOf } from '../judge/coverage.ts';
import type { RunOutcome } from '../run/manifest.ts';
import { capped } from './capped.ts';
import { controlTitle, countedControls } from './control-model.ts';
import { warningKinds } from './notices.ts';
import type { ReportContext } from './report-model.ts';
import { newValueText } from './seen-model.ts';
import type { Notice, TranslatedReport, VerdictBox } from './summary.ts';
import type { Words } from './words/en.ts';

const NAMES_SHOWN = 3;
const MISSING_SHOWN = 6;

/** The verdict and why, or undefined where there is nothing to say. */
export function verdictBoxOf(
  reports: readonly TranslatedReport[],
  context: ReportContext,
): VerdictBox | undefined {
  const { manifest } = context.input;
  const { firstScreen } = context.words;
  const reasons = reasonsOf(reports, context);
  if (reasons.length === 0) return undefined;
  return {
    words: firstScreen.verdictWords(manifest.verdict.words.map((word) => firstScreen.verdict[word])),
    severity: severityOf(manifest),
    reasons,
  };
}

/** What a run lacks, a few words each: failed reports, then warnings. */
export function missingParts(
  reports: readonly TranslatedReport[],
  { warnings }: RunOutcome,
  words: Words,
): string[] {
  return [...failures(reports, words), ...warningKinds(warnings, words).map(({ short }) => short)];
}

function failures(reports: readonly TranslatedReport[], words: Words): string[] {
  const [only, ...others] = reports.filter(({ status }) => status === 'failed');
  if (only === undefined) return [];
  return others.length === 0 && reports.length > 1
    ? [words.reportFailedShort(only.title)]
    : [words.reportsFailedShort(others.length + 1, reports.length)];
}

function severityOf(manifest: RunOutcome): Notice['severity'] {
  const { words } = manifest.verdict;
  if (words.includes('FAILED') || noDataOf(manifest)) return 'failure';
  return words.includes('PARTIAL') || words.includes('LOOK') ? 'warning' : 'notice';
}

function reasonsOf(reports: readonly TranslatedReport[], context: ReportContext): string[] {
  const { input, words } = context;
  const { manifest } = input;
  const { reasons, moreWarnings } = words.firstScreen;
  const missing = missingParts(reports, manifest, words);
  const shown = capped(missing, MISSING_SHOWN, moreWarnings);
  const whole = missing.length > 0 ? [reasons.missing(shown)] : [];
  const { controls, seen, status } = manifest;
  // What was not read has no people in it either.
  if (status === 'failed' || noDataOf(manifest) || !(controls || seen)) return whole;
  return [...whole, ...controlReasons(context), newReason(context)];
}

function controlReasons(context: ReportContext): string[] {
  const { manifest } = context.input;
  const { reasons, severity: severities } = context.words.firstScreen;
  const { controls, verdict } = manifest;
  if (!controls) return [reasons.notChecked];
  const found = countedControls(context);
  const titles = found.map((control) =>
    reasons.control(controlTitle(control, context), severities[control.severity]),
  );
  const unknown = controls.filter(({ status }) => status === 'unknown').length;
  const none =
    verdict.rule.severity === 'low'
      ? reasons.noControls
      : reasons.noControlsFrom(severities[verdict.rule.severity]);
  return [
    found.length > 0 ? reasons.controls(found.length, namesOf(titles, context)) : none,
    ...(unknown > 0 ? [reasons.notKnown(unknown)] : []),
  ];
}

function newReason(context: ReportContext): string {
  const { seen, verdict, trigger } = context.input.manifest;
  const { reasons } = context.words.firstScreen;
  if (!seen) return trigger === 'manual' ? reasons.byHand : reasons.newNotKnown;
  if (seen.status === 'learning') return reasons.learning(seen.days);
  if (verdict.newValues > 0) {
    const telling = seen.first.filter(({ kind }) => verdict.rule.kinds.includes(kind));
    const names = telling.map((value) => newValueText(value, context));
    return reasons.newValues(verdict.newValues, namesOf(names, context, verdict.newValues));
  }
  if (seen.dropped) return reasons.leftOut;
  return seen.newValues > 0 ? reasons.nothingCounted : reasons.nothingNew;
}

function namesOf(names: readonly string[], { words }: ReportContext, count?: number): string {
  return words.list(capped(names, NAMES_SHOWN, words.firstScreen.reasons.more, count));
}
