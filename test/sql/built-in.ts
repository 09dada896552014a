import { readCatalogueFiles } from '../../src/adapters/local/catalogue-files.ts';
import { controlsOf, parseCatalogue } from '../../src/reports/catalogue.ts';
import type { Report } from '../../src/run/report.ts';
import { EventTable, type Row } from './event-table.ts';
import type { Event } from './events.ts';

/** The reports that come with the project. */
export const files = await readCatalogueFiles('sql');
export const catalogue = parseCatalogue(files);
export const controls = controlsOf(catalogue);

export function reportOf(id: string): Report {
  const found = catalogue.find((report) => report.id === id);
  if (!found) throw new Error(`no report ${id}`);
  return found;
}

/** @returns what the report finds in these events */
export async function rowsOf(id: string, ...events: Event[]): Promise<Row[]> {
  const table = await EventTable.create();
  for (const event of events) await table.add(event);
  const rows = await table.report(reportOf(id));
  table.close();
  return rows;
}

/** @returns a derived column's value in each of these events */
export async function valuesOf(column: string, events: readonly Event[]): Promise<(string | null)[]> {
  const table = await EventTable.create();
  for (const [i, event] of events.entries()) await table.add({ ...event, eventid: String(100 + i) });
  const text = `-- title: T\n-- description: D\n-- counts: value\nSELECT ${column} AS value, eventid FROM events ORDER BY eventid`;
  const [report] = parseCatalogue({ ...files, controls: [], reports: [{ name: 'value.sql', text }] });
  const rows = await table.report(report as Report);
  table.close();
  return rows.map(({ value }) => value ?? null);
}

export async function columnsOf(id: string): Promise<string[]> {
  const table = await EventTable.create();
  const columns = await table.columns(reportOf(id));
  table.close();
  return columns;
}
