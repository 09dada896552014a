import { isUtf8 } from 'node:buffer';
import { readdir, readFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { RequestError } from '../../errors.ts';
import type { CatalogueFiles } from '../../reports/catalogue.ts';
import type { SqlFile, UnreadableFile } from '../../reports/sql-file.ts';

/**
 * Reads the files for parseCatalogue: `reports/*.sql`, `events.sql`, `events/*.sql` and `controls/*.sql` of a directory, and no
 * others.
 *
 * @throws RequestError where the directory of reports cannot be read
 */
export async function readCatalogueFiles(directory: string): Promise<CatalogueFiles> {
  const reports = join(directory, 'reports');
  const reportFiles = await sqlFiles(reports).catch((cause) => {
    throw new RequestError([`${reports}: no directory of reports to read (${cause.code})`]);
  });
  const further = await optionalFiles(join(directory, 'events'));
  const controls = await optionalFiles(join(directory, 'controls'));
  return {
    reports: await Promise.all(reportFiles.map(readSqlFile)),
    events: await Promise.all([join(directory, 'events.sql'), ...further].map(readSqlFile)),
    controls: await Promise.all(controls.map(readSqlFile)),
  };
}

async function optionalFiles(directory: string): Promise<string[]> {
  return sqlFiles(directory).catch((cause) => {
    if (cause.code === 'ENOENT') return [];
    throw new RequestError([`${directory}: cannot be read (${cause.code})`]);
  });
}

async function readSqlFile(path: string): Promise<SqlFile | UnreadableFile> {
  const name = shown(path);
  try {
    const bytes = await readFile(path);
    if (!isUtf8(bytes)) return { name, reason: 'not UTF-8 text: save it as UTF-8' };
    return { name, text: bytes.toString('utf8') };
  } catch (error) {
    return { name, reason: `cannot be read (${(error as NodeJS.ErrnoException).code})` };
  }
}

async function sqlFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  // Editors and macOS leave hidden files beside the real ones.
  return entries
    .filter((entry) => !entry.isDirectory() && /\.sql$/i.test(entry.name) && !entry.name.startsWith('.'))
    .map(({ name }) => join(directory, name))
    .sort();
}

/** As a person in the working directory would name it, with slashes. */
function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return (short.startsWith('..') || isAbsolute(short) ? path : short).replaceAll('\\', '/');
}
