import type { RunFile } from './result.ts';

/** Below the run's key prefix in the archive. */
export const MANIFEST = 'manifest.json';

/** The run as a workbook, made after the mail. */
export const WORKBOOK = 'report.xlsx';

export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The files that hold the rows of a report. */
export function rowFilesOf({ files }: { files: readonly RunFile[] }, reportId: string): RunFile[] {
  return files.filter(({ role, report }) => role === 'rows' && report === reportId);
}

/** @throws Error where no file holds the mail */
export function messageFileOf({ files }: { files: readonly RunFile[] }): RunFile {
  const found = files.find(({ role }) => role === 'message');
  if (!found) throw new Error('the manifest lists no message');
  return found;
}
