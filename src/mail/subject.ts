import { COVERAGE_REPORT } from '../run/coverage.ts';
import type { RunOutcome } from '../run/manifest.ts';
import type { WarningCode } from '../run/warning.ts';
import { type NoData, type WarningKind, warningKinds } from './notices.ts';
import { printable } from './printable.ts';
import type { Words } from './words/en.ts';

// Most mail clients show less than half of this; longer ones are cut by some servers.
const COUNTS_LENGTH = 150;

interface SubjectInput {
  name: string;
  manifest: RunOutcome;
  /** and what the run was narrowed to */
  window: string;
  noData: NoData | undefined;
}

/** `PARTIAL: [Acme] CloudTrail audit 2026-11-21: IAM role actions failed; 12 console logins, …` */
export function subjectOf(input: SubjectInput, words: Words): string {
  const { name, manifest, window, noData } = input;
  const parts = [...problems(manifest, words), ...(noData ? [] : counts(manifest, words))];
  const subject = words.subject(name, window, parts.length > 0 ? parts : [words.noReports]);
  return words.statusPrefix[manifest.status] + subject;
}

function problems(manifest: RunOutcome, words: Words): string[] {
  const warnings = warningKinds(manifest.warnings).map((kind) => shortOf(kind, words));
  return [...failures(manifest, words), ...warnings];
}

function shortOf<Code extends WarningCode>({ code, first, all }: WarningKind<Code>, words: Words): string {
  return words.warnings[code].short(first, all.length);
}

function failures(manifest: RunOutcome, words: Words): string[] {
  const failed = manifest.reports.filter(({ status }) => status === 'failed');
  const [only] = failed;
  if (only === undefined) {
    return [];
  }
  return [
    failed.length === 1 && manifest.reports.length > 1
      ? words.reportFailedShort(printable(only.title))
      : words.reportsFailedShort(failed.length, manifest.reports.length),
  ];
}

function counts(manifest: RunOutcome, words: Words): string[] {
  // What was covered is no finding.
  const succeeded = manifest.reports.filter(
    ({ id, status }) => status === 'succeeded' && id !== COVERAGE_REPORT,
  );
  const shown: string[] = [];
  for (const [at, { rows = 0, title }] of succeeded.entries()) {
    const count = words.countOf(rows, printable(title));
    if (at > 0 && words.list([...shown, count]).length > COUNTS_LENGTH) {
      shown.push(words.moreReports(succeeded.length - at));
      break;
    }
    shown.push(count);
  }
  return shown.length > 0 ? [words.list(shown)] : [];
}
