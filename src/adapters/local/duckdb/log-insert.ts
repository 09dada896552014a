import {
  BLOB,
  blobValue,
  type DuckDBConnection,
  type DuckDBInstance,
  type DuckDBPreparedStatement,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api';
import type { Window } from '../../../run/run.ts';
import type { Fields } from '../../../table/cloudtrail-columns.ts';
import type { TableConfig } from '../../../table/table-config.ts';
import { LogFileError } from '../log-files/checked-text.ts';
import { isLarge, type LogFile, type LogReader, type LogText } from '../log-files/log-reader.ts';
import { recordTexts } from '../log-files/record-texts.ts';
import { jsonStructure, partitionColumns, quotedName } from './columns.ts';
import { diskFull, isDiskFull, isInvalidInput, isOutOfMemory } from './memory.ts';

/**
 * What one transaction takes of JSON: as much as holds the 122,880 rows of one of DuckDB's row groups. Of a smaller
 * transaction DuckDB copies the rows once more when it is committed.
 */
const TRANSACTION_BYTES = 256 * 2 ** 20;
/** Where files are small, so that few have to be read again because of a damaged one. */
const TRANSACTION_FILES = 5000;

/**
 * Puts the records of log files into the table, those of the window and those that no window can hold, over a connection
 * of its own.
 */
export class LogInsert {
  static async open(
    instance: DuckDBInstance,
    table: TableConfig,
    columns: Fields,
    window: Window,
  ): Promise<LogInsert> {
    const connection = await instance.connect();
    return new LogInsert(connection, await connection.prepare(insertStatement(table, columns)), window);
  }

  private readonly withoutMemory: LogFile[] = [];

  private constructor(
    private readonly connection: DuckDBConnection,
    private readonly statement: DuckDBPreparedStatement,
    private readonly window: Window,
  ) {}

  /**
   * All that the reader has left. Of files that are damaged, and only of these, nothing is in the table afterwards.
   *
   * @returns files of which nothing is there either, for want of memory: what others hold must not decide
   */
  async all(reader: LogReader, onBatch: () => void): Promise<LogFile[]> {
    for (let isMore = true; isMore; ) isMore = await this.inOneTransaction(reader, onBatch);
    return this.withoutMemory;
  }

  /** Files that had no memory beside others; those that have none now count as damaged. */
  async again(files: readonly LogFile[], reader: LogReader): Promise<void> {
    await this.oneByOne(files, reader);
    for (const { file } of this.withoutMemory)
      reader.reject(file, 'it needs more memory than the engine may use: raise --memory');
  }

  close(): void {
    this.statement.destroySync();
    this.connection.closeSync();
  }

  /** @returns whether the reader may have more */
  private async inOneTransaction(reader: LogReader, onBatch: () => void): Promise<boolean> {
    const files: LogFile[] = [];
    await this.connection.run('BEGIN');
    for (let bytes = 0; bytes < TRANSACTION_BYTES && files.length < TRANSACTION_FILES; ) {
      const batch = await reader.nextBatch();
      if (!batch) {
        await this.commit(files, reader);
        return false;
      }
      bytes += batch.reduce((sum, { text }) => sum + text.length, 0);
      files.push(...batch.map(({ file, folder }) => ({ file, folder })));
      if (!(await succeeds(this.insertAll(batch)))) {
        await this.rollBack();
        await this.oneByOne(files, reader);
        return true;
      }
      onBatch();
    }
    await this.commit(files, reader);
    return true;
  }

  private async commit(files: readonly LogFile[], reader: LogReader): Promise<void> {
    if (await succeeds(this.connection.run('COMMIT'))) return;
    await this.rollBack();
    await this.oneByOne(files, reader);
  }

  /** One bad file fails the whole transaction: which one is found out file by file. */
  private async oneByOne(files: readonly LogFile[], reader: LogReader): Promise<void> {
    for await (const { text, ...file } of reader.again(files)) {
      try {
        await this.alone({ ...file, text });
      } catch (error) {
        if (isOutOfMemory(error)) this.withoutMemory.push(file);
        else reader.reject(file.file, reasonOf(error));
      }
    }
  }

  /** All of the file or nothing. */
  private async alone(file: LogText): Promise<void> {
    // As it is, like those that met no bad file: the files beside it must not decide whether a file is read.
    if (!isLarge(file.text) && (await succeeds(this.insert([file])))) return;
    await this.inTransaction(() => this.insertInPieces(file));
  }

  private async inTransaction(work: () => Promise<void>): Promise<void> {
    await this.connection.run('BEGIN');
    try {
      await work();
      await this.connection.run('COMMIT');
    } catch (error) {
      await this.rollBack();
      throw error;
    }
  }

  /** A commit that fails has ended its transaction or has not; where that is not undone, the next BEGIN fails. */
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
    const texts = listValue(batch.map(({ text }) => blobValue(text)));
    const [days, accounts, regions] = (['day', 'account', 'region'] as const).map((field) =>
      listValue(batch.map(({ folder }) => folder[field])),
    );
    this.statement.bind(
      [texts, days ?? null, accounts ?? null, regions ?? null, this.window.from, this.window.to],
      [LIST(BLOB), LIST(VARCHAR), LIST(VARCHAR), LIST(VARCHAR), VARCHAR, VARCHAR],
    );
    await this.statement.run();
  }
}

async function succeeds(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch {
    return false;
  }
}

/**
 * `from_json` with every field as text. Athena compares eventtime as text too: so what has the form of a date is in the
 * one window that its text is in, whatever its zone, and anything else is in none. It is kept, to be counted.
 */
function insertStatement(table: TableConfig, columns: Fields): string {
  const structure = JSON.stringify({ Records: [jsonStructure(columns)] });
  const values = [
    ...Object.keys(columns).map((column) => `record."${column}"`),
    ...partitionColumns(table).map(({ value }) => value),
  ];
  return `
    INSERT INTO ${quotedName(table)}
    SELECT ${values.join(', ')}
    FROM (
      SELECT unnest(from_json(decode(text), '${structure}').Records) AS record, day, account, region
      FROM (SELECT unnest($1) AS text, unnest($2) AS day, unnest($3) AS account, unnest($4) AS region)
    )
    WHERE (record.eventTime >= $5 AND record.eventTime < $6)
      OR NOT coalesce(regexp_matches(record.eventTime, '^\\d{4}-\\d\\d-\\d\\d'), false)`;
}

/** @throws what is not the file's fault */
function reasonOf(error: unknown): string {
  if (error instanceof LogFileError) return error.message;
  if (isDiskFull(error)) throw diskFull(error);
  if (isInvalidInput(error)) return 'not JSON that the engine can read';
  throw error;
}
