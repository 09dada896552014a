const QUOTE = 0x22;
const QUOTES = 0x22222222;
const COMMA = 0x2c;
const CR = 0x0d;
const LF = 0x0a;
const WORD = 4;
const BOM = Buffer.from('\ufeff');

/**
 * The rows of an archive CSV (RFC 4180, UTF-8 with a BOM), the header first. Given for each piece of it that has a whole row
 * or more, always as the same object, to be read to their end. It may be left before its end.
 *
 * @throws Error where the CSV ends inside a row
 */
export async function* csvRows(content: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRows> {
  const rows = new CsvRows();
  for await (const piece of content) if (rows.push(piece)) yield rows;
  if (!rows.isEnd()) yield rows;
  if (!rows.isEnd()) throw new Error('the CSV ends inside a row: it was cut');
}

/**
 * Of each row below the header the cells of these columns, in their order; of a column that is not there an empty text.
 *
 * @throws as csvRows
 */
export async function* csvCells(
  content: AsyncIterable<Uint8Array>,
  columns: readonly string[],
): AsyncGenerator<string[]> {
  let places: number[] | undefined;
  for await (const rows of csvRows(content)) {
    if (!places && rows.next()) {
      const header = rows.texts();
      places = columns.map((name) => header.indexOf(name));
    }
    while (places && rows.next()) yield places.map((place) => rows.text(place));
  }
}

/** Rows reach millions: cells are places in the bytes that were read, and become text only where that is asked for. */
export class CsvRows {
  /** valid until the next piece; beyond what was read a quote, at which every search ends */
  bytes = Buffer.alloc(0);
  /** the same */
  words = new DataView(this.bytes.buffer);
  /** of the cells of a row, valid until the next one: where the content in `bytes` begins, without its quote, and ends */
  starts: Int32Array = new Int32Array(64);
  ends: Int32Array = new Int32Array(64);
  /** cells of the row */
  count = 0;
  /** where the next row begins; may be set back to where it was since the last piece */
  at = 0;
  private length = 0;
  /** A row that is not whole is read again from its start, so only when there is twice as much of it. */
  private enough = BOM.length;
  private isBegun = false;

  /** @returns whether there is as much as may be a row */
  push(piece: Uint8Array): boolean {
    const rest = this.length - this.at;
    const length = rest + piece.length;
    if (length + WORD > this.bytes.length) {
      const larger = Buffer.alloc(2 * length + WORD);
      this.bytes.copy(larger, 0, this.at, this.length);
      this.bytes = larger;
      this.words = new DataView(larger.buffer, larger.byteOffset, larger.length);
    } else this.bytes.copyWithin(0, this.at, this.length);
    this.bytes.set(piece, rest);
    this.bytes[length] = QUOTE;
    this.length = length;
    this.at = 0;
    return length >= this.enough;
  }

  isEnd(): boolean {
    return this.at === this.length;
  }

  /** Reads the next row. @returns false where it is not whole yet */
  next(): boolean {
    this.begin();
    const { bytes, length } = this;
    let at = this.at;
    for (let column = 0; ; column += 1) {
      if (column === this.starts.length) this.widen();
      const isQuoted = bytes[at] === QUOTE && at < length;
      const start = isQuoted ? at + 1 : at;
      const end = isQuoted ? this.closing(start) : this.bareEnd(start);
      at = isQuoted ? end + 1 : end;
      if (end === -1 || at >= length) return this.wait();
      this.starts[column] = start;
      this.ends[column] = end;
      const after = bytes[at];
      at += after === CR ? 2 : 1;
      if (after !== CR && after !== LF) continue;
      if (at > length) return this.wait();
      this.count = column + 1;
      this.at = at;
      return true;
    }
  }

  /** @returns an empty text of a column that is not there; an empty cell may have been NULL */
  text(column: number): string {
    if (!(column >= 0 && column < this.count)) return '';
    return this.textAt(this.starts[column] ?? 0, this.ends[column] ?? 0);
  }

  /** @param from where a cell begins, @param to where it ends */
  textAt(from: number, to: number): string {
    const text = this.bytes.toString('utf8', from, to);
    return text.includes('""') ? text.replaceAll('""', '"') : text;
  }

  texts(): string[] {
    return Array.from({ length: this.count }, (_, column) => this.text(column));
  }

  private begin(): void {
    if (this.isBegun) return;
    this.isBegun = true;
    if (this.bytes.subarray(0, BOM.length).equals(BOM)) this.at = BOM.length;
  }

  private wait(): false {
    this.count = 0;
    this.enough = 2 * (this.length - this.at);
    return false;
  }

  /** @returns where a quoted cell ends, -1 where its end is not there yet */
  private closing(from: number): number {
    for (let at = from; ; at += 2) {
      at = this.quoteFrom(at);
      if (at + 1 >= this.length) return -1;
      if (this.bytes[at + 1] !== QUOTE) return at;
    }
  }

  /** Four bytes at a time: https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord */
  private quoteFrom(from: number): number {
    for (let at = from; ; at += WORD) {
      const word = this.words.getInt32(at, true) ^ QUOTES;
      const found = (word - 0x01010101) & ~word & 0x80808080;
      if (found !== 0) return at + ((31 - Math.clz32(found & -found)) >> 3);
    }
  }

  private bareEnd(from: number): number {
    const { bytes, length } = this;
    for (let at = from; at < length; at += 1) {
      const byte = bytes[at];
      if (byte === COMMA || byte === CR || byte === LF) return at;
    }
    return length;
  }

  private widen(): void {
    this.starts = twice(this.starts);
    this.ends = twice(this.ends);
  }
}

function twice(places: Int32Array): Int32Array {
  const larger = new Int32Array(2 * places.length);
  larger.set(places);
  return larger;
}
