import { RequestError } from '../errors.ts';
import type { DerivedColumn, Report } from '../run/report.ts';
import { namedIn, readDerivedColumns } from './derived-columns.ts';
import { readHeader } from './report-header.ts';
import { readReportText } from './report-text.ts';
import { inTotalOrder } from './row-order.ts';
import { placed, readable, type SqlFile, type UnreadableFile } from './sql-file.ts';
import type { Fault } from './sql-tokens.ts';

export interface CatalogueFiles {
  /** a report each */
  reports: readonly (SqlFile | UnreadableFile)[];
  /** derived columns */
  events: readonly (SqlFile | UnreadableFile)[];
}

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_ID_LENGTH = 60;

/**
 * Makes the files into the catalogue: the reports in the order of their ids, each with the derived columns that it names.
 *
 * @throws RequestError that names every fault of every file: `sql/reports/NAME.sql:LINE: reason, what would be right`
 */
export function parseCatalogue(files: CatalogueFiles): Report[] {
  const faults: string[] = [];
  const { columns, faults: found } = readDerivedColumns(readable(files.events, faults));
  faults.push(...found);
  const reports = new Map<string, Report>();
  for (const file of readable(files.reports, faults)) {
    const { report, faults: found } = parseReport(file, columns);
    if (reports.has(report.id)) found.push({ line: 1, reason: `another file is named ${report.id}.sql too` });
    faults.push(...placed(file, found));
    reports.set(report.id, report);
  }
  if (faults.length > 0) throw new RequestError(faults);
  return [...reports.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function parseReport(
  { name, text }: SqlFile,
  columns: readonly DerivedColumn[],
): { report: Report; faults: Fault[] } {
  const id = name.replace(/^.*\//, '').replace(/\.sql$/, '');
  const lines = text.split('\n');
  const { header, lineOf, length, faults } = readHeader(lines);
  const body = readReportText(lines.slice(length).join('\n'), length + 1);
  faults.push(...checkName(name, id), ...body.faults);
  for (const column of header.counts) {
    if (!body.mayReturn(column)) {
      const reason = `counts names ${column}: expected a column that the report returns`;
      faults.push({ line: lineOf('counts'), reason });
    }
  }
  const source = { file: name, line: body.line };
  const derived = namedIn(body.sql, columns);
  return {
    report: { id, ...header, sql: inTotalOrder(body.sql), source, ...(derived.length > 0 && { derived }) },
    faults,
  };
}

function checkName(name: string, id: string): Fault[] {
  if (name.endsWith('.sql') && ID.test(id) && id.length <= MAX_ID_LENGTH) return [];
  const reason = `the file's name is the report's id: expected at most ${MAX_ID_LENGTH} lower-case letters, digits and hyphens, then .sql, as console-logins.sql`;
  return [{ line: 1, reason }];
}
