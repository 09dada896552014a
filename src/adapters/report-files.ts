import { isUtf8 } from 'node:buffer';
import { readdir, readFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import type { ReportFile } from '../catalogue.ts';
import { RequestError } from '../errors.ts';

/**
 * Reads the report files of a directory, for parseCatalogue. Other files may lie beside them.
 *
 * @throws RequestError where the directory cannot be read, or a file is not UTF-8 text
 */
export async function readReportFiles(directory: string): Promise<ReportFile[]> {
  const names = await fileNames(directory);
  return Promise.all(
    names.map(async (name) => ({
      name: shown(join(directory, name)),
      text: await readText(join(directory, name)),
    })),
  );
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

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((cause) => {
    throw new RequestError([`${shown(path)}:1: cannot be read (${cause.code})`]);
  });
  if (!isUtf8(bytes)) throw new RequestError([`${shown(path)}:1: not UTF-8 text: save it as UTF-8`]);
  return bytes.toString('utf8');
}

/** As a person in the working directory would name it, with slashes. */
function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return (short.startsWith('..') || isAbsolute(short) ? path : short).replaceAll('\\', '/');
}
