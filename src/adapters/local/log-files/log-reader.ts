import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../../errors.ts';
import { isOutside } from '../../../log-files/is-outside.ts';
import { isLarge, LogTooLargeError, logText, MAX_LOG_BYTES } from '../../../log-files/log-text.ts';
import { DeliveryCount } from '../../../logs/delivery-count.ts';
import { looksLikeLog } from '../../../logs/layout.ts';
import { LogCount } from '../../../logs/log-count.ts';
import type { DamagedFile, LogSurvey } from '../../../ports.ts';
import { bound } from '../../../reports/events.ts';
import type { Run } from '../../../run/run.ts';
import { beginsLikeLog, type LogFolder, LogFolders } from '../log-folders.ts';
import { type Delivery, deliveryOf } from './delivery.ts';

const BATCH_BYTES = 2 * 2 ** 20;
const BATCH_FILES = 256;
/** While a file is unzipped the next ones are read: the disk may be at the other end of a network. */
const FILES_AHEAD = 16;
/** Larger ones are read when their turn comes. */
const MAX_AHEAD_BYTES = 4 * 2 ** 20;

export interface LogFile {
  /** its path below the logs directory */
  file: string;
  folder: LogFolder;
  delivery: Delivery;
}

/** A log file's JSON text, checked to be UTF-8 and to look like a CloudTrail log file. */
export interface LogText extends LogFile {
  text: Buffer;
}

/** Without a window every record is taken. */
type ReadRun = Pick<Run, 'partitions' | 'cutoffs'> & Partial<Pick<Run, 'window'>>;

/** Called after every batch of files with what was read so far. */
export type OnProgress = (read: { files: number; bytes: number }) => void;

/** Reads every log file of the partitions once, for any number of consumers at a time; gives those that the run may need. */
export class LogReader {
  readonly count = new LogCount();
  private readonly damaged: DamagedFile[] = [];
  private readonly deliveries: DeliveryCount;
  private readonly queue: AsyncGenerator<LogFile>;
  private readonly ahead: { file: LogFile; content: Promise<Content> }[] = [];
  private readonly to: string | undefined;
  private hasEnded = false;

  constructor(
    private readonly logs: string,
    run: ReadRun,
    private readonly onProgress: OnProgress = () => {},
  ) {
    this.to = run.window && bound(run.window.to);
    this.deliveries = new DeliveryCount(run);
    this.queue = queueOf(logs, run, this.count, this.deliveries);
  }

  /** @returns the next few files' texts, undefined when all files are read */
  async nextBatch(): Promise<LogText[] | undefined> {
    if (this.hasEnded) return undefined;
    const batch: LogText[] = [];
    for (let bytes = 0, files = 0; bytes < BATCH_BYTES && files < BATCH_FILES; files++) {
      const next = await this.nextFile();
      this.hasEnded ||= !next;
      if (!next) break;
      const text = await this.textOf(next.file, next.content);
      if (text === undefined || this.hasNothingIn(text, next.file)) continue;
      bytes += text.length;
      batch.push({ ...next.file, text });
    }
    this.onProgress(this.count.counts());
    // An empty batch means that all of its files are damaged, or hold nothing of the window.
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

  survey(): Omit<LogSurvey, 'complete' | 'recordsWithoutTime'> {
    const delivery = this.deliveries.survey();
    const damaged = this.damaged.toSorted((a, b) => (a.file < b.file ? -1 : 1));
    return { ...this.count.counts(), ...this.count.leftOut(), damaged, ...(delivery && { delivery }) };
  }

  /** One that is too large to be read in one piece may be damaged by its pieces alone. */
  private hasNothingIn(text: Buffer, { delivery }: LogFile): boolean {
    return this.to !== undefined && !isLarge(text) && isOutside(text, delivery.since, this.to);
  }

  private async nextFile() {
    while (this.ahead.length <= FILES_AHEAD) {
      const next = await this.queue.next();
      if (next.done) break;
      const file = next.value;
      const content = contentOf(join(this.logs, file.file), MAX_AHEAD_BYTES);
      this.ahead.push({ file, content });
    }
    return this.ahead.shift();
  }

  /**
   * @param ahead what was read of the file for the first time, when it is counted; absent where it is read again
   * @returns undefined of a damaged file, and of one that is not a log file
   */
  private async textOf({ file, folder }: LogFile, ahead?: Promise<Content>): Promise<Buffer | undefined> {
    let content = await ahead;
    if (!content?.raw && !content?.error) content = await contentOf(join(this.logs, file), MAX_LOG_BYTES);
    if (ahead) {
      const { raw, bytes } = content;
      if (raw && !looksLikeLog(file) && !beginsLikeLog(raw)) {
        this.count.passedOver('not-json', file);
        return undefined;
      }
      this.deliveries.add(file);
      this.count.add(folder.day, bytes);
    }
    try {
      if (content.error) throw content.error;
      if (!content.raw) throw new LogTooLargeError();
      return logText(content.raw);
    } catch (error) {
      this.reject(file, messageOf(error));
      return undefined;
    }
  }
}

async function* queueOf(
  logs: string,
  run: ReadRun,
  count: LogCount,
  deliveries: DeliveryCount,
): AsyncGenerator<LogFile> {
  const folders = new LogFolders(logs, count);
  for await (const folder of folders.days(run.partitions)) {
    for (const file of await folders.files(folder)) {
      if (deliveries.reads(file, folder.day)) yield { file, folder, delivery: deliveryOf(file, run) };
    }
  }
  if (!deliveries.older) return;
  // Only the names count, and what else lies there is not this run's.
  const older = new LogFolders(logs);
  for await (const folder of older.days({ ...run.partitions, ...deliveries.older })) {
    for (const file of await older.files(folder)) deliveries.reads(file, folder.day);
  }
}

interface Content {
  /** 0 where the file cannot be read, and `error` says why */
  bytes: number;
  /** absent where the file is larger than was asked for, too */
  raw?: Buffer | undefined;
  error?: unknown;
}

async function contentOf(file: string, most: number): Promise<Content> {
  try {
    // Checked before it is opened: a link may lead to a device or a pipe that never ends.
    const found = await stat(file);
    if (!found.isFile()) throw new Error('not a file');
    const raw = found.size > most ? undefined : await readFile(file);
    return { bytes: found.size, raw };
  } catch (error) {
    return { bytes: 0, error };
  }
}
