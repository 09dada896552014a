/** The files that a run is archived as, but for its manifest. Another form is a function that writes it and an entry here. */
import { SEEN_REPORT } from '../run/judgement.ts';
import { RENDERINGS } from '../run/renderings.ts';
import type { FileRole } from '../run/result.ts';
import { MANIFEST } from '../run/run-files.ts';
import { type RowReader, safeCsv } from './archive/result-csv.ts';
import { seenJson } from './archive/seen-json.ts';
import { lateRenderings } from './late-renderings.ts';
import type { ToldRun } from './message.ts';
import { newCsv } from './new-csv.ts';

/** A kind of file that each report has, named after the report. */
interface FileKind {
  role: FileRole;
  extension: string;
  contentType: string;
}

/** A file that holds the rows of a report. */
interface ReportRendering extends FileKind {
  /** `large`: as the configuration says, where it is more than 10 MB */
  gzip: 'large' | 'always';
  /**
   * Makes the file's content in bounded memory.
   *
   * @param rows a query's result, as QueryEngine.result gives it
   * @param readers get every row on the way
   * @throws ResultError where the result is not whole
   */
  write(rows: AsyncIterable<Uint8Array>, readers: readonly RowReader[]): AsyncIterable<Uint8Array>;
}

/** A file about a whole run, archived before the manifest. */
interface RunRendering {
  file: string;
  role: FileRole;
  contentType: string;
  /** @returns undefined where the run has no such file */
  write(told: ToldRun): Promise<Uint8Array | undefined>;
}

const CSV_TYPE = 'text/csv; charset=utf-8';

const CSV: ReportRendering = {
  role: 'rows',
  extension: 'csv',
  contentType: CSV_TYPE,
  gzip: 'large',
  write: safeCsv,
};
const COUNTS: ReportRendering = { ...CSV, role: 'counts', extension: 'counts.csv' };
const SEEN: ReportRendering = {
  role: 'seen',
  extension: 'json',
  contentType: 'application/json',
  gzip: 'always',
  write: seenJson,
};

/**
 * Each reads the query's result in a pass of its own.
 *
 * @param isCounted whether the result has counts in place of the report's rows
 */
export function reportRenderings(report: string, isCounted = false): readonly ReportRendering[] {
  if (isCounted) return [COUNTS];
  return [report === SEEN_REPORT ? SEEN : CSV];
}

/** What the mail shows of a report's rows. */
export const FIGURES: FileKind = {
  role: 'figures',
  extension: 'figures.json',
  contentType: 'application/json',
};

export const runRenderings: readonly RunRendering[] = [
  {
    file: 'new.csv',
    role: 'new',
    contentType: CSV_TYPE,
    write: async ({ newValues }) => newValues && newCsv(newValues),
  },
  {
    file: 'message.eml',
    role: 'message',
    contentType: 'message/rfc822',
    // Loaded when it is written: a caller that needs only the files' names does not load the mail's libraries. Nothing
    // here is computed, so that esbuild leaves all of this out of the function that archives reports.
    write: async (told) => (await import('./message.ts')).writeMessage(told),
  },
];

/** A report's file before it is written. */
export function reportFile(report: string, { role, extension, contentType }: FileKind) {
  return { file: `${report}.${extension}`, role, report, contentType };
}

/** A file of rows that is stored gzipped. */
export function gzipped<T extends { file: string; contentType: string }>(file: T): T {
  return { ...file, file: `${file.file}.gz`, contentType: 'application/gzip' };
}

/** Names of every file that a run of these reports may write; the manifest, which makes the run complete, first. */
export function filesWritten(reportIds: readonly string[]): string[] {
  const filesOf = (id: string) => {
    const rows = [...reportRenderings(id), COUNTS].map((kind) => reportFile(id, kind));
    return [...rows, ...rows.map(gzipped), reportFile(id, FIGURES)].map(({ file }) => file);
  };
  const late = [RENDERINGS, ...lateRenderings.map(({ file }) => file)];
  return [MANIFEST, ...late, ...runRenderings.map(({ file }) => file), ...reportIds.flatMap(filesOf)];
}
