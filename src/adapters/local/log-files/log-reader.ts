import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { DamagedFile, UnreadableFolder } from '../../../ports.ts';
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

interface FileAhead extends LogFile {
  raw: Promise<Buffer | undefined>;
}

/** Reads every log file of the partitions once, for any number of consumers at a time. */
export class LogReader {
  readonly damaged: DamagedFile[] = [];
  readonly unreadable: UnreadableFolder[] = [];
  files = 0;
  bytes = 0;
  readonly days: Record<string, number> = {};
  private readonly queue: AsyncGenerator<LogFile>;
  private readonly ahead: FileAhead[] = [];
  private hasEnded = false;

  constructor(
    private readonly logs: string,
    partitions: Partitions,
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
      if (!next) return batch.length > 0 ? batch : undefined;
      const { raw, ...file } = next;
      this.files += 1;
      this.days[file.folder.day] = (this.days[file.folder.day] ?? 0) + 1;
      const text = await this.textOf(file, async () => {
        const whole = (await raw) ?? (await this.readWhole(file));
        this.bytes += whole.length;
        return whole;
      });
      if (text === undefined) continue;
      bytes += text.length;
      batch.push({ ...file, text });
    }
    return batch;
  }

  /** No batch follows. */
  end(): void {
    this.hasEnded = true;
  }

  /** The texts of files that were in a batch before, one after the other. */
  async *reread(files: readonly LogFile[]): AsyncGenerator<LogText> {
    for (const file of files) {
      const text = await this.textOf(file, () => this.readWhole(file));
      if (text !== undefined) yield { ...file, text };
    }
  }

  /** Counts the file as damaged: it is named in the manifest and the mail, and the rest is still read. */
  reject(file: string, reason: string): void {
    this.damaged.push({ file, reason });
  }

  private async nextFile(): Promise<FileAhead | undefined> {
    while (this.ahead.length <= FILES_AHEAD) {
      const next = await this.queue.next();
      if (next.done) break;
      const raw = readFileUpTo(join(this.logs, next.value.file), MAX_AHEAD_BYTES);
      // An error is reported when the file's turn comes.
      raw.catch(() => {});
      this.ahead.push({ ...next.value, raw });
    }
    return this.ahead.shift();
  }

  private async readWhole({ file }: LogFile): Promise<Buffer> {
    const whole = await readFileUpTo(join(this.logs, file), MAX_FILE_BYTES);
    if (!whole) throw new Error(TOO_LARGE);
    return whole;
  }

  /** @returns undefined of a damaged file */
  private async textOf({ file }: LogFile, read: () => Promise<Buffer>): Promise<Buffer | undefined> {
    try {
      return checked(await read());
    } catch (error) {
      this.reject(file, messageOf(error));
      return undefined;
    }
  }
}

function checked(raw: Buffer): Buffer {
  const text = withoutBom(isGzip(raw) ? unzipped(raw) : raw);
  if (!isUtf8(text)) throw new Error('not UTF-8 text');
  return isLarge(text) || looksLikeLogFile(text) ? text : checkedText(text);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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

/** Synchronously: the engine's threads are busy meanwhile, and handing so little work to others costs as much. */
function unzipped(raw: Buffer): Buffer {
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

function isGzip(raw: Buffer): boolean {
  return raw[0] === 0x1f && raw[1] === 0x8b;
}

function withoutBom(text: Buffer): Buffer {
  return text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf ? text.subarray(3) : text;
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
