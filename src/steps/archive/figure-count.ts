import { COUNTED_ROWS } from '../../reports/counts-statement.ts';
import type { Figures } from '../../run/figures.ts';
import { attempt, zoned } from '../../time/time.ts';
import { columnIndex, type MuteRule, muteTest } from './mute.ts';
import type { Row, RowReader } from './result-csv.ts';
import { ValueCount } from './value-count.ts';

const NEWEST_ROWS = 20;
const RANKED_VALUES = 10;
const MAX_KNOWN_HOURS = 10_000;

export interface FigureOptions {
  counts: readonly string[];
  mute: MuteRule;
  /** the result has counts of rows in place of rows; absent: it has rows */
  areCounts?: boolean;
  timezone: string;
}

/** Counts a report's figures row by row. Memory is bounded: it grows with neither rows nor distinct values. */
export class FigureCount implements RowReader {
  private columns: string[] = [];
  private counted: { column: string; index: number; values: ValueCount }[] = [];
  private timeColumn = -1;
  private lateColumn = -1;
  private rowsColumn = -1;

  /** indices of the columns that the mail may show of a row */
  private shown: number[] = [];
  private isMuted: (row: Row) => boolean = () => false;
  private readonly hourOf: (eventTime: string) => number | undefined;
  private readonly hours = new Array<number>(24).fill(0);
  private readonly newestRows: Figures['newestRows'] = [];
  private rows = 0;
  private mutedRows = 0;
  private lateRows = 0;
  private newest: string | undefined;
  private oldest: string | undefined;

  constructor(private readonly options: FigureOptions) {
    this.hourOf = localHour(options.timezone);
  }

  /** @throws ResultError where a counted or muted column is not among the result's */
  header(columns: string[]): void {
    // The case of a name does not matter, as in both engines and the catalogue.
    this.columns = columns.map((name) => name.toLowerCase());
    this.timeColumn = this.columns.indexOf('eventtime');
    this.lateColumn = this.columns.indexOf('late');
    if (this.options.areCounts)
      this.rowsColumn = columnIndex(COUNTED_ROWS, this.columns, 'archive.csvMaxBytes');
    this.isMuted = muteTest(this.options.mute, this.columns);
    this.counted = this.options.counts.map((column) => ({
      column,
      index: columnIndex(column, this.columns, `the header's "counts"`),
      values: new ValueCount(),
    }));
    const counted = this.counted.map(({ index }) => index);
    this.shown = this.timeColumn === -1 ? counted : [this.timeColumn, ...counted];
  }

  row(row: Row): void {
    const rows = this.rowsColumn === -1 ? 1 : Number(row.value(this.rowsColumn));
    this.rows += rows;
    if (this.lateColumn !== -1 && row.value(this.lateColumn) === 'yes') this.lateRows += rows;
    if (this.isMuted(row)) {
      this.mutedRows += rows;
      return;
    }
    for (const { index, values } of this.counted) values.add(row.value(index) ?? '', rows);
    if (this.timeColumn !== -1) this.countTime(row.value(this.timeColumn));
    if (this.newestRows.length < NEWEST_ROWS && this.rowsColumn === -1) {
      const values = this.shown.map((index) => [this.columns[index], row.value(index)]);
      this.newestRows.push(Object.fromEntries(values));
    }
  }

  figures(): Figures {
    return {
      columns: this.columns,
      rows: this.rows,
      mutedRows: this.mutedRows,
      ...(this.lateRows > 0 && { lateRows: this.lateRows }),
      counts: this.counted.map(({ column, values }) => ({ column, ...values.ranked(RANKED_VALUES) })),
      hours: this.hours,
      ...(this.newest !== undefined && { newest: this.newest }),
      ...(this.oldest !== undefined && { oldest: this.oldest }),
      newestRows: this.newestRows,
    };
  }

  private countTime(eventTime: string | null): void {
    if (eventTime === null) return;
    if (this.newest === undefined || eventTime > this.newest) this.newest = eventTime;
    if (this.oldest === undefined || eventTime < this.oldest) this.oldest = eventTime;
    const hour = this.hourOf(eventTime);
    if (hour !== undefined) this.hours[hour] = (this.hours[hour] ?? 0) + 1;
  }
}

/**
 * A zone's offset is a multiple of 15 minutes, so one look-up serves a quarter of an hour. Rows mostly come in the order of
 * their times, so the last minute is kept.
 */
function localHour(timezone: string): (eventTime: string) => number | undefined {
  const known = new Map<string, number | undefined>();
  let [minute, hour]: [string, number | undefined] = ['', undefined];
  return (eventTime) => {
    const its = eventTime.slice(0, 16);
    if (its !== minute) [minute, hour] = [its, hourAt(its)];
    return hour;
  };

  function hourAt(minute: string): number | undefined {
    const quarter = Math.floor(Number(minute.slice(14)) / 15);
    const start = `${minute.slice(0, 13)}:${String(quarter * 15).padStart(2, '0')}Z`;
    if (!known.has(start)) {
      if (known.size >= MAX_KNOWN_HOURS) known.clear();
      known.set(start, hourIn(timezone, start));
    }
    return known.get(start);
  }
}

function hourIn(timezone: string, instant: string): number | undefined {
  // Not a time: the row counts, but at no hour.
  return attempt(() => zoned(instant, timezone).hour);
}
