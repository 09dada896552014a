import { readCatalogueFiles } from '../adapters/local/catalogue-files.ts';
import { parseCatalogue } from '../reports/catalogue.ts';
import type { Report } from '../run/report.ts';
import { projectFile } from './project-files.ts';

/** @throws RequestError with every fault of the files */
export async function readCatalogue(): Promise<Report[]> {
  return parseCatalogue(await readCatalogueFiles(projectFile('sql')));
}
