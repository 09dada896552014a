import { jsonLine } from '../archive/json-text.ts';
import { printable } from '../mail/printable.ts';
import { type Row, type RowReader, safeCsv } from '../steps/archive/result-csv.ts';

export const ROW_FORMATS = ['table', 'csv', 'jsonl'] as const;
type RowFormat = (typeof ROW_FORMATS)[number];

/** Rows whose values say how wide a table's columns are: those after them may be wider. */
const MEASURED_ROWS = 500;
const CELL_CHARACTERS = 60;

/**
 * The rows of a result for standard output, in bounded memory.
 *
 * `csv`: as the archive has them, byte for byte. `jsonl`: an object a row, NULL as null, every value as it is. `table`: for
 * a person, values cut at 60 characters, and made safe for a terminal.
 *
 * @param result in the form of `QueryEngine.result`
 * @throws ResultError where it is cut short
 */
export async function* rowsAs(
  format: RowFormat,
  result: AsyncIterable<Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  if (format === 'csv') {
    yield* safeCsv(result, []);
    return;
  }
  const lines = format === 'jsonl' ? new JsonLines() : new TableLines();
  for await (const _ of safeCsv(result, [lines])) yield lines.taken();
  yield lines.rest();
}

class JsonLines implements RowReader {
  private columns: string[] = [];
  private text = '';

  header(columns: string[]): void {
    this.columns = columns;
  }

  row(row: Row): void {
    this.text += `${jsonLine(Object.fromEntries(this.columns.map((name, at) => [name, row.value(at)])))}\n`;
  }

  taken(): string {
    const { text } = this;
    this.text = '';
    return text;
  }

  rest(): string {
    return this.taken();
  }
}

class TableLines implements RowReader {
  private rows: string[][] = [];
  private widths: number[] | undefined;
  private columns = 0;

  header(columns: string[]): void {
    this.columns = columns.length;
    this.rows.push(columns.map((name) => printable(name)));
  }

  row(row: Row): void {
    this.rows.push(
      Array.from({ length: this.columns }, (_, column) =>
        printable(row.value(column) ?? '', CELL_CHARACTERS),
      ),
    );
  }

  taken(): string {
    return this.widths || this.rows.length > MEASURED_ROWS ? this.rest() : '';
  }

  rest(): string {
    this.widths ??= Array.from({ length: this.columns }, (_, column) =>
      Math.max(...this.rows.map((cells) => cells[column]?.length ?? 0)),
    );
    const { widths } = this;
    const lines = this.rows.map((cells) =>
      `${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
    );
    this.rows = [];
    return lines.map((line) => `${line}\n`).join('');
  }
}
