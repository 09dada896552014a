import type { Figures } from '../run/figures.ts';
import { printable } from './printable.ts';
import type { Detail, Hours, Ranking, ReportFigures, RowTable } from './summary.ts';
import type { WindowText } from './window-text.ts';
import type { Words } from './words/en.ts';

/** What the mail shows of a report's rows. */
export function reportFigures(
  figures: Figures,
  detail: Detail,
  window: WindowText,
  words: Words,
): ReportFigures {
  const whole = figures.rows - figures.mutedRows;
  const shown = { most: detail.values, whole, others: words.otherValues };
  return {
    rankings: figures.counts.slice(0, detail.columns).map((counted) => rankingOf(counted, shown, words)),
    hours: detail.hours ? hoursOf(figures, window, words) : undefined,
    table:
      detail.rows > 0 && figures.newestRows.length > 0 ? newestOf(figures, detail, window, words) : undefined,
  };
}

/** Ranks the values of a counted column. `whole` is what the shares are of; `others` counts the rest in words. */
export function rankingOf(
  { column, values, otherValues, otherRows }: Figures['counts'][number],
  { most, whole, others }: { most: number; whole: number; others: Words['otherValues'] },
  words: Words,
): Ranking {
  const cut = values.slice(most);
  const restRows = cut.reduce((sum, { rows }) => sum + rows, otherRows);
  return {
    label: labelOf(column, words),
    column: printable(column),
    values: values.slice(0, most).map(({ value, rows }) => ({
      value: value === '' ? words.noValue : printable(value),
      none: value === '',
      rows: words.number(rows),
      share: words.share(rows, whole),
      fraction: rows / whole,
    })),
    others:
      restRows > 0 ? others(otherValues + cut.length, restRows, words.share(restRows, whole)) : undefined,
  };
}

/** Spreads the rows over the hours of the day; undefined for a report without times. */
function hoursOf({ oldest, newest, hours }: Figures, window: WindowText, words: Words): Hours | undefined {
  if (oldest === undefined || newest === undefined) return undefined;
  const most = Math.max(...hours);
  return {
    title: words.hours(window.timezone),
    bars: hours.map((rows, hour) => ({
      label: words.hourRows(hour, rows),
      rows,
      fraction: rows / Math.max(most, 1),
    })),
    axis: [0, 6, 12, 18].map(words.clock),
    remarks: [
      words.span(window.time(oldest), window.time(newest)),
      ...(most > 1 ? [words.busiest(hours.indexOf(most), most)] : []),
    ],
  };
}

/** Lists the newest rows: when, where the report has a time, and the counted columns. */
function newestOf(figures: Figures, detail: Detail, window: WindowText, words: Words): RowTable {
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

function labelOf(column: string, words: Words): string {
  return Object.hasOwn(words.columns, column) ? (words.columns[column] ?? column) : printable(column);
}
