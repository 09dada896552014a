import type { Manifest, ManifestReport } from '../manifest.ts';
import type { Warning } from '../run.ts';
import type { Notice } from './model.ts';
import { printable } from './printable.ts';
import type { Wording } from './wording.ts';

const WARNINGS_SHOWN = 10;
const MESSAGE_LENGTH = 600;

/** What stands at the top of the mail: reports that failed, a window without logs, then the other warnings. */
export function noticesOf(manifest: Omit<Manifest, 'mail'>, hasLogs: boolean, wording: Wording): Notice[] {
  const codes = new Set(manifest.warnings.map(({ code }) => code));
  codes.delete('no-log-files');
  return [
    ...manifest.reports.filter(({ status }) => status === 'failed').map((report) => failure(report, wording)),
    ...(hasLogs ? [] : [noLogFiles(manifest.warnings, wording)]),
    ...Array.from(codes, (code) => warnings(code, manifest.warnings, wording)),
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

function noLogFiles(all: readonly Warning[], wording: Wording): Notice {
  const said = all.filter(({ code }) => code === 'no-log-files').map((warning) => line(warning, wording));
  return {
    severity: 'failure',
    title: wording.warningTitle['no-log-files'](1),
    lines: said.length > 0 ? said : [wording.noLogFilesMeaning],
  };
}

function warnings(code: Warning['code'], all: readonly Warning[], wording: Wording): Notice {
  const ofCode = all.filter((warning) => warning.code === code);
  const rest = ofCode.length - WARNINGS_SHOWN;
  return {
    severity: 'warning',
    title: wording.warningTitle[code](ofCode.length),
    lines: [
      ...ofCode.slice(0, WARNINGS_SHOWN).map((warning) => line(warning, wording)),
      ...(rest > 0 ? [wording.moreInManifest(rest)] : []),
    ],
  };
}

function line({ file, message }: Warning, wording: Wording): string {
  const reason = printable(message, MESSAGE_LENGTH);
  if (file === undefined) {
    return reason;
  }
  // A log file's name says account, region and time by itself; its path is in the manifest.
  return wording.fileAndReason(printable(file.slice(file.lastIndexOf('/') + 1)), reason);
}
