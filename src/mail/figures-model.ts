import type { Figures } from '../run/figures.ts';
import type { Detail } from './detail.ts';
import { printable } from './printable.ts';
import type { WindowText } from './window-text.ts';
import type { Wording } from './wording.ts';

/** The most frequent values of one column. */
export interface Ranking {
  /** `Who` */
  label: string;
  /** the column's name in the CSV */
  column: string;
  values: { value: string; none: boolean; rows: string; share: string; fraction: number }[];
  others?: string;
}

/** Rows by hour of the day. */
export interface Hours {
  title: string;
  /** 24 of them; `fraction` is of the busiest hour */
  bars: { label: string; rows: number; fraction: number }[];
  /** names of the hours 0, 6, 12 and 18 */
  axis: string[];
  remarks: string[];
}

/** Rows that the mail shows: the newest of a report, the accounts that were covered. */
export interface RowTable {
  title: string;
  columns: string[];
  /** as many cells as columns; an absent value is '' */
  rows: string[][];
}

/** Ranks the values of the counted columns. */
export function rankingsOf(figures: Figures, detail: Detail, wording: Wording): Ranking[] {
  const whole = figures.rows - figures.mutedRows;
  return figures.counts.slice(0, detail.columns).map(({ column, values, otherValues, otherRows }) => {
    const cut = values.slice(detail.values);
    const restValues = otherValues + cut.length;
    const restRows = cut.reduce((sum, { rows }) => sum + rows, otherRows);
    return {
      label: labelOf(column, wording),
      column: printable(column),
      values: values.slice(0, detail.values).map(({ value, rows }) => ({
        value: value === '' ? wording.noValue : printable(value),
        none: value === '',
        rows: wording.number(rows),
        share: wording.share(rows, whole),
        fraction: rows / whole,
      })),
      ...(restRows > 0
        ? { others: wording.otherValues(restValues, restRows, wording.share(restRows, whole)) }
        : {}),
    };
  });
}

/** Spreads the rows over the hours of the day; undefined of a report without times. */
export function hoursOf(
  figures: Figures,
  zone: string,
  window: WindowText,
  wording: Wording,
): Hours | undefined {
  if (figures.oldest === undefined || figures.newest === undefined) return undefined;
  const busiest = Math.max(...figures.hours, 1);
  return {
    title: wording.hours(zone),
    bars: figures.hours.map((rows, hour) => ({
      label: wording.hourRows(hour, rows),
      rows,
      fraction: rows / busiest,
    })),
    axis: [0, 6, 12, 18].map(wording.clock),
    remarks: [
      wording.span(window.time(figures.oldest), window.time(figures.newest)),
      ...busiestOf(figures.hours, wording),
    ],
  };
}

function busiestOf(hours: readonly number[], wording: Wording): string[] {
  const busiest = Math.max(...hours);
  return busiest > 1 ? [wording.busiest(hours.indexOf(busiest), busiest)] : [];
}

/** Lists the newest rows: when, where the report has a time, and the counted columns. */
export function newestOf(
  figures: Figures,
  detail: Detail,
  window: WindowText,
  wording: Wording,
): RowTable | undefined {
  if (detail.rows === 0) return undefined;
  const counted = figures.counts.map(({ column }) => column).filter((column) => column !== 'eventtime');
  const columns = counted.slice(0, detail.columns);
  const time = figures.columns.filter((column) => column === 'eventtime');
  const rows = figures.newestRows.slice(0, detail.rows);
  return {
    title: wording.newest(rows.length, figures.rows - figures.mutedRows),
    columns: [...time, ...columns].map((column) => labelOf(column, wording)),
    rows: rows.map((row) => [
      ...time.map((column) => window.time(row[column] ?? '')),
      ...columns.map((column) => printable((Object.hasOwn(row, column) && row[column]) || '')),
    ]),
  };
}

export function labelOf(column: string, wording: Wording): string {
  return Object.hasOwn(wording.columns, column) ? (wording.columns[column] ?? column) : printable(column);
}
