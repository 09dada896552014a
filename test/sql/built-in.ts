import { readReportFiles } from '../../src/adapters/local/report-files.ts';
import { parseCatalogue } from '../../src/reports/catalogue.ts';
import type { Report } from '../../src/run/report.ts';
import { EventTable, type Row } from './event-table.ts';
import type { Event } from './events.ts';

/** The reports that come with the project. */
export const catalogue = parseCatalogue(await readReportFiles('sql/reports'));

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

export async function columnsOf(id: string): Promise<string[]> {
  const table = await EventTable.create();
  const columns = await table.columns(reportOf(id));
  table.close();
  return columns;
}
