import type { Manifest } from '../manifest.ts';
import type { Warning } from '../run.ts';
import { printable } from './printable.ts';
import type { Wording } from './wording.ts';

// Most mail clients show less than half of this; longer ones are cut by some servers.
const COUNTS_LENGTH = 150;

interface SubjectInput {
  name: string;
  manifest: Omit<Manifest, 'mail'>;
  windowLabel: string;
  hasLogs: boolean;
}

/** `PARTIAL: [Acme] CloudTrail audit 2026-11-21: IAM role actions failed; 12 console logins, …` */
export function subjectOf(input: SubjectInput, wording: Wording): string {
  const { name, manifest, windowLabel, hasLogs } = input;
  const parts = [...problems(input, wording), ...(hasLogs ? counts(manifest, wording) : [])];
  const subject = wording.subject(name, windowLabel, parts.length > 0 ? parts : [wording.noReports]);
  return wording.statusPrefix[manifest.status] + subject;
}

function problems({ manifest, hasLogs }: SubjectInput, wording: Wording): string[] {
  const warnings = new Map<Warning['code'], number>(hasLogs ? [] : [['no-log-files', 1]]);
  for (const { code } of manifest.warnings) {
    warnings.set(code, (warnings.get(code) ?? 0) + 1);
  }
  return [
    ...failures(manifest, wording),
    ...Array.from(warnings, ([code, count]) => wording.warningShort[code](count)),
  ];
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
  const succeeded = manifest.reports.filter(({ status }) => status === 'succeeded');
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
