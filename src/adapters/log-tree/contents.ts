import { relative } from 'node:path';
import { dayOf, daysBetween, isDay } from '../../doctor/day-list.ts';
import type { LogContents, LogTree, Occurrences } from '../../doctor/log-tree.ts';
import type { DamagedFile } from '../../ports.ts';
import { LogFileError } from '../duckdb/checked-text.ts';
import { LogReader, type LogText } from '../duckdb/log-reader.ts';
import { recordTexts } from '../duckdb/record-texts.ts';
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
  let bytes = 0;
  for (const [account, region] of pairs(tree)) {
    const reader = new LogReader(directory, { from, to, accounts: [account], regions: [region] });
    const progress = () => onProgress({ files: counts.files + reader.files, bytes: bytes + reader.bytes });
    await readAll(reader, directory, counts, progress).catch((error: Error) => {
      counts.brokenOff.push({ file: `${account} ${region}`, reason: error.message });
    });
    counts.files += reader.files;
    bytes += reader.bytes;
    counts.damaged.push(...reader.damaged);
  }
  counts.damaged.sort((a, b) => (a.file < b.file ? -1 : 1));
  return counts;
}

type Counts = LogContents & Record<'damaged' | 'brokenOff', DamagedFile[]>;

function emptyCounts(daysNotRead: number): Counts {
  const none = (): Occurrences => ({ records: 0, files: { count: 0, first: [] } });
  return {
    files: 0,
    daysNotRead,
    records: 0,
    damaged: [],
    brokenOff: [],
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
    for (const text of batch) {
      const records = recordsOf(text, reader);
      if (records) countRecords(records, text, relative(directory, text.file), counts);
    }
    onProgress();
  }
}

/** @returns undefined where the file is damaged, which the reader then knows */
function recordsOf({ file, text }: LogText, reader: LogReader): Record<string, unknown>[] | undefined {
  try {
    return [...recordTexts(text)].flatMap((part) => JSON.parse(part.toString()).Records);
  } catch (error) {
    if (!(error instanceof LogFileError)) throw error;
    reader.reject(file, error.message);
    return undefined;
  }
}

function countRecords(
  records: readonly (Record<string, unknown> | null)[],
  { folder }: LogText,
  file: string,
  counts: Counts,
): void {
  const found = { withoutTime: 0, late: 0, early: 0, foreign: 0 };
  for (const record of records) {
    const { eventTime, recipientAccountId = folder.account } = record ?? {};
    if (recipientAccountId !== folder.account) found.foreign += 1;
    const day = typeof eventTime === 'string' ? dayOf(eventTime) : '';
    if (!isDay(day)) found.withoutTime += 1;
    else if (day > folder.day) found.early += 1;
    else if (day < folder.day && daysBetween(day, folder.day) > 1) {
      found.late += 1;
      counts.late.mostDays = Math.max(counts.late.mostDays, daysBetween(day, folder.day));
    }
  }
  counts.records += records.length;
  for (const kind of ['withoutTime', 'late', 'early', 'foreign'] as const) {
    if (found[kind] === 0) continue;
    counts[kind].records += found[kind];
    addPath(counts[kind].files, file);
  }
}
