import { readReportFiles } from '../adapters/local/report-files.ts';
import { parseCatalogue } from '../reports/catalogue.ts';
import type { Report } from '../run/report.ts';
import { projectFile } from './project-files.ts';

/** @throws RequestError with every fault of the report files */
export async function readCatalogue(): Promise<Report[]> {
  return parseCatalogue(await readReportFiles(projectFile('sql/reports')));
}
