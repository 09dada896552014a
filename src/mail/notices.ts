import type { Silent } from '../run/coverage.ts';
import type { Manifest, ManifestReport } from '../run/manifest.ts';
import { type Warning, type WarningCode, warningsOf } from '../run/warning.ts';
import type { Detail } from './detail.ts';
import type { Notice } from './model.ts';
import { printable } from './printable.ts';
import { isUnknown } from './unknown.ts';
import type { WarningWords, Wording } from './wording.ts';

const WARNINGS_SHOWN = 10;
const REGIONS_SHOWN = 5;
const ACCOUNTS_SHOWN = 3;
const MESSAGE_LENGTH = 600;

/**
 * What stands at the top of the mail: reports that failed, a window without logs, the other warnings, then what makes
 * no run partial.
 */
export function noticesOf(
  { reports, warnings, coverage }: Omit<Manifest, 'mail'>,
  detail: Detail,
  wording: Wording,
): Notice[] {
  const codes = Array.from(new Set(warnings.map(({ code }) => code)));
  const notices = codes.map((code) => warningNotice(code, warningsOf(code, warnings), wording));
  return [
    ...reports.filter(({ status }) => status === 'failed').map((report) => failure(report, detail, wording)),
    ...notices.filter(({ severity }) => severity === 'failure'),
    ...notices.filter(({ severity }) => severity === 'warning'),
    ...silentRegions(coverage?.silent.sinceLastRun ?? [], wording),
  ];
}

/** The error's name and message, as the notice and the report's own section show it. */
export function errorText({ error }: ManifestReport, detail: Detail, wording: Wording): string {
  return wording.error(printable(error?.name ?? ''), printable(error?.message ?? '', detail.error));
}

function failure(report: ManifestReport, detail: Detail, wording: Wording): Notice {
  return {
    severity: 'failure',
    title: wording.reportFailed(printable(report.title)),
    lines: [errorText(report, detail, wording)],
  };
}

/** Regions that accounts used in the last run and not in this: worth a look, often no more. */
function silentRegions(all: Silent['sinceLastRun'], wording: Wording): Notice[] {
  if (all.length === 0) return [];
  const lines = all.map(({ region, accounts }) => {
    const shown = accounts.slice(0, ACCOUNTS_SHOWN).map((account) => printable(account));
    return wording.coverage.silentRegion(printable(region), shown, accounts.length - shown.length);
  });
  return [
    {
      severity: 'notice',
      title: wording.coverage.silentRegionsTitle(all.length),
      lines: capped(lines, REGIONS_SHOWN, wording),
    },
  ];
}

function capped(lines: readonly string[], most: number, wording: Wording): string[] {
  const rest = lines.length - most;
  return [...lines.slice(0, most), ...(rest > 0 ? [wording.moreInManifest(rest)] : [])];
}

function warningNotice<Code extends WarningCode>(
  code: Code,
  all: readonly Warning<Code>[],
  wording: Wording,
): Notice {
  const shown = all.map(printableWarning);
  return {
    severity: isUnknown(code) ? 'failure' : 'warning',
    title: wording.warnings[code].title(shown),
    lines: capped(
      shown.map((warning) => line(warning, wording)),
      WARNINGS_SHOWN,
      wording,
    ),
  };
}

function line<Code extends WarningCode>(warning: Warning<Code>, wording: Wording): string {
  const words: WarningWords[Code] = wording.warnings[warning.code];
  const said = words.line(warning);
  if (!('file' in warning)) return said;
  return wording.fileAndReason(warning.file, said);
}

function printableWarning<Code extends WarningCode>(warning: Warning<Code>): Warning<Code> {
  return JSON.parse(JSON.stringify(warning), (key, value) => {
    if (typeof value !== 'string') return value;
    // A log file's name says account, region and time by itself; its path is in the manifest.
    return key === 'file' ? printable(value.replace(/^.*\//s, '')) : printable(value, MESSAGE_LENGTH);
  });
}
