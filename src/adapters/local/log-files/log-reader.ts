import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { DamagedFile, LogSurvey, UnreadableFolder } from '../../../ports.ts';
import type { Partitions } from '../../../run/run.ts';
import { type LogFolder, LogFolders } from '../log-folders.ts';
import { checkedText } from './checked-text.ts';

/** CloudTrail's files hold a few megabytes; more than this is not one of them, whatever its name says. */
const MAX_FILE_BYTES = 512 * 2 ** 20;
const TOO_LARGE = "more than 512 MB of JSON: CloudTrail's log files hold a few megabytes";
/** A log file is unzipped in a few chunks: with Node's 16 KB it costs three times as much. */
const UNZIP_CHUNK_BYTES = 2 ** 20;
const BATCH_BYTES = 2 * 2 ** 20;
const LARGE_BYTES = 16 * 2 ** 20;
const BATCH_FILES = 256;
/** While a file is unzipped the next ones are read: the disk may be at the other end of a network. */
const FILES_AHEAD = 16;
/** Larger ones are read when their turn comes. */
const MAX_AHEAD_BYTES = 4 * 2 ** 20;

export interface LogFile {
  /** its path below the logs directory */
  file: string;
  folder: LogFolder;
}

/** A log file's JSON text, checked to be UTF-8 and to look like a CloudTrail log file. */
export interface LogText extends LogFile {
  text: Buffer;
}

/** Called after every batch of files with what was read so far. */
export type OnProgress = (read: { files: number; bytes: number }) => void;

/** Reads every log file of the partitions once, for any number of consumers at a time. */
export class LogReader {
  private readonly damaged: DamagedFile[] = [];
  private readonly unreadable: UnreadableFolder[] = [];
  private files = 0;
  private bytes = 0;
  private readonly days: Record<string, number> = {};
  private readonly queue: AsyncGenerator<LogFile>;
  private readonly ahead: { file: LogFile; raw: Promise<Buffer | undefined> }[] = [];
  private hasEnded = false;

  constructor(
    private readonly logs: string,
    partitions: Partitions,
    private readonly onProgress: OnProgress = () => {},
  ) {
    const folders = new LogFolders(logs, (folder, error) => {
      this.unreadable.push({ folder, reason: messageOf(error) });
    });
    this.queue = queueOf(folders, partitions);
  }

  /** @returns the next few files' texts, undefined when all files are read */
  async nextBatch(): Promise<LogText[] | undefined> {
    if (this.hasEnded) return undefined;
    const batch: LogText[] = [];
    for (let bytes = 0, files = 0; bytes < BATCH_BYTES && files < BATCH_FILES; files++) {
      const next = await this.nextFile();
      this.hasEnded ||= !next;
      if (!next) break;
      const { file, raw } = next;
      this.files += 1;
      this.days[file.folder.day] = (this.days[file.folder.day] ?? 0) + 1;
      const text = await this.textOf(file, raw);
      if (text === undefined) continue;
      bytes += text.length;
      batch.push({ ...file, text });
    }
    this.onProgress({ files: this.files, bytes: this.bytes });
    // An empty batch means that all of its files are damaged.
    return this.hasEnded && batch.length === 0 ? undefined : batch;
  }

  end(): void {
    this.hasEnded = true;
  }

  /** The texts of files that were in a batch before, one after the other. */
  async *reread(files: readonly LogFile[]): AsyncGenerator<LogText> {
    for (const file of files) {
      const text = await this.textOf(file);
      if (text !== undefined) yield { ...file, text };
    }
  }

  /** Counts the file as damaged: the manifest and the mail name it. */
  reject(file: string, reason: string): void {
    this.damaged.push({ file, reason });
  }

  survey(): Pick<LogSurvey, 'files' | 'days' | 'bytes' | 'damaged' | 'unreadable'> {
    const { files, days, bytes, unreadable } = this;
    const damaged = this.damaged.toSorted((a, b) => (a.file < b.file ? -1 : 1));
    return { files, days, bytes, damaged, unreadable };
  }

  private async nextFile() {
    while (this.ahead.length <= FILES_AHEAD) {
      const next = await this.queue.next();
      if (next.done) break;
      const file = next.value;
      const raw = readFileUpTo(join(this.logs, file.file), MAX_AHEAD_BYTES);
      // An error is reported when the file's turn comes.
      raw.catch(() => {});
      this.ahead.push({ file, raw });
    }
    return this.ahead.shift();
  }

  /**
   * @param ahead what was read of the file for the first time; absent where it is read again
   * @returns undefined of a damaged file
   */
  private async textOf({ file }: LogFile, ahead?: Promise<Buffer | undefined>): Promise<Buffer | undefined> {
    try {
      const raw = (await ahead) ?? (await readFileUpTo(join(this.logs, file), MAX_FILE_BYTES));
      if (!raw) throw new Error(TOO_LARGE);
      if (ahead) this.bytes += raw.length;
      return checked(raw);
    } catch (error) {
      this.reject(file, messageOf(error));
      return undefined;
    }
  }
}

async function* queueOf(folders: LogFolders, partitions: Partitions): AsyncGenerator<LogFile> {
  for await (const folder of folders.days(partitions)) {
    for (const name of await folders.logFiles(folder)) yield { file: `${folder.path}/${name}`, folder };
  }
}

/** @returns undefined where the file is larger */
async function readFileUpTo(file: string, most: number): Promise<Buffer | undefined> {
  // Checked before it is opened: a link may lead to a device or a pipe that never ends.
  const found = await stat(file);
  if (!found.isFile()) throw new Error('not a file');
  return found.size > most ? undefined : readFile(file);
}

function checked(raw: Buffer): Buffer {
  const isGzip = raw[0] === 0x1f && raw[1] === 0x8b;
  const unzipped = isGzip ? unzip(raw) : raw;
  const hasBom = unzipped[0] === 0xef && unzipped[1] === 0xbb && unzipped[2] === 0xbf;
  const text = hasBom ? unzipped.subarray(3) : unzipped;
  if (!isUtf8(text)) throw new Error('not UTF-8 text');
  return isLarge(text) || looksLikeLogFile(text) ? text : checkedText(text);
}

/** Synchronously: the engine's threads are busy meanwhile, and to hand over so little work costs as much. */
function unzip(raw: Buffer): Buffer {
  try {
    return gunzipSync(raw, { chunkSize: UNZIP_CHUNK_BYTES, maxOutputLength: MAX_FILE_BYTES });
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw tooLarge ? new Error(TOO_LARGE) : error;
  }
}

/** Too large for the engine, or for a check, in one piece. */
export function isLarge(text: Buffer): boolean {
  return text.length > LARGE_BYTES;
}

/** True of every file that CloudTrail writes; of others the whole text is checked. */
function looksLikeLogFile(text: Buffer): boolean {
  const begins = /^\s*\{\s*"Records"\s*:\s*\[/.test(text.toString('latin1', 0, 64));
  return begins && !repeatsRecords(text);
}

/** Looks for a short text first, which Node does with memchr: for all of `"Records"` it takes six times as long. */
function repeatsRecords(text: Buffer): boolean {
  const first = text.indexOf('"Records"');
  for (let at = text.indexOf('Record', first + 2); at !== -1; at = text.indexOf('Record', at + 1)) {
    if (text.toString('latin1', at - 1, at + 8) === '"Records"') return true;
  }
  return false;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
