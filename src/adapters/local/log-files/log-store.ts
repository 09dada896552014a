import type { OnLeftOut } from '../../../logs/left-out.ts';
import type { Partitions } from '../../../run/run.ts';
import { LogFolders } from '../log-folders.ts';
import { ReadAhead } from './read-ahead.ts';

/** Where log files are. Their paths begin with `AWSLogs/`. */
export interface LogStore {
  folders(on?: OnLeftOut): Pick<LogFolders, 'days' | 'files' | 'logFiles'> & {
    size(file: string): number | Promise<number>;
  };
  /** Reads files that `folders` gave. */
  ahead<File extends { file: string }>(): ReadAhead<File>;
  /** Where else there may be log files; of a directory the engine looks itself. */
  others?(): Promise<string[]>;
}

/** @param logs a directory is given by its path */
export function storeOf(logs: LogStore | string): LogStore {
  if (typeof logs !== 'string') return logs;
  return { folders: (on) => new LogFolders(logs, on), ahead: () => new ReadAhead(logs) };
}

/** How many log files the partitions hold, their size as stored, and that of those that `isRead`. None is read here. */
export async function countLogFiles(
  logs: LogStore | string,
  partitions: Partitions,
  isRead: (file: string) => boolean = () => true,
): Promise<{ files: number; bytes: number; complete: boolean; readBytes: number }> {
  const counted = { files: 0, bytes: 0, complete: true, readBytes: 0 };
  const unreadable = () => {
    counted.complete = false;
  };
  const folders = storeOf(logs).folders({ unreadable });
  for await (const folder of folders.days(partitions)) {
    const files = await folders.logFiles(folder);
    const sizes = await Promise.all(files.map((file) => folders.size(file)));
    counted.files += files.length;
    for (const [i, size] of sizes.entries()) {
      counted.bytes += size;
      if (isRead(files[i] ?? '')) counted.readBytes += size;
    }
  }
  return counted;
}
