import type { RowTable } from './figures-model.ts';
import { Value } from './html-parts.tsx';
import { style } from './style.ts';

/** Rows: a table, and on a phone one paragraph a row, in which each value has its label. */
export function TableOfRows({ table: { title, columns, rows } }: { table: RowTable }) {
  const classes = unbroken([columns, ...rows]).map((keep) => (keep ? 'short' : ''));
  return (
    <>
      <h3 style={style.h3}>{title}</h3>
      <table class="list stack num" cellPadding="4" cellSpacing="0" style={`${style.full};${style.small}`}>
        <thead style="vertical-align:bottom">
          <tr>
            {columns.map((column, at) => (
              <th key={column} scope="col" align="left" class={`muted ${classes[at]}`} style={style.muted}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody style={style.top}>
          {rows.map((row, at) => (
            <Row key={at} row={row} columns={columns} classes={classes} />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface RowProps {
  row: readonly string[];
  columns: readonly string[];
  classes: readonly string[];
}

function Row({ row: [time, ...values], columns, classes }: RowProps) {
  return (
    <tr>
      <th scope="row" align="left" class={classes[0]}>
        {time}
      </th>
      {values.map((value, at) => (
        <td key={columns[at + 1]} class={value === '' ? 'none' : classes[at + 1]}>
          <span class="label" style="display:none">
            {columns[at + 1]}{' '}
          </span>
          <Value text={value} />
        </td>
      ))}
    </tr>
  );
}

// What a line of the table holds beside its padding, and what a column that may break should have left, both in
// characters of middling width.
const LINE = 80;
const LEAST = 14;

/** Chooses the columns whose values stay on one line: the narrowest first, as long as all fit. */
function unbroken(rows: readonly (readonly string[])[]): boolean[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ''))));
  const keep = widths.map(() => false);
  let free = LINE - LEAST * widths.length;
  for (const { width, at } of widths.map((width, at) => ({ width, at })).sort((a, b) => a.width - b.width)) {
    free -= width - LEAST;
    keep[at] = free >= 0;
  }
  return keep;
}

function widthOf(text: string): number {
  const wide = text.match(/[\p{Lu}@]/gu)?.length ?? 0;
  const full = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  return text.length + wide * 0.35 + full;
}
