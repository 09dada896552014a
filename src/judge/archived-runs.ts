/** The runs of an archive, as far as the names of their files say. */
import { Temporal } from 'temporal-polyfill';
import { windowInRunId } from '../plan/run-id.ts';
import type { ArchiveReader } from '../ports.ts';
import type { Span } from '../run/run.ts';
import { MANIFEST } from '../run/run-files.ts';
import { formatDay } from '../time/days.ts';

export interface ArchivedRun {
  runId: string;
  /** in the archive: `runs/2026/11/21/RUN-ID` */
  folder: string;
  /** on which its window begins: `2026/11/21` */
  day: string;
  /** of a scheduled run */
  window?: Span;
  /** names below the folder */
  files: string[];
}

const RUN_FILE = /^(runs\/(\d{4}\/\d\d\/\d\d)\/([^/]+))\/(.+)$/s;

/** @param period a month or a year: `2026/11` */
export async function runsIn(period: string, archive: ArchiveReader): Promise<ArchivedRun[]> {
  const found = new Map<string, ArchivedRun>();
  for (const key of await archive.list(`runs/${period}/`)) {
    const [, folder, day, runId, file] = RUN_FILE.exec(key) ?? [];
    if (!folder || !day || !runId || !file) continue;
    const window = windowInRunId(runId);
    const run = found.get(folder) ?? { runId, folder, day, ...(window && { window }), files: [] };
    found.set(folder, run);
    run.files.push(file);
  }
  return [...found.values()];
}

/** Those of the months from that of the first day to that of the last, complete or not. */
export async function runsBetween(
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
  archive: ArchiveReader,
): Promise<ArchivedRun[]> {
  const found: ArchivedRun[] = [];
  const end = last.toPlainYearMonth();
  let month = first.toPlainYearMonth();
  for (; Temporal.PlainYearMonth.compare(month, end) <= 0; month = month.add({ months: 1 }))
    found.push(...(await runsIn(formatDay(month), archive)));
  return found;
}

export function isComplete({ files }: ArchivedRun): boolean {
  return files.includes(MANIFEST);
}

export function manifestKey({ folder }: Pick<ArchivedRun, 'folder'>): string {
  return `${folder}/${MANIFEST}`;
}
