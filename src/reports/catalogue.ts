import { RequestError } from '../errors.ts';
import type { Report } from '../run/report.ts';
import { readHeader } from './report-header.ts';
import { readReportText } from './report-text.ts';
import type { Fault } from './sql-tokens.ts';

export interface ReportFile {
  /** how messages call the file; the part behind the last slash is its name: `sql/reports/console-logins.sql` */
  name: string;
  text: string;
}

/** A file that could not be read, told of with the faults of the others. */
export interface UnreadableFile {
  name: string;
  reason: string;
}

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_ID_LENGTH = 60;

/**
 * Makes report files into the catalogue, in the order of their ids.
 *
 * @throws RequestError that names every fault of every file: `sql/reports/NAME.sql:LINE: reason, what would be right`
 */
export function parseCatalogue(files: readonly (ReportFile | UnreadableFile)[]): Report[] {
  const faults: string[] = [];
  const reports = new Map<string, Report>();
  for (const file of [...files].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if ('reason' in file) {
      faults.push(`${file.name}:1: ${file.reason}`);
      continue;
    }
    const { report, faults: found } = parseReport(file);
    if (reports.has(report.id)) found.push({ line: 1, reason: `another file is named ${report.id}.sql too` });
    found.sort((a, b) => a.line - b.line);
    faults.push(...found.map(({ line, reason }) => `${file.name}:${line}: ${reason}`));
    reports.set(report.id, report);
  }
  if (faults.length > 0) throw new RequestError(faults);
  return [...reports.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function parseReport({ name, text }: ReportFile): { report: Report; faults: Fault[] } {
  const id = name.replace(/^.*\//, '').replace(/\.sql$/, '');
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
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
  return { report: { id, ...header, sql: body.sql, source }, faults };
}

function checkName(name: string, id: string): Fault[] {
  if (name.endsWith('.sql') && ID.test(id) && id.length <= MAX_ID_LENGTH) return [];
  const reason = `the file's name is the report's id: expected at most ${MAX_ID_LENGTH} lower-case letters, digits and hyphens, then .sql, as console-logins.sql`;
  return [{ line: 1, reason }];
}
