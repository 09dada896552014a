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
import { duckDbType } from './columns.ts';
import { diskFull, isDiskFull, isOutOfMemory } from './memory.ts';

/**
 * What one transaction takes of JSON: as much as holds the 122,880 rows of one of DuckDB's row groups. Of a smaller
 * transaction DuckDB copies the rows once more when it is committed.
 */
const TRANSACTION_BYTES = 256 * 2 ** 20;
/** Where files are small, so that few have to be read again because of a damaged one. */
const TRANSACTION_FILES = 5000;

interface Target {
  table: TableConfig;
  columns: Fields;
  window: Window;
}

/** Puts records of log files into the table, over its own connection: those of the window, and those without a time. */
export class LogInsert {
  static async open(instance: DuckDBInstance, reader: LogReader, target: Target): Promise<LogInsert> {
    const connection = await instance.connect();
    const statement = await connection.prepare(insertStatement(target));
    return new LogInsert(connection, statement, target.window, reader);
  }

  private readonly withoutMemory: LogFile[] = [];

  private constructor(
    private readonly connection: DuckDBConnection,
    private readonly statement: DuckDBPreparedStatement,
    private readonly window: Window,
    private readonly reader: LogReader,
  ) {}

  /**
   * Inserts all that the reader has left, except damaged files.
   *
   * @returns files left out because memory ran out: they are tried again alone, since others may have held it
   */
  async all(): Promise<LogFile[]> {
    for (let isMore = true; isMore; ) isMore = await this.inOneTransaction();
    return this.withoutMemory;
  }

  /** Files for which memory ran out while others were loaded; those for which it runs out now count as damaged. */
  async retry(files: readonly LogFile[]): Promise<void> {
    await this.oneByOne(files);
    for (const { file } of this.withoutMemory)
      this.reader.reject(file, 'it needs more memory than the engine may use: raise --memory');
  }

  close(): void {
    this.statement.destroySync();
    this.connection.closeSync();
  }

  /** @returns whether the reader may have more */
  private async inOneTransaction(): Promise<boolean> {
    const files: LogFile[] = [];
    let [bytes, isMore, isSound] = [0, true, true];
    await this.connection.run('BEGIN');
    while (isMore && isSound && bytes < TRANSACTION_BYTES && files.length < TRANSACTION_FILES) {
      const batch = await this.reader.nextBatch();
      isMore = batch !== undefined;
      if (!batch) break;
      bytes += batch.reduce((sum, { text }) => sum + text.length, 0);
      files.push(...batch.map(({ file, folder }) => ({ file, folder })));
      isSound = await succeeds(this.insertAll(batch));
    }
    if (isSound && (await succeeds(this.connection.run('COMMIT')))) return isMore;
    // One bad file fails the whole transaction: loading them one by one shows which.
    await this.rollBack();
    await this.oneByOne(files);
    return isMore;
  }

  private async oneByOne(files: readonly LogFile[]): Promise<void> {
    for await (const { text, ...file } of this.reader.reread(files)) {
      try {
        await this.alone({ ...file, text });
      } catch (error) {
        if (isOutOfMemory(error)) this.withoutMemory.push(file);
        else this.reader.reject(file.file, reasonOf(error));
      }
    }
  }

  /** All of the file or nothing. */
  private async alone(file: LogText): Promise<void> {
    // First as it is, as in a transaction without a bad file: whether a file is read must not depend on others.
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
    const texts = listValue(batch.map(({ text }) => blobValue(text)));
    const { from, to } = this.window;
    this.statement.bind(
      [texts, folders('day'), folders('account'), folders('region'), from, to],
      [LIST(BLOB), LIST(VARCHAR), LIST(VARCHAR), LIST(VARCHAR), VARCHAR, VARCHAR],
    );
    await this.statement.run();
  }
}

async function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

/**
 * `from_json` with every field as text. Athena compares eventtime as text too: so what has the form of a date is in the
 * one window that its text is in, whatever its zone, and anything else is in none. It is kept, to be counted.
 */
function insertStatement({ table: { database, table, partitions }, columns }: Target): string {
  const structure = JSON.stringify({ Records: duckDbType({ list: columns }) });
  const values = [
    ...Object.keys(columns).map((column) => `record."${column}"`),
    ...Object.entries(partitions).flatMap(([value, column]) => (column ? [value] : [])),
  ];
  return `
    INSERT INTO "${database}"."${table}"
    SELECT ${values.join(', ')}
    FROM (
      SELECT unnest(from_json(decode(text), '${structure}').Records) AS record, day, account, region
      FROM (SELECT unnest($1) AS text, unnest($2) AS day, unnest($3) AS account, unnest($4) AS region)
    )
    WHERE (record.eventTime >= $5 AND record.eventTime < $6)
      OR NOT coalesce(regexp_matches(record.eventTime, '^\\d{4}-\\d\\d-\\d\\d'), false)`;
}

/** @throws an error that the file did not cause */
function reasonOf(error: unknown): string {
  if (error instanceof LogFileError) return error.message;
  if (isDiskFull(error)) throw diskFull(error);
  if (String(error).startsWith('Error: Invalid Input Error:')) return 'not JSON that the engine can read';
  throw error;
}
