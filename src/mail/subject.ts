import { COVERAGE_REPORT } from '../run/coverage.ts';
import type { Manifest } from '../run/manifest.ts';
import { type Warning, type WarningCode, warningsOf } from '../run/warning.ts';
import { printable } from './printable.ts';
import type { Unknown } from './unknown.ts';
import type { Wording } from './wording.ts';

// Most mail clients show less than half of this; longer ones are cut by some servers.
const COUNTS_LENGTH = 150;

interface SubjectInput {
  name: string;
  manifest: Omit<Manifest, 'mail'>;
  /** and what the run was narrowed to */
  window: string;
  unknown: Unknown | undefined;
}

/** `PARTIAL: [Acme] CloudTrail audit 2026-11-21: IAM role actions failed; 12 console logins, …` */
export function subjectOf(input: SubjectInput, wording: Wording): string {
  const { name, manifest, window, unknown } = input;
  const parts = [...problems(manifest, wording), ...(unknown ? [] : counts(manifest, wording))];
  const subject = wording.subject(name, window, parts.length > 0 ? parts : [wording.noReports]);
  return wording.statusPrefix[manifest.status] + subject;
}

function problems(manifest: SubjectInput['manifest'], wording: Wording): string[] {
  const codes = Array.from(new Set(manifest.warnings.map(({ code }) => code)));
  return [
    ...failures(manifest, wording),
    ...codes.map((code) => warningShort(code, manifest.warnings, wording)),
  ];
}

function warningShort<Code extends WarningCode>(
  code: Code,
  warnings: readonly Warning[],
  wording: Wording,
): string {
  return wording.warnings[code].short(warningsOf(code, warnings));
}

function failures(manifest: SubjectInput['manifest'], wording: Wording): string[] {
  const failed = manifest.reports.filter(({ status }) => status === 'failed');
  const [only] = failed;
  if (only === undefined) {
    return [];
  }
  return [
    failed.length === 1 && manifest.reports.length > 1
      ? wording.reportFailedShort(printable(only.title))
      : wording.reportsFailedShort(failed.length, manifest.reports.length),
  ];
}

function counts(manifest: SubjectInput['manifest'], wording: Wording): string[] {
  // What was covered is no finding.
  const succeeded = manifest.reports.filter(
    ({ id, status }) => status === 'succeeded' && id !== COVERAGE_REPORT,
  );
  const shown: string[] = [];
  for (const [at, { rows = 0, title }] of succeeded.entries()) {
    const count = wording.countOf(rows, printable(title));
    if (at > 0 && wording.list([...shown, count]).length > COUNTS_LENGTH) {
      shown.push(wording.moreReports(succeeded.length - at));
      break;
    }
    shown.push(count);
  }
  return shown.length > 0 ? [wording.list(shown)] : [];
}
