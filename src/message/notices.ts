import type { Manifest, ManifestReport } from '../manifest.ts';
import { type Warning, type WarningCode, warningsOf } from '../warning.ts';
import type { Notice } from './model.ts';
import { printable } from './printable.ts';
import type { WarningWords, Wording } from './wording.ts';

const WARNINGS_SHOWN = 10;
const MESSAGE_LENGTH = 600;

/** What stands at the top of the mail: reports that failed, a window without logs, then the other warnings. */
export function noticesOf({ reports, warnings }: Omit<Manifest, 'mail'>, wording: Wording): Notice[] {
  const codes = Array.from(new Set(warnings.map(({ code }) => code)));
  const notices = codes.map((code) => warningNotice(code, warningsOf(code, warnings), wording));
  return [
    ...reports.filter(({ status }) => status === 'failed').map((report) => failure(report, wording)),
    ...notices.filter(({ severity }) => severity === 'failure'),
    ...notices.filter(({ severity }) => severity === 'warning'),
  ];
}

/** The error's name and message, as the notice and the report's own section show it. */
export function errorText({ error }: ManifestReport, wording: Wording): string {
  return wording.error(printable(error?.name ?? ''), printable(error?.message ?? '', MESSAGE_LENGTH));
}

function failure(report: ManifestReport, wording: Wording): Notice {
  return {
    severity: 'failure',
    title: wording.reportFailed(printable(report.title)),
    lines: [errorText(report, wording)],
  };
}

function warningNotice<Code extends WarningCode>(
  code: Code,
  all: readonly Warning<Code>[],
  wording: Wording,
): Notice {
  const shown = all.map(printableWarning);
  const rest = shown.length - WARNINGS_SHOWN;
  return {
    severity: code === 'no-log-files' ? 'failure' : 'warning',
    title: wording.warnings[code].title(shown),
    lines: [
      ...shown.slice(0, WARNINGS_SHOWN).map((warning) => line(warning, wording)),
      ...(rest > 0 ? [wording.moreInManifest(rest)] : []),
    ],
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
