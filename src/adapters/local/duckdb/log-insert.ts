import {
  BLOB,
  blobValue,
  type DuckDBConnection,
  type DuckDBPreparedStatement,
  INTEGER,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api';
import { LogFileError } from '../../../log-files/checked-text.ts';
import { isLarge } from '../../../log-files/log-text.ts';
import { recordTexts } from '../../../log-files/record-texts.ts';
import type { LogFile, LogReader, LogText } from '../log-files/log-reader.ts';
import { diskFull, isDiskFull, isOutOfMemory } from './memory.ts';

/**
 * What one transaction takes of JSON: as much as holds the 122,880 rows of one of DuckDB's row groups. Of a smaller
 * transaction DuckDB copies the rows once more when it is committed.
 */
const TRANSACTION_BYTES = 256 * 2 ** 20;
/** A damaged file makes all of its transaction be read again, and be looked through for it. */
const TRANSACTION_FILES = 5000;

/** Inserts the records of the window, and those without a time, into the table, over a connection of its own. */
export class LogInsert {
  private readonly withoutMemory: LogFile[] = [];
  /** whether the last batch had some: more are likely then */
  private meetsDamage = false;

  /**
   * @param statement takes lists of texts, days, accounts, regions, paths, least times and ends
   * @param readable takes a list of texts and their numbers, gives the numbers of those that the engine can read
   */
  constructor(
    private readonly connection: DuckDBConnection,
    private readonly statement: DuckDBPreparedStatement,
    private readonly readable: DuckDBPreparedStatement,
    private readonly reader: LogReader,
  ) {}

  /**
   * Inserts all that the reader has left, except damaged files.
   *
   * @returns files left out because memory ran out: they are tried again alone, since others may have held it
   */
  async all(): Promise<LogFile[]> {
    for (let isMore = true; isMore; )
      isMore = this.meetsDamage ? await this.inOneBatch() : await this.inOneTransaction();
    return this.withoutMemory;
  }

  /** Tries files for which memory ran out; where it runs out again, the file counts as damaged. */
  async retry(files: readonly LogFile[]): Promise<void> {
    await this.oneByOne(files);
    for (const { file } of this.withoutMemory)
      this.reader.reject(file, 'it needs more memory than the engine may use: raise --memory');
  }

  close(): void {
    this.statement.destroySync();
    this.readable.destroySync();
    this.connection.closeSync();
  }

  /** @returns whether the reader may have more */
  private async inOneTransaction(): Promise<boolean> {
    const files: LogFile[] = [];
    let [bytes, isMore, isSound] = [0, true, true];
    await this.connection.run('BEGIN');
    while (isSound && bytes < TRANSACTION_BYTES && files.length < TRANSACTION_FILES) {
      const batch = await this.reader.nextBatch();
      isMore = batch !== undefined;
      if (!batch) break;
      bytes += batch.reduce((sum, { text }) => sum + text.length, 0);
      files.push(...batch.map(({ text: _, ...file }) => file));
      isSound = await succeeds(this.insertAll(batch));
    }
    if (isSound && (await succeeds(this.connection.run('COMMIT')))) return isMore;
    // One bad file fails the whole transaction.
    await this.rollBack();
    for await (const batch of this.reader.rereadBatches(files)) await this.insertSound(batch);
    return isMore;
  }

  /** @returns whether the reader may have more */
  private async inOneBatch(): Promise<boolean> {
    const batch = await this.reader.nextBatch();
    if (batch) await this.insertSound(batch);
    return batch !== undefined;
  }

  /** Sound files together; the others one by one, which shows what is wrong with them. */
  private async insertSound(batch: readonly LogText[]): Promise<void> {
    const sound = await this.soundOf(batch.filter(({ text }) => !isLarge(text)));
    const areIn = await succeeds(this.insert(sound));
    const others = areIn ? batch.filter((file) => !sound.includes(file)) : batch;
    this.meetsDamage = others.length > 0;
    for (const file of others) await this.tryAlone(file);
  }

  /** @returns none where it cannot be told, as without memory */
  private async soundOf(batch: readonly LogText[]): Promise<LogText[]> {
    this.readable.bind([textsOf(batch), listValue(batch.map((_, i) => i))], [LIST(BLOB), LIST(INTEGER)]);
    const found = await this.readable.runAndReadAll().catch(() => undefined);
    return (found?.getRows() ?? []).flatMap(([i]) => batch[Number(i)] ?? []);
  }

  private async oneByOne(files: readonly LogFile[]): Promise<void> {
    for await (const file of this.reader.reread(files)) await this.tryAlone(file);
  }

  private async tryAlone({ text, ...file }: LogText): Promise<void> {
    try {
      await this.insertAlone({ ...file, text });
    } catch (error) {
      if (isOutOfMemory(error)) this.withoutMemory.push(file);
      else this.reader.reject(file.file, reasonOf(error));
    }
  }

  /** All of the file or nothing. */
  private async insertAlone(file: LogText): Promise<void> {
    // As in a transaction without a bad file: whether a file is read must not depend on others.
    if (!isLarge(file.text) && (await succeeds(this.insert([file])))) return;
    await this.connection.run('BEGIN');
    try {
      await this.insertInPieces(file);
      await this.connection.run('COMMIT');
    } catch (error) {
      await this.rollBack();
      throw error;
    }
  }

  /** A failed commit may leave its transaction open, and then the next BEGIN fails. */
  private async rollBack(): Promise<void> {
    await this.connection.run('ROLLBACK').catch(() => {});
  }

  private async insertAll(batch: readonly LogText[]): Promise<void> {
    await this.insert(batch.filter(({ text }) => !isLarge(text)));
    for (const file of batch.filter(({ text }) => isLarge(text))) await this.insertInPieces(file);
  }

  private async insertInPieces(file: LogText): Promise<void> {
    for (const text of recordTexts(file.text)) await this.insert([{ ...file, text }]);
  }

  private async insert(batch: readonly LogText[]): Promise<void> {
    const folders = (field: 'day' | 'account' | 'region') =>
      listValue(batch.map(({ folder }) => folder[field]));
    const deliveries = (field: 'path' | 'since' | 'until') =>
      listValue(batch.map(({ delivery }) => delivery[field]));
    const files = [
      folders('day'),
      folders('account'),
      folders('region'),
      deliveries('path'),
      deliveries('since'),
      deliveries('until'),
    ];
    this.statement.bind([textsOf(batch), ...files], [LIST(BLOB), ...files.map(() => LIST(VARCHAR))]);
    await this.statement.run();
  }
}

function textsOf(batch: readonly LogText[]) {
  return listValue(batch.map(({ text }) => blobValue(text)));
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

/** @throws an error that the file did not cause */
function reasonOf(error: unknown): string {
  if (error instanceof LogFileError) return error.message;
  if (isDiskFull(error)) throw diskFull(error);
  if (String(error).startsWith('Error: Invalid Input Error:')) return 'not JSON that the engine can read';
  throw error;
}
