import { ResultError } from '../../errors.ts';

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
const COMMA = 0x2c;
const LF = 0x0a;
const CR = 0x0d;
const TAB = 0x09;
const APOSTROPHE = 0x27;
const NUL = 0;
/** U+2400, the picture of NUL: programs end a text at NUL, or drop it. */
const NUL_PICTURE = Uint8Array.of(0xe2, 0x90, 0x80);
const UTF8_BOM = Uint8Array.of(0xef, 0xbb, 0xbf);

/** Bytes that make a spreadsheet read a cell as a formula: `= + - @`, tab, CR, LF. */
const FORMULA_STARTS = new Set([0x3d, 0x2b, 0x2d, 0x40, TAB, CR, LF]);
/** Full-width `＝ ＋ － ＠` are EF BC and one of these: some spreadsheets read them as their ASCII forms. */
const FULL_WIDTH_THIRD_BYTES = new Set([0x9d, 0x8b, 0x8d, 0xa0]);
const isControl = (byte: number) => byte < 0x20 || byte === 0x7f;
const MAY_START_FORMULA = Uint8Array.from({ length: 256 }, (_, byte) =>
  FORMULA_STARTS.has(byte) || byte === 0xef || isControl(byte) ? 1 : 0,
);

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

class RecordScan implements Row {
  private input = Buffer.alloc(0);
  private rest = Buffer.alloc(0);
  private output = Buffer.alloc(0);
  private written = 0;
  private hasNul = false;
  private records = 0;
  /** offsets in `input` of the current record's fields; field i ends one byte before field i + 1 begins */
  private starts = new Int32Array(64);
  private fields = 0;
  private columns = 0;

  constructor(private readonly readers: readonly RowReader[]) {}

  push(chunk: Uint8Array): Uint8Array {
    this.input = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : asBuffer(chunk);
    this.hasNul = this.input.includes(NUL);
    // Each record gains a CR and at most an apostrophe a field, and has at least as many bytes as fields.
    this.output = Buffer.allocUnsafe(this.input.length * (this.hasNul ? 4 : 2));
    this.written = 0;
    this.rest = this.input.subarray(this.scanRecords());
    return this.output.subarray(0, this.written);
  }

  end(): void {
    if (this.rest.length > 0) {
      throw new ResultError(`the query result ends inside row ${this.records}: it was cut short in transfer`);
    }
    if (this.records === 0) throw new ResultError('the query result is empty: not even a header row');
  }

  value(column: number): string | null {
    let from = this.starts[column] ?? 0;
    let to = (this.starts[column + 1] ?? 0) - 1;
    if (from === to) return null;
    const quoted = this.input[from] === QUOTE;
    if (quoted) {
      from += 1;
      to -= 1;
    }
    const text = this.input.toString('utf8', from, to);
    return quoted && text.includes('""') ? text.replaceAll('""', '"') : text;
  }

  /** @returns where the last whole record of the input ends */
  private scanRecords(): number {
    const input = this.input;
    const length = input.length;
    let recordStart = 0;
    this.beginRecord(0);
    for (let i = 0; i < length; i++) {
      const byte = input[i];
      if (byte === QUOTE) {
        // To the closing quote; the second of a doubled one opens the rest of the cell.
        do i++;
        while (i < length && input[i] !== QUOTE);
      } else if (byte === COMMA) this.beginField(i + 1);
      else if (byte === LF) {
        this.beginField(i + 1);
        this.endRecord(recordStart, i);
        recordStart = i + 1;
        this.beginRecord(recordStart);
      }
    }
    return recordStart;
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
    let copied = from;
    for (let field = 0; field < this.fields; field++) {
      const start = this.starts[field] ?? 0;
      const content = this.input[start] === QUOTE ? start + 1 : start;
      if (MAY_START_FORMULA[this.input[content] ?? 0] === 1 && content < to && this.startsFormula(content)) {
        this.copy(copied, content);
        this.output[this.written++] = APOSTROPHE;
        copied = content;
      }
    }
    this.copy(copied, to);
    this.output[this.written++] = CR;
    this.output[this.written++] = LF;
  }

  private startsFormula(from: number): boolean {
    let at = from;
    // LibreOffice drops NUL and runs what follows. After spaces neither it nor Excel runs anything.
    while (isControl(this.input[at] ?? QUOTE) && !FORMULA_STARTS.has(this.input[at] ?? QUOTE)) at += 1;
    if (this.input[at] !== 0xef) return FORMULA_STARTS.has(this.input[at] ?? 0);
    return this.input[at + 1] === 0xbc && FULL_WIDTH_THIRD_BYTES.has(this.input[at + 2] ?? 0);
  }

  private copy(from: number, to: number): void {
    if (this.hasNul) this.copyShowingNul(this.input.subarray(from, to));
    else this.written += this.input.copy(this.output, this.written, from, to);
  }

  private copyShowingNul(bytes: Buffer): void {
    let copied = 0;
    for (let nul = bytes.indexOf(NUL); nul !== -1; nul = bytes.indexOf(NUL, copied)) {
      this.written += bytes.copy(this.output, this.written, copied, nul);
      this.output.set(NUL_PICTURE, this.written);
      this.written += NUL_PICTURE.length;
      copied = nul + 1;
    }
    this.written += bytes.copy(this.output, this.written, copied);
  }
}

function asBuffer(chunk: Uint8Array): Buffer<ArrayBuffer> {
  return Buffer.from(chunk.buffer as ArrayBuffer, chunk.byteOffset, chunk.byteLength);
}
