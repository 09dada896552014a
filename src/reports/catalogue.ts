import { RequestError } from '../errors.ts';
import { CONTROLS_REPORT, type Control } from '../run/judgement.ts';
import type { DerivedColumn, Report } from '../run/report.ts';
import { compileControls } from './compile-controls.ts';
import { type ReadControl, readControl } from './control-file.ts';
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
  /** a control each; all of them are one report */
  controls?: readonly (SqlFile | UnreadableFile)[];
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
  const controls = readControls(readable(files.controls ?? [], faults), columns, [...reports.keys()], faults);
  const compiled = compileControls(
    controls,
    columns.map(({ name }) => name),
  );
  if (compiled) {
    const same = reports.get(compiled.id);
    if (same)
      faults.push(`${same.source.file}:1: ${compiled.id} is the report of all controls: use another name`);
    reports.set(compiled.id, withDerived(compiled, columns));
  }
  if (faults.length > 0) throw new RequestError(faults);
  return [...reports.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * A query that a person has typed, as a report without a file: it reads `events` and nothing else, and its rows come as it
 * says, without an order of ours.
 *
 * @param events the files of the derived columns
 * @throws RequestError that names every fault: `query:LINE: reason, what would be right`
 */
export function parseQuery(text: string, events: CatalogueFiles['events']): Report {
  const faults: string[] = [];
  const { columns, faults: found } = readDerivedColumns(readable(events, faults));
  const name = 'query';
  const [file = { name, text }] = readable([{ name, text }], faults);
  const { sql, line, faults: wrong } = readReportText(file.text);
  faults.push(...found, ...placed(file, wrong));
  if (faults.length > 0) throw new RequestError(faults);
  const source = { file: name, line };
  const header = { id: name, title: 'Query', description: '', counts: [], emptyIsGood: true };
  return withDerived({ ...header, sql, source }, columns);
}

/** The controls that the report `controls` is made of; none without it. */
export function controlsOf(catalogue: readonly Report[]): readonly Control[] {
  return catalogue.find(({ id }) => id === CONTROLS_REPORT)?.controls ?? [];
}

function readControls(
  files: readonly SqlFile[],
  columns: readonly DerivedColumn[],
  reports: readonly string[],
  faults: string[],
): ReadControl[] {
  const controls = new Map<string, ReadControl>();
  for (const file of files) {
    const id = idOf(file.name);
    const { read, faults: found } = readControl(
      file,
      id,
      columns.map(({ name }) => name),
    );
    found.push(...checkName(file.name, id, "control's"));
    if (controls.has(id)) found.push({ line: 1, reason: `another control is named ${id} too` });
    if (reports.includes(id))
      found.push({ line: 1, reason: `a report is named ${id} too: use another name` });
    faults.push(...placed(file, found));
    controls.set(id, read);
  }
  return [...controls.values()].sort((a, b) => (a.control.id < b.control.id ? -1 : 1));
}

function withDerived<T extends { sql: string }>(report: T, columns: readonly DerivedColumn[]) {
  const derived = namedIn(report.sql, columns);
  return { ...report, ...(derived.length > 0 && { derived }) };
}

function idOf(name: string): string {
  return name.replace(/^.*\//, '').replace(/\.sql$/, '');
}

function parseReport(
  { name, text }: SqlFile,
  columns: readonly DerivedColumn[],
): { report: Report; faults: Fault[] } {
  const id = idOf(name);
  const lines = text.split('\n');
  const { header, lineOf, length, faults } = readHeader(lines);
  const body = readReportText(lines.slice(length).join('\n'), length + 1);
  faults.push(...checkName(name, id, "report's"), ...body.faults);
  for (const column of header.counts) {
    if (!body.mayReturn(column)) {
      const reason = `counts names ${column}: expected a column that the report returns`;
      faults.push({ line: lineOf('counts'), reason });
    }
  }
  const source = { file: name, line: body.line };
  return { report: withDerived({ id, ...header, sql: inTotalOrder(body.sql), source }, columns), faults };
}

function checkName(name: string, id: string, whose: string): Fault[] {
  if (name.endsWith('.sql') && ID.test(id) && id.length <= MAX_ID_LENGTH) return [];
  const reason = `the file's name is the ${whose} id: expected at most ${MAX_ID_LENGTH} lower-case letters, digits and hyphens, then .sql, as console-logins.sql`;
  return [{ line: 1, reason }];
}
