import type { FileRole } from '../../run/result.ts';
import { type RowReader, safeCsv } from './result-csv.ts';

interface FileKind {
  role: FileRole;
  /** the file is named after its report */
  extension: string;
  contentType: string;
}

/** A file that holds the rows of a report. */
export interface ReportRendering extends FileKind {
  /**
   * The file's content, made in bounded memory.
   *
   * @param rows a query's result, as QueryEngine.result gives it
   * @param reader is told of every row on the way
   * @throws ResultError where the result is not whole
   */
  write(rows: AsyncIterable<Uint8Array>, reader: RowReader): AsyncIterable<Uint8Array>;
}

/** What a report is archived as. Each reads the query's result in a pass of its own; the figures are those of the first. */
export const reportRenderings: readonly [ReportRendering, ...ReportRendering[]] = [
  { role: 'rows', extension: 'csv', contentType: 'text/csv; charset=utf-8', write: safeCsv },
];

/** What the mail shows of the rows, beside them. */
export const FIGURES: FileKind = {
  role: 'figures',
  extension: 'figures.json',
  contentType: 'application/json',
};

/** What is known of a report's file before it is written. */
export function reportFile(report: string, { role, extension, contentType }: FileKind) {
  return { file: `${report}.${extension}`, role, report, contentType };
}
