import { ResultError } from '../../errors.ts';
import { CsvOutput } from './csv-output.ts';
import { startsFormula } from './formula.ts';
import { TextCache } from './text-cache.ts';

/*
 * Results reach millions of rows and this is the one pass over them, so it works on bytes and decodes only what the
 * figures ask for. A CSV parser followed by a CSV writer makes every cell a string twice: bench/README.md has the ratio.
 * test/steps/archive/result-csv.test.ts compares this file with such a parser.
 */

/** One row, valid only until the next one is read. */
export interface Row {
  /** @returns the value of the column at this index, NULL as null */
  value(column: number): string | null;
}

export interface RowReader {
  /** called once, before any row; what it throws ends the pass */
  header(columns: string[]): void;
  row(row: Row): void;
}

const QUOTE = 0x22;
const QUOTES = 0x22222222;
const WORD = 4;
const COMMA = 0x2c;
const LF = 0x0a;
const UTF8_BOM = Uint8Array.of(0xef, 0xbb, 0xbf);

/**
 * Turns a result in Athena's form (see QueryEngine.result) into an archive CSV: RFC 4180 with a BOM, a leading
 * apostrophe where a cell would begin a formula, U+2400 for NUL, every row kept, NULL still an empty unquoted field.
 *
 * @throws ResultError where a row has more or fewer fields than the header, or the result ends inside a row
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export async function* safeCsv(
  result: AsyncIterable<Uint8Array>,
  readers: readonly RowReader[],
): AsyncGenerator<Uint8Array> {
  const scan = new RecordScan(readers);
  yield UTF8_BOM;
  for await (const chunk of result) {
    const out = scan.push(chunk);
    if (out.length > 0) yield out;
  }
  scan.end();
}

/** Rows of our own as an archive CSV; what is undefined is an empty field, as NULL is. */
export async function csvOf(rows: readonly (readonly (string | number | undefined)[])[]): Promise<Buffer> {
  const field = (value: string | number | undefined) =>
    value === undefined ? '' : `"${String(value).replaceAll('"', '""')}"`;
  const lines = rows.map((row) => `${row.map(field).join(',')}\n`);
  const result = async function* () {
    yield Buffer.from(lines.join(''));
  };
  const pieces: Uint8Array[] = [];
  for await (const piece of safeCsv(result(), [])) pieces.push(piece);
  return Buffer.concat(pieces);
}

class RecordScan implements Row {
  /** the bytes of a record that is not whole yet, then those of a chunk, then a quote, at which every search ends */
  private input = Buffer.alloc(0);
  private words = new DataView(this.input.buffer);
  private length = 0;
  private readonly output = new CsvOutput();
  private records = 0;
  /** offsets in `input` of the current record's fields; field i ends one byte before field i + 1 begins */
  private starts = new Int32Array(64);
  private fields = 0;
  private columns = 0;
  private readonly texts = new TextCache();
  private readonly makeText = (from: number, to: number) => this.textAt(from, to);

  constructor(private readonly readers: readonly RowReader[]) {}

  push(chunk: Uint8Array): Uint8Array {
    this.append(chunk);
    this.output.begin(this.input.subarray(0, this.length));
    const scanned = this.scanRecords();
    if (scanned > 0) this.input.copyWithin(0, scanned, this.length);
    this.length -= scanned;
    return this.output.end();
  }

  end(): void {
    if (this.length > 0) {
      throw new ResultError(`the query result ends inside row ${this.records}: it was cut short in transfer`);
    }
    if (this.records === 0) throw new ResultError('the query result is empty: not even a header row');
  }

  value(column: number): string | null {
    const from = this.starts[column] ?? 0;
    const to = (this.starts[column + 1] ?? 0) - 1;
    return from === to ? null : this.texts.text(this.words, from, to, this.makeText);
  }

  private textAt(from: number, to: number): string {
    if (this.input[from] !== QUOTE) return this.input.toString('utf8', from, to);
    const text = this.input.toString('utf8', from + 1, to - 1);
    return text.includes('""') ? text.replaceAll('""', '"') : text;
  }

  private append(chunk: Uint8Array): void {
    const length = this.length + chunk.length;
    if (length + WORD > this.input.length) {
      const larger = Buffer.alloc(2 * length + WORD);
      this.input.copy(larger, 0, 0, this.length);
      this.input = larger;
      this.words = new DataView(larger.buffer, larger.byteOffset, larger.length);
    }
    this.input.set(chunk, this.length);
    this.input[length] = QUOTE;
    this.length = length;
  }

  /** @returns where the last whole record of the input ends */
  private scanRecords(): number {
    const { input, length } = this;
    let recordStart = 0;
    this.beginRecord(0);
    for (let i = 0; i < length; i++) {
      const byte = input[i];
      // To the closing quote; the second of a doubled one opens the rest of the cell.
      if (byte === QUOTE) i = this.quoteFrom(i + 1);
      else if (byte === COMMA) this.beginField(i + 1);
      else if (byte === LF) {
        this.beginField(i + 1);
        this.endRecord(recordStart, i);
        recordStart = i + 1;
        this.beginRecord(recordStart);
      }
    }
    return recordStart;
  }

  /** Four bytes at a time: https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord */
  private quoteFrom(from: number): number {
    for (let at = from; ; at += WORD) {
      const word = this.words.getInt32(at, true) ^ QUOTES;
      const found = (word - 0x01010101) & ~word & 0x80808080;
      if (found !== 0) return at + ((31 - Math.clz32(found & -found)) >> 3);
    }
  }

  private beginRecord(at: number): void {
    this.starts[0] = at;
    this.fields = 0;
  }

  private beginField(at: number): void {
    this.fields += 1;
    if (this.fields >= this.starts.length) {
      const more = new Int32Array(this.starts.length * 2);
      more.set(this.starts);
      this.starts = more;
    }
    this.starts[this.fields] = at;
  }

  private endRecord(from: number, to: number): void {
    if (this.records === 0) {
      this.columns = this.fields;
      const names = Array.from({ length: this.columns }, (_, column) => this.value(column) ?? '');
      for (const reader of this.readers) reader.header(names);
    } else if (this.fields !== this.columns) {
      throw new ResultError(
        `row ${this.records} of the query result has ${this.fields} fields, the header ${this.columns}`,
      );
    } else for (const reader of this.readers) reader.row(this);
    this.records += 1;
    this.copyRecord(from, to);
  }

  private copyRecord(from: number, to: number): void {
    this.output.beginRow(to - from);
    let copied = from;
    for (let field = 0; field < this.fields; field++) {
      const start = this.starts[field] ?? 0;
      const content = this.input[start] === QUOTE ? start + 1 : start;
      if (content < to && startsFormula(this.input, content)) {
        this.output.copy(this.input, copied, content);
        this.output.addApostrophe();
        copied = content;
      }
    }
    this.output.copy(this.input, copied, to);
    this.output.endRow();
  }
}
