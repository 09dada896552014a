import type { LogContents } from '../../../doctor/log-tree/contents.ts';
import { daysOf, type LogTree } from '../../../doctor/log-tree/tree.ts';
import { LogFileError } from '../../../log-files/checked-text.ts';
import { recordTexts } from '../../../log-files/record-texts.ts';
import type { DayFolder } from '../../../logs/layout.ts';
import { Paths } from '../../../logs/log-count.ts';
import { dayOf, daysBetween, parseDay } from '../../../time/days.ts';
import { LogReader, type LogText, type OnProgress } from '../log-files/log-reader.ts';

export interface ReadOptions {
  directory: string;
  tree: LogTree;
  /** open only the files of so many of the newest days; absent: all */
  newestDays: number | undefined;
  onProgress: OnProgress;
}

const READERS = 3;
/** Larger files are parsed in parts. */
const SMALL_BYTES = 2 * 2 ** 20;

/** Opens the log files, a few megabytes at a time, and keeps only counts. */
export async function askContents(options: ReadOptions): Promise<LogContents> {
  const { directory, tree, newestDays, onProgress } = options;
  const all = daysOf(tree.regions);
  const days = newestDays === undefined ? all : all.slice(Math.max(0, all.length - newestDays));
  const none = () => ({ records: 0, files: new Paths() });
  const contents: LogContents = {
    files: 0,
    daysNotRead: all.length - days.length,
    records: 0,
    damaged: [],
    odd: { withoutTime: none(), late: none(), early: none(), foreign: none() },
    latestDays: 0,
  };
  const [from, to] = [days.at(0), days.at(-1)];
  if (from === undefined || to === undefined) return contents;
  const reader = new LogReader(directory, { partitions: { from, to } }, onProgress);
  const readAll = async () => {
    for (let batch = await reader.nextBatch(); batch; batch = await reader.nextBatch()) {
      for (const text of batch) countFile(text, reader, contents);
    }
  };
  // While one parses, the others' files are read and unzipped.
  await Promise.all(Array.from({ length: READERS }, readAll)).finally(() => reader.close());
  const { files, damaged } = reader.survey();
  return { ...contents, files, damaged };
}

/** No record of a damaged file counts: runs leave the file out. */
function countFile({ text, file, folder }: LogText, reader: LogReader, contents: LogContents): void {
  const found = { withoutTime: 0, late: 0, early: 0, foreign: 0 };
  let [records, latestDays] = [0, 0];
  try {
    for (const list of recordLists(text)) {
      records += list.length;
      for (const record of list) {
        const { eventTime, recipientAccountId = folder.account } = record ?? {};
        if (recipientAccountId !== folder.account) found.foreign += 1;
        const days = daysLate(eventTime, folder);
        if (days === undefined) found.withoutTime += 1;
        else if (days < 0) found.early += 1;
        else if (days > 1) found.late += 1;
        latestDays = Math.max(latestDays, days ?? 0);
      }
    }
  } catch (error) {
    if (!(error instanceof LogFileError)) throw error;
    reader.reject(file, error.message);
    return;
  }
  contents.records += records;
  contents.latestDays = Math.max(contents.latestDays, latestDays);
  for (const [oddity, count] of Object.entries(found)) {
    const occurrences = contents.odd[oddity as keyof typeof found];
    if (count > 0) occurrences.files.add(file);
    occurrences.records += count;
  }
}

type LogRecord = Record<string, unknown> | null;

/** @throws LogFileError that says why a run would leave the file out */
function* recordLists(text: Buffer): Generator<LogRecord[]> {
  const records = text.length <= SMALL_BYTES ? recordsIn(text) : undefined;
  if (records) yield records;
  else for (const part of recordTexts(text)) yield JSON.parse(part.toString()).Records;
}

/** @returns undefined where the file is damaged */
function recordsIn(text: Buffer): LogRecord[] | undefined {
  try {
    const { Records } = JSON.parse(text.toString());
    return Array.isArray(Records) ? Records : undefined;
  } catch {
    return undefined;
  }
}

/** From the record's day to the folder's; undefined where the record has no readable time. */
function daysLate(eventTime: unknown, folder: DayFolder): number | undefined {
  const day = typeof eventTime === 'string' ? dayOf(eventTime) : '';
  if (day === folder.day) return 0;
  return parseDay(day) ? daysBetween(day, folder.day) : undefined;
}
