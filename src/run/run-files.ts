import type { RunFile } from './result.ts';

/** Below the run's key prefix in the archive. */
export const MANIFEST = 'manifest.json';

/** The run as a workbook, made after the mail. */
export const WORKBOOK = 'report.xlsx';

export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The files that hold the rows of a report, or the counts in place of them. */
export function rowFilesOf({ files }: { files: readonly RunFile[] }, reportId: string): RunFile[] {
  return files.filter((file) => holdsRows(file) && file.report === reportId);
}

export function holdsRows({ role }: Pick<RunFile, 'role'>): boolean {
  return role === 'rows' || role === 'counts';
}

/** @throws Error where no file holds the mail */
export function messageFileOf({ files }: { files: readonly RunFile[] }): RunFile {
  const found = files.find(({ role }) => role === 'message');
  if (!found) throw new Error('the manifest lists no message');
  return found;
}
