import { noDataOf } from '../judge/coverage.ts';
import { COVERAGE_REPORT } from '../run/coverage.ts';
import { SEEN_REPORT } from '../run/judgement.ts';
import type { RunOutcome } from '../run/manifest.ts';
import { capped } from './capped.ts';
import { warningKinds } from './notices.ts';
import type { TranslatedReport } from './summary.ts';
import type { Words } from './words/en.ts';

// Most mail clients show less than half of this; longer ones are cut by some servers.
const COUNTS_LENGTH = 150;
/** Accounts with events, and all that was seen. */
const NO_FINDINGS = [COVERAGE_REPORT, SEEN_REPORT];

/**
 * `PARTIAL: [Acme] CloudTrail audit 2026-11-21: IAM role actions failed; 12 console logins, …`
 * @param about company or organization, and the window with what the run was narrowed to
 */
export function subjectOf(
  about: { name: string; window: string },
  reports: readonly TranslatedReport[],
  manifest: RunOutcome,
  words: Words,
): string {
  const parts = [
    ...failures(reports, words),
    ...warningKinds(manifest.warnings, words).map(({ short }) => short),
    ...(noDataOf(manifest) ? [] : counts(reports, words)),
  ];
  const subject = words.subject(about.name, about.window, parts.length > 0 ? parts : [words.noReports]);
  return words.statusPrefix[manifest.status] + subject;
}

function failures(reports: readonly TranslatedReport[], words: Words): string[] {
  const [only, ...others] = reports.filter(({ status }) => status === 'failed');
  if (only === undefined) return [];
  return others.length === 0 && reports.length > 1
    ? [words.reportFailedShort(only.title)]
    : [words.reportsFailedShort(others.length + 1, reports.length)];
}

function counts(reports: readonly TranslatedReport[], words: Words): string[] {
  const found = reports.filter(({ id, status }) => status === 'succeeded' && !NO_FINDINGS.includes(id));
  const all = found.map(({ rows = 0, title }) => words.countOf(rows, title));
  const most = all.findIndex((_, at) => at > 0 && words.list(all.slice(0, at + 1)).length > COUNTS_LENGTH);
  const shown = capped(all, most === -1 ? all.length : most, words.moreReports);
  return shown.length > 0 ? [words.list(shown)] : [];
}
