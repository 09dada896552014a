import { withoutApostrophe } from '../steps/archive/formula.ts';
import { columnName, fitting, MOST_CHARACTERS, numberCell, STYLE, textCell } from './cells.ts';
import { SerialTimes } from './serial-times.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { Sheet } from './xlsx.ts';
import { FROZEN, sheetEnd, sheetHead } from './xlsx.ts';

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
  rows: AsyncIterable<string[][]>;
  nameOf(number: number): string;
  words: RowsWords;
  strings: SharedStrings;
  limits: SheetLimits;
  /** whether no more fits into the workbook */
  isFull(): boolean;
}

type Kind = 'text' | 'time' | 'count';

const PIECE = 2 ** 16;
const MEASURED_ROWS = 500;
const JUDGED_ROWS = 1000;
const [NARROWEST, WIDEST] = [8, 60];
/** Excel has 15 digits. */
const COUNT = /^(0|[1-9]\d{0,14})$/;

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
  private readonly source: AsyncIterator<string[][]>;
  private batch: string[][] = [];
  private at = 0;
  private header: string[] = [];
  private kinds: Kind[] = [];
  private places: string[] = [];
  /** values that were looked for among the shared ones, and those that were not there */
  private columns: { seen: number; added: number }[] = [];
  private widths: number[] = [];
  private readonly times = new SerialTimes();

  constructor(
    private readonly input: RowsInput,
    private readonly outcome: SheetOutcome,
  ) {
    this.source = input.rows[Symbol.asyncIterator]();
  }

  async begin(): Promise<void> {
    await this.hasMore();
    const [header = []] = this.batch;
    this.at = 1;
    this.kinds = header.map(kindOf);
    this.header = header.map((name, at) =>
      this.kinds[at] === 'time' ? this.input.words.timeColumn(name) : name,
    );
    this.places = header.map((_, at) => columnName(at));
    this.columns = header.map(() => ({ seen: 0, added: 0 }));
    this.widths = this.header.map((name, at) => {
      const lengths = this.batch.slice(1, MEASURED_ROWS).map((row) => row[at]?.length ?? 0);
      return Math.min(WIDEST, Math.max(NARROWEST, name.length + 4, Math.max(0, ...lengths) + 1));
    });
  }

  async end(): Promise<void> {
    await this.source.return?.();
  }

  async hasMore(): Promise<boolean> {
    if (this.outcome.isFull) return false;
    while (this.at === this.batch.length) {
      const { done, value } = await this.source.next();
      if (done) return false;
      this.batch = value;
      this.at = 0;
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
        filter = this.places.length > 0 ? `A1:${this.places.at(-1)}${rows}` : undefined;
        return filter;
      }),
      filter: () => filter,
    };
  }

  private async *content(filterOf: (rows: number) => string | undefined): AsyncGenerator<Uint8Array> {
    const { limits, words, isFull } = this.input;
    let xml = sheetHead(this.widths, FROZEN) + this.headerXml();
    let bytes = 0;
    let row = 1;
    while (row < limits.rows && bytes < limits.bytes && (await this.hasMore())) {
      if (isFull()) {
        this.outcome.isFull = true;
        break;
      }
      while (row < limits.rows && this.at < this.batch.length && xml.length < PIECE) {
        row += 1;
        xml += this.rowXml(this.batch[this.at++] ?? [], row);
        this.outcome.rows += 1;
      }
      if (xml.length < PIECE) continue;
      const piece = Buffer.from(xml);
      bytes += piece.length;
      yield piece;
      xml = '';
    }
    if (row === 1) xml += `<row r="2">${textCell('A2', words.noRows, STYLE.remark)}</row>`;
    yield Buffer.from(xml + sheetEnd({ filter: filterOf(row) }));
  }

  private headerXml(): string {
    const cells = this.header.map((name, at) => textCell(`${this.places[at]}1`, name, STYLE.header));
    return `<row r="1">${cells.join('')}</row>`;
  }

  private rowXml(cells: readonly string[], row: number): string {
    let xml = `<row r="${row}">`;
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at] as string;
      if (cell !== '') xml += this.cellXml(cell, at, row);
    }
    return `${xml}</row>`;
  }

  private cellXml(cell: string, at: number, row: number): string {
    const kind = this.kinds[at];
    const place = this.places[at] ?? '';
    if (kind === 'time') {
      const serial = this.times.of(cell);
      if (serial !== undefined) return numberCell(`${place}${row}`, serial, STYLE.time);
    }
    if (kind === 'count' && COUNT.test(cell)) return numberCell(`${place}${row}`, Number(cell), STYLE.count);
    const value = withoutApostrophe(cell);
    const shared = this.shared(value, at);
    if (shared !== undefined) return `<c r="${place}${row}${shared}`;
    if (value.length > MOST_CHARACTERS) this.outcome.cutValues += 1;
    return textCell(`${place}${row}`, fitting(value, this.input.words.cut), STYLE.value);
  }

  /** Of columns whose values come again: an id of each row is not looked for among those before. */
  private shared(value: string, at: number): string | undefined {
    const column = this.columns[at];
    if (!column || (column.seen >= JUDGED_ROWS && column.added > column.seen / 2)) return undefined;
    column.seen += 1;
    const found = this.input.strings.find(value);
    if (found !== undefined) return found;
    column.added += 1;
    return this.input.strings.add(value);
  }
}

/** Columns of times and counts of the reports that come along; another report's have such names too. */
function kindOf(column: string): Kind {
  if (/eventtime$/.test(column) || column === 'accountsilentfrom' || column === 'accountsilentto')
    return 'time';
  return /events$/.test(column) ? 'count' : 'text';
}
