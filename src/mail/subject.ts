import { noDataOf } from '../judge/coverage.ts';
import type { RunOutcome } from '../run/manifest.ts';
import { capped } from './capped.ts';
import { isFinding } from './report-model.ts';
import type { TranslatedReport } from './summary.ts';
import { missingParts } from './verdict-model.ts';
import type { Words } from './words/en.ts';

// Most mail clients show less than half of this; longer ones are cut by some servers.
const COUNTS_LENGTH = 150;
const MISSING_SHOWN = 3;

/**
 * `PARTIAL, LOOK: 2 controls, 3 new; IAM role actions failed · Acme · CloudTrail audit 2026-11-21 · 12 console logins, …`
 * @param about company or organization, and the window with what the run was narrowed to
 */
export function subjectOf(
  about: { name: string; window: string },
  reports: readonly TranslatedReport[],
  manifest: RunOutcome,
  words: Words,
): string {
  const { firstScreen } = words;
  const { verdict } = manifest;
  const looks = [
    ...(verdict.controls.length > 0 ? [firstScreen.shortControls(verdict.controls.length)] : []),
    ...(verdict.newValues > 0 ? [firstScreen.shortNew(verdict.newValues)] : []),
  ];
  const missing = capped(missingParts(reports, manifest, words), MISSING_SHOWN, firstScreen.moreWarnings);
  const counted = noDataOf(manifest) ? [] : counts(reports, words);
  return words.subject({
    verdict: verdict.words.map((word) => firstScreen.verdict[word]),
    reasons: [...(looks.length > 0 ? [words.list(looks)] : []), ...missing],
    ...about,
    counts: reports.length > 0 ? counted : [words.noReports],
  });
}

function counts(reports: readonly TranslatedReport[], words: Words): string[] {
  const found = reports.filter(({ id, status }) => status === 'succeeded' && isFinding(id));
  const all = found.map(({ rows = 0, title }) => words.countOf(rows, title));
  const most = all.findIndex((_, at) => at > 0 && words.list(all.slice(0, at + 1)).length > COUNTS_LENGTH);
  const shown = capped(all, most === -1 ? all.length : most, words.moreReports);
  return shown.length > 0 ? [words.list(shown)] : [];
}
