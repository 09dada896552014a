/**
 * Chooses columns by the header.
 *
 * @returns the places of those that are wanted, -1 for one that is not there; undefined: no rows are wanted
 */
export type Columns = (header: string[]) => readonly number[] | undefined;

/**
 * The rows of an archive CSV (RFC 4180, UTF-8 with a BOM), as many at a time as a piece of it holds. An empty cell may have
 * been NULL. It may be left before its end.
 *
 * @param columns absent: the header is the first row, and every column is read
 * @throws Error where the CSV ends inside a row
 */
export async function* csvRows(
  content: AsyncIterable<Uint8Array>,
  columns?: Columns,
): AsyncGenerator<string[][]> {
  const decoder = new TextDecoder();
  const scan = new CsvScan(columns);
  for await (const piece of content) {
    const rows = scan.push(decoder.decode(piece, { stream: true }));
    if (rows.length > 0) yield rows;
    if (scan.isDone) return;
  }
  const rows = scan.end();
  if (rows.length > 0) yield rows;
}

class CsvScan {
  isDone = false;
  private held: string[] = [];
  private length = 0;
  /** A row that is not whole is read again from its start, so only when there is twice as much of it. */
  private enough = 0;
  /** where a column's cell goes in a row; -1: it is passed over */
  private slots: readonly number[] | undefined;
  private width = 0;

  constructor(private readonly columns: Columns | undefined) {}

  push(text: string): string[][] {
    this.held.push(text);
    this.length += text.length;
    return this.length < this.enough ? [] : this.rows();
  }

  end(): string[][] {
    const rows = this.rows();
    if (this.length > 0 && !this.isDone) throw new Error('the CSV ends inside a row: it was cut');
    return rows;
  }

  private rows(): string[][] {
    const text = this.held.join('');
    const rows: string[][] = [];
    let start = 0;
    for (let at = 0; at !== -1 && !this.isDone; ) {
      start = at;
      const cells: string[] = this.slots ? Array(this.width).fill('') : [];
      at = rowAt(text, start, cells, this.slots);
      if (at === -1) break;
      if (this.slots || !this.columns) rows.push(cells);
      this.slots ??= this.header(cells);
    }
    this.held = [text.slice(start)];
    this.length = text.length - start;
    this.enough = 2 * this.length;
    return rows;
  }

  private header(cells: string[]): readonly number[] | undefined {
    const wanted = this.columns ? this.columns(cells) : [...cells.keys()];
    this.isDone = wanted === undefined;
    this.width = wanted?.length ?? 0;
    return wanted && cells.map((_, column) => wanted.indexOf(column));
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const CR = 0x0d;
const LF = 0x0a;

/** @returns where the next row begins; -1 where this one is not whole yet */
function rowAt(text: string, start: number, cells: string[], slots: readonly number[] | undefined): number {
  let at = start;
  for (let column = 0; ; column += 1) {
    const slot = slots ? (slots[column] ?? -1) : column;
    const end =
      text.charCodeAt(at) === QUOTE ? quotedCell(text, at, cells, slot) : bareCell(text, at, cells, slot);
    if (end === -1 || end >= text.length) return -1;
    const after = text.charCodeAt(end);
    if (after === CR) return end + 1 < text.length ? end + 2 : -1;
    if (after === LF) return end + 1;
    at = end + 1;
  }
}

/** @returns the index of what follows the cell, -1 where it is not there yet */
function quotedCell(text: string, start: number, cells: string[], slot: number): number {
  let isEscaped = false;
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote === -1 || quote + 1 === text.length) return -1;
    if (text.charCodeAt(quote + 1) === QUOTE) {
      isEscaped = true;
      from = quote + 2;
      continue;
    }
    if (slot !== -1) {
      const cell = text.slice(start + 1, quote);
      cells[slot] = isEscaped ? cell.replaceAll('""', '"') : cell;
    }
    return quote + 1;
  }
}

function bareCell(text: string, start: number, cells: string[], slot: number): number {
  let end = start;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === COMMA || code === CR || code === LF) break;
  }
  if (end === text.length) return -1;
  if (slot !== -1) cells[slot] = text.slice(start, end);
  return end;
}
