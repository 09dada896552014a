import type { CsvRows } from '../archive/csv-rows.ts';
import { withoutApostrophe } from '../steps/archive/formula.ts';
import { columnName, fitting, MOST_CHARACTERS, numberEnd, STYLE, textCell, textOf } from './cells.ts';
import { SerialTimes } from './serial-times.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { Sheet } from './xlsx.ts';
import { FROZEN, sheetEnd, sheetHead } from './xlsx.ts';
import { PIECE, XmlOutput } from './xml-output.ts';

export interface SheetLimits {
  /** of a sheet, the header included */
  rows: number;
  /** of a sheet's XML */
  bytes: number;
}

/** Excel's rows, and what a ZIP file without ZIP64 can hold. */
export const EXCEL: SheetLimits = { rows: 1_048_576, bytes: 3_900_000_000 };

/** What became of a report's rows. */
export interface SheetOutcome {
  names: string[];
  rows: number;
  /** values that are longer than a cell may be */
  cutValues: number;
  /** whether rows were left out because the workbook is full */
  isFull: boolean;
}

export interface RowsWords {
  timeColumn(name: string): string;
  cut(characters: number): string;
  noRows: string;
}

interface RowsInput {
  /** as `csvRows` gives it */
  rows: AsyncIterable<CsvRows>;
  nameOf(number: number): string;
  words: RowsWords;
  strings: SharedStrings;
  limits: SheetLimits;
  /** whether no more fits into the workbook */
  isFull(): boolean;
}

type Kind = 'text' | 'time' | 'count';

const MEASURED_ROWS = 500;
const JUDGED_ROWS = 1000;
const [NARROWEST, WIDEST] = [8, 60];
/** Excel has 15 digits. */
const COUNT = /^(0|[1-9]\d{0,14})$/;

const [ROW, TAG_END, ROW_END, VALUE_END, INLINE_END] = [
  '<row r="',
  '">',
  '</row>',
  '</v></c>',
  '</is></c>',
].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer, Buffer, Buffer];
const SHARED = Buffer.from(`" s="${STYLE.value}" t="s"><v>`);
const INLINE = Buffer.from(`" s="${STYLE.value}" t="inlineStr"><is>`);

/**
 * A CSV's rows as sheets, one after the other: as many as Excel's limit of rows asks for. Values are text; those of columns
 * of times are date-times in UTC, and those of columns of counts are numbers, where they are written as such.
 *
 * @param outcome is filled while the sheets are read
 */
export async function* rowSheets(input: RowsInput, outcome: SheetOutcome): AsyncGenerator<Sheet> {
  const rows = new RowSheets(input, outcome);
  try {
    await rows.begin();
    do yield rows.sheet(outcome.names.length + 1);
    while (await rows.hasMore());
  } finally {
    await rows.end();
  }
}

class RowSheets {
  private readonly source: AsyncIterator<CsvRows>;
  private rows: CsvRows | undefined;
  /** whether the next row was read, but not written */
  private hasRow = false;
  private header: string[] = [];
  private columns: Column[] = [];
  private widths: number[] = [];
  private readonly times = new SerialTimes();
  private readonly output = new XmlOutput();

  constructor(
    private readonly input: RowsInput,
    private readonly outcome: SheetOutcome,
  ) {
    this.source = input.rows[Symbol.asyncIterator]();
  }

  async begin(): Promise<void> {
    const header = (await this.hasMore()) ? (this.rows?.texts() ?? []) : [];
    this.hasRow = false;
    this.columns = header.map(columnOf);
    this.header = header.map((name, at) =>
      this.columns[at]?.kind === 'time' ? this.input.words.timeColumn(name) : name,
    );
    const longest = this.measured();
    this.widths = this.header.map((name, at) =>
      Math.min(WIDEST, Math.max(NARROWEST, name.length + 4, (longest[at] ?? 0) + 1)),
    );
  }

  async end(): Promise<void> {
    await this.source.return?.();
  }

  async hasMore(): Promise<boolean> {
    if (this.outcome.isFull) return false;
    while (!this.hasRow) {
      if (this.rows?.next()) this.hasRow = true;
      else {
        const { done, value } = await this.source.next();
        if (done) return false;
        this.rows = value;
      }
    }
    return true;
  }

  sheet(number: number): Sheet {
    const name = this.input.nameOf(number);
    this.outcome.names.push(name);
    let filter: string | undefined;
    return {
      name,
      content: this.content((rows) => {
        const last = this.columns.length - 1;
        filter = last >= 0 ? `A1:${columnName(last)}${rows}` : undefined;
        return filter;
      }),
      filter: () => filter,
    };
  }

  /** Lengths of the longest values among the first rows, as far as they were read. */
  private measured(): number[] {
    const { rows } = this;
    const longest = this.header.map(() => 0);
    if (!rows) return longest;
    const first = rows.at;
    for (let row = 1; row < MEASURED_ROWS && rows.next(); row += 1)
      for (let at = 0; at < longest.length; at += 1)
        longest[at] = Math.max(longest[at] ?? 0, rows.text(at).length);
    rows.at = first;
    return longest;
  }

  private async *content(filterOf: (rows: number) => string | undefined): AsyncGenerator<Uint8Array> {
    const { limits, words, isFull } = this.input;
    const { output } = this;
    output.add(sheetHead(this.widths, FROZEN) + this.headerXml());
    let bytes = 0;
    let row = 1;
    const hasRoom = () => row < limits.rows && bytes + output.length < limits.bytes;
    while (hasRoom() && (await this.hasMore())) {
      if (isFull()) {
        this.outcome.isFull = true;
        break;
      }
      do {
        row += 1;
        if (this.rows) this.row(this.rows, row);
        this.outcome.rows += 1;
        this.hasRow = this.rows?.next() ?? false;
      } while (this.hasRow && hasRoom() && output.length < PIECE);
      if (output.length < PIECE) continue;
      bytes += output.length;
      yield output.taken();
    }
    if (row === 1) output.add(`<row r="2">${textCell('A2', words.noRows, STYLE.remark)}</row>`);
    output.add(sheetEnd({ filter: filterOf(row) }));
    yield output.taken();
  }

  private headerXml(): string {
    const cells = this.header.map((name, at) => textCell(`${columnName(at)}1`, name, STYLE.header));
    return `<row r="1">${cells.join('')}</row>`;
  }

  private row(rows: CsvRows, row: number): void {
    const { output } = this;
    output.copy(ROW);
    output.digits(row);
    output.copy(TAG_END);
    for (let at = 0; at < rows.count; at += 1)
      if (rows.starts[at] !== rows.ends[at]) this.cell(rows, at, row);
    output.copy(ROW_END);
  }

  private cell(rows: CsvRows, at: number, row: number): void {
    const { output } = this;
    const column = this.columns[at] ?? columnOf('', at);
    output.copy(column.start);
    output.digits(row);
    if (column.kind !== 'text' && this.number(rows, at, column)) return;
    const shared = this.shared(rows, at, column);
    if (shared !== -1) {
      output.copy(SHARED);
      output.digits(shared);
      output.copy(VALUE_END);
      return;
    }
    const [from = 0, to = 0] = [rows.starts[at], rows.ends[at]];
    output.copy(INLINE);
    if (to - from > MOST_CHARACTERS) output.add(textOf(this.fitting(rows, at)));
    else output.text(rows.bytes, from, to, () => this.fitting(rows, at));
    output.copy(INLINE_END);
  }

  private fitting(rows: CsvRows, at: number): string {
    const value = withoutApostrophe(rows.text(at));
    if (value.length > MOST_CHARACTERS) this.outcome.cutValues += 1;
    return fitting(value, this.input.words.cut);
  }

  /** @returns whether the cell is a time or a count, and was written */
  private number(rows: CsvRows, at: number, column: Column): boolean {
    const text = rows.text(at);
    if (text !== column.last) {
      column.last = text;
      column.number = this.numberOf(text, column.kind);
    }
    if (!column.number) return false;
    this.output.copy(column.number);
    return true;
  }

  private numberOf(text: string, kind: Kind): Uint8Array | undefined {
    if (kind === 'count')
      return COUNT.test(text) ? Buffer.from(numberEnd(Number(text), STYLE.count)) : undefined;
    const serial = this.times.of(text);
    return serial === undefined ? undefined : Buffer.from(numberEnd(serial, STYLE.time));
  }

  /**
   * Of columns whose values come again: an id of each row is not looked for among those before.
   *
   * @returns -1 of a value that has its text in its cell
   */
  private shared(rows: CsvRows, at: number, column: Column): number {
    if (column.seen >= JUDGED_ROWS && column.added > column.seen / 2) return -1;
    column.seen += 1;
    const [from = 0, to = 0] = [rows.starts[at], rows.ends[at]];
    const found = this.input.strings.find(rows.words, from, to);
    if (found !== -1) return found;
    column.added += 1;
    return this.input.strings.add(rows.words, from, to);
  }
}

interface Column {
  kind: Kind;
  /** a cell's beginning, to which the row's number is added */
  start: Uint8Array;
  /** values that were looked for among the shared ones, and those that were not there */
  seen: number;
  added: number;
  /** what was written last, and of what: rows of one second stand together */
  last?: string;
  number?: Uint8Array | undefined;
}

function columnOf(name: string, at: number): Column {
  return { kind: kindOf(name), start: Buffer.from(`<c r="${columnName(at)}`), seen: 0, added: 0 };
}

/** Columns of times and counts of the reports that come along; another report's have such names too. */
function kindOf(column: string): Kind {
  if (/eventtime$/.test(column) || column === 'accountsilentfrom' || column === 'accountsilentto')
    return 'time';
  return /events$/.test(column) ? 'count' : 'text';
}
