import { isUtf8 } from 'node:buffer';
import { readdir, readFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { RequestError } from '../../errors.ts';
import type { ReportFile, UnreadableFile } from '../../reports/catalogue.ts';

/**
 * Reads the report files of a directory, for parseCatalogue. Other files may lie beside them.
 *
 * @throws RequestError where the directory cannot be read
 */
export async function readReportFiles(directory: string): Promise<(ReportFile | UnreadableFile)[]> {
  const names = await fileNames(directory);
  return Promise.all(names.map((name) => readReportFile(join(directory, name))));
}

async function readReportFile(path: string): Promise<ReportFile | UnreadableFile> {
  const name = shown(path);
  try {
    const bytes = await readFile(path);
    if (!isUtf8(bytes)) return { name, reason: 'not UTF-8 text: save it as UTF-8' };
    return { name, text: bytes.toString('utf8') };
  } catch (error) {
    return { name, reason: `cannot be read (${(error as NodeJS.ErrnoException).code})` };
  }
}

async function fileNames(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((cause) => {
    throw new RequestError([`${directory}: no directory of reports to read (${cause.code})`]);
  });
  // Editors and macOS leave hidden files beside the real ones.
  return entries
    .filter((entry) => !entry.isDirectory() && /\.sql$/i.test(entry.name) && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

/** As a person in the working directory would name it, with slashes. */
function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return (short.startsWith('..') || isAbsolute(short) ? path : short).replaceAll('\\', '/');
}
