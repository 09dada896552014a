import type { Figures } from '../run/figures.ts';
import { printable } from './printable.ts';
import type { Detail, Hours, Ranking, RowTable } from './summary.ts';
import type { WindowText } from './window-text.ts';
import type { Words } from './words/en.ts';

/** Ranks the values of the counted columns. */
export function rankingsOf(figures: Figures, detail: Detail, words: Words): Ranking[] {
  const whole = figures.rows - figures.mutedRows;
  return figures.counts.slice(0, detail.columns).map(({ column, values, otherValues, otherRows }) => {
    const cut = values.slice(detail.values);
    const restValues = otherValues + cut.length;
    const restRows = cut.reduce((sum, { rows }) => sum + rows, otherRows);
    return {
      label: labelOf(column, words),
      column: printable(column),
      values: values.slice(0, detail.values).map(({ value, rows }) => ({
        value: value === '' ? words.noValue : printable(value),
        none: value === '',
        rows: words.number(rows),
        share: words.share(rows, whole),
        fraction: rows / whole,
      })),
      ...(restRows > 0
        ? { others: words.otherValues(restValues, restRows, words.share(restRows, whole)) }
        : {}),
    };
  });
}

/** Spreads the rows over the hours of the day; undefined of a report without times. */
export function hoursOf(figures: Figures, zone: string, window: WindowText, words: Words): Hours | undefined {
  if (figures.oldest === undefined || figures.newest === undefined) return undefined;
  const busiest = Math.max(...figures.hours, 1);
  return {
    title: words.hours(zone),
    bars: figures.hours.map((rows, hour) => ({
      label: words.hourRows(hour, rows),
      rows,
      fraction: rows / busiest,
    })),
    axis: [0, 6, 12, 18].map(words.clock),
    remarks: [
      words.span(window.time(figures.oldest), window.time(figures.newest)),
      ...busiestOf(figures.hours, words),
    ],
  };
}

function busiestOf(hours: readonly number[], words: Words): string[] {
  const busiest = Math.max(...hours);
  return busiest > 1 ? [words.busiest(hours.indexOf(busiest), busiest)] : [];
}

/** Lists the newest rows: when, where the report has a time, and the counted columns. */
export function newestOf(
  figures: Figures,
  detail: Detail,
  window: WindowText,
  words: Words,
): RowTable | undefined {
  if (detail.rows === 0) return undefined;
  const counted = figures.counts.map(({ column }) => column).filter((column) => column !== 'eventtime');
  const columns = counted.slice(0, detail.columns);
  const time = figures.columns.filter((column) => column === 'eventtime');
  const rows = figures.newestRows.slice(0, detail.rows);
  return {
    title: words.newest(rows.length, figures.rows - figures.mutedRows),
    columns: [...time, ...columns].map((column) => labelOf(column, words)),
    rows: rows.map((row) => [
      ...time.map((column) => window.time(row[column] ?? '')),
      ...columns.map((column) => printable((Object.hasOwn(row, column) && row[column]) || '')),
    ]),
  };
}

export function labelOf(column: string, words: Words): string {
  return Object.hasOwn(words.columns, column) ? (words.columns[column] ?? column) : printable(column);
}
