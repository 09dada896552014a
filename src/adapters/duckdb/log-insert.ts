import { BLOB, blobValue, type DuckDBConnection, LIST, listValue, VARCHAR } from '@duckdb/node-api';
import type { DamagedFile } from '../../ports.ts';
import type { Window } from '../../run.ts';
import type { Fields } from '../../table/cloudtrail-columns.ts';
import type { TableConfig } from '../../table/table-config.ts';
import { LogFileError } from './checked-text.ts';
import { jsonStructure, partitionColumns, quotedName } from './columns.ts';
import { isLarge, type LogText } from './log-reader.ts';
import { isOfKind } from './memory.ts';
import { recordTexts } from './record-texts.ts';

/** Puts the records of log files into the table: those of the window, and those that no window can hold. */
export class LogInsert {
  private readonly statement: string;

  constructor(
    table: TableConfig,
    columns: Fields,
    private readonly window: Window,
  ) {
    this.statement = insertStatement(table, columns);
  }

  /** @returns the files that could not be inserted: of these, and only these, nothing is in the table */
  async batch(connection: DuckDBConnection, batch: readonly LogText[]): Promise<DamagedFile[]> {
    if (await this.insertAsTheyAre(connection, batch)) return [];
    // One bad file fails its whole batch: which one is found out file by file.
    const bad: DamagedFile[] = [];
    for (const file of batch) {
      // Again as it is: the files beside it must not decide whether a file is read.
      if (await this.insertAsTheyAre(connection, [file])) continue;
      const reason = await this.insertInPieces(connection, file);
      if (reason !== undefined) bad.push({ file: file.file, reason });
    }
    return bad;
  }

  /** All of the files or nothing. @returns whether all */
  private async insertAsTheyAre(connection: DuckDBConnection, files: readonly LogText[]): Promise<boolean> {
    if (files.some(({ text }) => isLarge(text))) return false;
    try {
      await this.insert(connection, files);
      return true;
    } catch {
      return false;
    }
  }

  /** All of the file or nothing. @returns why nothing */
  private async insertInPieces(connection: DuckDBConnection, file: LogText): Promise<string | undefined> {
    await connection.run('BEGIN');
    try {
      for (const text of recordTexts(file.text)) await this.insert(connection, [{ ...file, text }]);
      await connection.run('COMMIT');
      return undefined;
    } catch (error) {
      await connection.run('ROLLBACK');
      return reasonOf(error);
    }
  }

  private async insert(connection: DuckDBConnection, batch: readonly LogText[]): Promise<void> {
    const texts = listValue(batch.map(({ text }) => blobValue(text)));
    const [days, accounts, regions] = (['day', 'account', 'region'] as const).map((field) =>
      listValue(batch.map(({ folder }) => folder[field])),
    );
    await connection.run(
      this.statement,
      [texts, days ?? null, accounts ?? null, regions ?? null, this.window.from, this.window.to],
      [LIST(BLOB), LIST(VARCHAR), LIST(VARCHAR), LIST(VARCHAR), VARCHAR, VARCHAR],
    );
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
  if (isOfKind('Out of Memory', error))
    return 'it takes more memory than the engine may use: give more with --memory';
  if (isOfKind('Invalid Input', error)) return 'not JSON that the engine can read';
  throw error;
}
