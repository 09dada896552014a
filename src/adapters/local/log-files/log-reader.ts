import { messageOf } from '../../../errors.ts';
import { isOutside } from '../../../log-files/is-outside.ts';
import { isLarge, LogTooLargeError, logText, MAX_LOG_BYTES } from '../../../log-files/log-text.ts';
import { DeliveryCount } from '../../../logs/delivery-count.ts';
import { looksLikeLog } from '../../../logs/layout.ts';
import { LogCount } from '../../../logs/log-count.ts';
import type { DamagedFile, LogSurvey } from '../../../ports.ts';
import type { Run } from '../../../run/run.ts';
import { beginsLikeLog, type LogFolder } from '../log-folders.ts';
import { type Delivery, deliveryOf } from './delivery.ts';
import { type LogStore, storeOf } from './log-store.ts';
import type { ReadAhead } from './read-ahead.ts';
import type { FileContent } from './read-files.ts';

const BATCH_BYTES = 2 * 2 ** 20;
const BATCH_FILES = 256;

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
type ReadRun = Pick<Run, 'partitions' | 'cutoffs' | 'past'> & Partial<Pick<Run, 'window'>>;

/** Called after every batch of files with what was read so far. */
export type OnProgress = (read: { files: number; bytes: number }) => void;

/** Reads every log file of the partitions once, for any number of consumers at a time; gives those that the run may need. */
export class LogReader {
  readonly count = new LogCount();
  private readonly damaged: DamagedFile[] = [];
  private readonly deliveries: DeliveryCount;
  private readonly ahead: ReadAhead<LogFile>;
  private readonly contents: AsyncGenerator<[LogFile, FileContent]>;
  private readonly hasWindow: boolean;
  private hasEnded = false;

  constructor(
    logs: LogStore | string,
    run: ReadRun,
    private readonly onProgress: OnProgress = () => {},
  ) {
    this.hasWindow = run.window !== undefined;
    this.deliveries = new DeliveryCount(run);
    const store = storeOf(logs);
    this.ahead = store.ahead();
    this.contents = this.ahead.all(queueOf(store, run, this.count, this.deliveries));
  }

  /** @returns the next few files' texts, undefined when all files are read */
  async nextBatch(): Promise<LogText[] | undefined> {
    if (this.hasEnded) return undefined;
    const batch: LogText[] = [];
    for (let bytes = 0, files = 0; bytes < BATCH_BYTES && files < BATCH_FILES; files++) {
      const next = await this.contents.next();
      this.hasEnded ||= next.done === true;
      if (next.done) break;
      const [file, content] = next.value;
      const text = await this.textOf(file, content);
      if (text === undefined || this.hasNothingIn(text, file)) continue;
      bytes += text.length;
      batch.push({ ...file, text });
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
    for await (const [file, content] of this.ahead.again(files)) {
      const text = await this.textOf(file, content, true);
      if (text !== undefined) yield { ...file, text };
    }
  }

  /** The same in batches. */
  async *rereadBatches(files: readonly LogFile[]): AsyncGenerator<LogText[]> {
    let [batch, bytes] = [[] as LogText[], 0];
    for await (const text of this.reread(files)) {
      batch.push(text);
      bytes += text.text.length;
      if (bytes < BATCH_BYTES && batch.length < BATCH_FILES) continue;
      yield batch;
      [batch, bytes] = [[], 0];
    }
    if (batch.length > 0) yield batch;
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
    return this.hasWindow && !isLarge(text) && isOutside(text, delivery.since, delivery.until);
  }

  /** Nothing can be read after that. */
  close(): Promise<void> {
    return this.ahead.close();
  }

  /**
   * @param isKnown where the file is read again: it is counted
   * @returns undefined of a damaged file, and of one that is not a log file
   */
  private async textOf(file: LogFile, ahead: FileContent, isKnown = false): Promise<Buffer | undefined> {
    const isRead = ahead.raw || ahead.damage !== undefined;
    const { bytes, raw, damage } = isRead ? ahead : await this.ahead.alone(file, MAX_LOG_BYTES);
    const buffer = raw && Buffer.from(raw.buffer, raw.byteOffset, raw.length);
    if (!isKnown) {
      if (buffer && !looksLikeLog(file.file) && !beginsLikeLog(buffer)) {
        this.count.passedOver('not-json', file.file);
        return undefined;
      }
      this.deliveries.add(file.file);
      this.count.add(file.folder.day, bytes);
    }
    try {
      if (damage !== undefined) throw new Error(damage);
      if (!buffer) throw new LogTooLargeError();
      return logText(buffer);
    } catch (error) {
      this.reject(file.file, messageOf(error));
      return undefined;
    }
  }
}

async function* queueOf(
  store: LogStore,
  run: ReadRun,
  count: LogCount,
  deliveries: DeliveryCount,
): AsyncGenerator<LogFile> {
  const folders = store.folders(count);
  for await (const folder of folders.days(run.partitions)) {
    for (const file of await folders.files(folder)) {
      if (!deliveries.reads(file, folder.day)) continue;
      const delivery = deliveryOf(file, run);
      if (delivery) yield { file, folder, delivery };
      // Not even its size is asked for: there may be a million of these.
      else count.add(folder.day, 0);
    }
  }
  if (!deliveries.older) return;
  // Only the names count, and what else lies there is not this run's.
  const older = store.folders();
  for await (const folder of older.days({ ...run.partitions, ...deliveries.older })) {
    for (const file of await older.files(folder)) deliveries.reads(file, folder.day);
  }
}
