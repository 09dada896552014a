import type { Figures } from '../figures.ts';
import { printable } from './printable.ts';
import type { WindowText } from './window-text.ts';
import type { Wording } from './wording.ts';

/** How much of the figures is shown. */
export interface FigureLimits {
  rows: number;
  /** counted columns */
  columns: number;
  /** values of each column */
  values: number;
}

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

/** The newest rows: their time and their counted columns. */
export interface Newest {
  title: string;
  columns: string[];
  /** as many cells as columns; an absent value is '' */
  rows: string[][];
}

/** Ranks the values of the counted columns. */
export function rankingsOf(figures: Figures, limits: FigureLimits, wording: Wording): Ranking[] {
  const whole = figures.rows - figures.mutedRows;
  return figures.counts.slice(0, limits.columns).map(({ column, values, otherValues, otherRows }) => {
    const cut = values.slice(limits.values);
    const restValues = otherValues + cut.length;
    const restRows = cut.reduce((sum, { rows }) => sum + rows, otherRows);
    return {
      label: labelOf(column, wording),
      column: printable(column),
      values: values.slice(0, limits.values).map(({ value, rows }) => ({
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

/** Spreads the rows over the hours of the day. */
export function hoursOf(figures: Figures, zone: string, window: WindowText, wording: Wording): Hours {
  const busiest = Math.max(...figures.hours, 1);
  return {
    title: wording.hours(zone),
    bars: figures.hours.map((rows, hour) => ({
      label: wording.hourRows(hour, rows),
      rows,
      fraction: rows / busiest,
    })),
    axis: [0, 6, 12, 18].map(wording.clock),
    remarks: remarksOf(figures, window, wording),
  };
}

function remarksOf({ oldest, newest, hours }: Figures, window: WindowText, wording: Wording): string[] {
  if (oldest === undefined || newest === undefined) {
    return [];
  }
  const span = wording.span(window.time(oldest), window.time(newest));
  const busiest = Math.max(...hours);
  return busiest > 1 ? [span, wording.busiest(hours.indexOf(busiest), busiest)] : [span];
}

/** Lists the newest rows: when, and the counted columns. */
export function newestOf(
  figures: Figures,
  limits: FigureLimits,
  window: WindowText,
  wording: Wording,
): Newest {
  const counted = figures.counts.map(({ column }) => column).filter((column) => column !== 'eventtime');
  const columns = counted.slice(0, limits.columns);
  const rows = figures.newestRows.slice(0, limits.rows);
  return {
    title: wording.newest(rows.length, figures.rows - figures.mutedRows),
    columns: ['eventtime', ...columns].map((column) => labelOf(column, wording)),
    rows: rows.map((row) => [
      window.time(row.eventtime ?? ''),
      ...columns.map((column) => printable((Object.hasOwn(row, column) && row[column]) || '')),
    ]),
  };
}

function labelOf(column: string, wording: Wording): string {
  return Object.hasOwn(wording.columns, column) ? (wording.columns[column] ?? column) : printable(column);
}
