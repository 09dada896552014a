import { relative } from 'node:path';
import type { LogContents, LogTree, Occurrences } from '../../../doctor/log-tree/log-tree.ts';
import type { DamagedFile } from '../../../ports.ts';
import { dayOf, daysBetween, parseDay } from '../../../time/days.ts';
import { LogFileError } from '../log-files/checked-text.ts';
import type { DayFolder } from '../log-files/day-folders.ts';
import { LogReader, type LogText } from '../log-files/log-reader.ts';
import { recordTexts } from '../log-files/record-texts.ts';
import { addPath } from './tree.ts';

export interface ReadOptions {
  directory: string;
  tree: LogTree;
  /** open only the files of so many of the newest days; absent: all */
  newestDays: number | undefined;
  /** called after every batch of files */
  onProgress(read: { files: number; bytes: number }): void;
}

/** Opens the log files one region after the other, a few megabytes at a time, and keeps counts alone. */
export async function readLogContents(options: ReadOptions): Promise<LogContents> {
  const { directory, tree, newestDays, onProgress } = options;
  const days = [...new Set(tree.regions.flatMap(({ days }) => Object.keys(days)))].sort();
  const read = newestDays === undefined ? days : days.slice(Math.max(0, days.length - newestDays));
  const counts = emptyCounts(days.length - read.length);
  const [from, to] = [read.at(0), read.at(-1)];
  if (from === undefined || to === undefined) return counts;
  const named = new Set(tree.unreadable.map(({ file }) => file));
  let bytes = 0;
  for (const [account, region] of pairs(tree)) {
    const reader = new LogReader(directory, { from, to, accounts: [account], regions: [region] });
    const progress = () => onProgress({ files: counts.files + reader.files, bytes: bytes + reader.bytes });
    // While one parses, the others' files are read and unzipped.
    await Promise.all(Array.from({ length: READERS }, () => readAll(reader, directory, counts, progress)));
    counts.files += reader.files;
    bytes += reader.bytes;
    counts.damaged.push(...reader.damaged.filter(({ file }) => !named.has(file)));
  }
  counts.damaged.sort((a, b) => (a.file < b.file ? -1 : 1));
  return counts;
}

const READERS = 3;
/** What is parsed as it is; larger files are parsed in parts. */
const SMALL_BYTES = 2 * 2 ** 20;
const KINDS = ['withoutTime', 'late', 'early', 'foreign'] as const;

type Counts = LogContents & { damaged: DamagedFile[] };

function emptyCounts(daysNotRead: number): Counts {
  const none = (): Occurrences => ({ records: 0, files: { count: 0, first: [] } });
  return {
    files: 0,
    daysNotRead,
    records: 0,
    damaged: [],
    withoutTime: none(),
    late: { ...none(), mostDays: 0 },
    early: none(),
    foreign: none(),
  };
}

/** An account may lie in both layouts; the reader takes both at a time. */
function pairs({ regions }: LogTree): [string, string][] {
  const known = new Map(regions.map(({ account, region }) => [`${account}/${region}`, [account, region]]));
  return [...known.values()] as [string, string][];
}

async function readAll(
  reader: LogReader,
  directory: string,
  counts: Counts,
  onProgress: () => void,
): Promise<void> {
  for (let batch = await reader.nextBatch(); batch; batch = await reader.nextBatch()) {
    for (const text of batch) countFile(text, reader, relative(directory, text.file), counts);
    onProgress();
  }
}

/** A damaged file counts as such alone: runs leave it out. */
function countFile(text: LogText, reader: LogReader, file: string, counts: Counts): void {
  const found: Found = { records: 0, withoutTime: 0, late: 0, early: 0, foreign: 0, mostDays: 0 };
  try {
    for (const records of recordLists(text.text)) countRecords(records, text.folder, found);
  } catch (error) {
    if (!(error instanceof LogFileError)) throw error;
    reader.reject(text.file, error.message);
    return;
  }
  counts.records += found.records;
  counts.late.mostDays = Math.max(counts.late.mostDays, found.mostDays);
  for (const kind of KINDS) {
    if (found[kind] === 0) continue;
    counts[kind].records += found[kind];
    addPath(counts[kind].files, file);
  }
}

type Found = Record<(typeof KINDS)[number] | 'records' | 'mostDays', number>;

type LogRecord = Record<string, unknown> | null;

/** @throws LogFileError that says why a run would leave the file out */
function* recordLists(text: Buffer): Generator<LogRecord[]> {
  const records = text.length <= SMALL_BYTES ? soundRecords(text) : undefined;
  if (records) yield records;
  else for (const part of recordTexts(text)) yield JSON.parse(part.toString()).Records;
}

function soundRecords(text: Buffer): LogRecord[] | undefined {
  try {
    const { Records } = JSON.parse(text.toString());
    return Array.isArray(Records) ? Records : undefined;
  } catch {
    return undefined;
  }
}

function countRecords(records: readonly LogRecord[], folder: DayFolder, found: Found): void {
  found.records += records.length;
  for (const record of records) {
    const { eventTime, recipientAccountId = folder.account } = record ?? {};
    if (recipientAccountId !== folder.account) found.foreign += 1;
    const day = typeof eventTime === 'string' ? dayOf(eventTime) : '';
    if (day === folder.day) continue;
    if (!parseDay(day)) found.withoutTime += 1;
    else if (day > folder.day) found.early += 1;
    else if (daysBetween(day, folder.day) > 1) {
      found.late += 1;
      found.mostDays = Math.max(found.mostDays, daysBetween(day, folder.day));
    }
  }
}
