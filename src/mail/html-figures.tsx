import { LayoutTable, Muted, Value } from './html-parts.tsx';
import { style } from './style.ts';
import type { Hours, Ranking, RowTable } from './summary.ts';

/** The most frequent values of a column; two such tables stand side by side where there is room. */
export function RankingTable({ ranking }: { ranking: Ranking }) {
  const { label, column, values, others } = ranking;
  return (
    <div class="half" style={style.half}>
      <table class="num" cellPadding="3" cellSpacing="0" style={`${style.full};${style.small}`}>
        <caption style={style.caption}>
          {label}{' '}
          {label !== column && (
            <span class="muted" style={style.columnName}>
              {column}
            </span>
          )}
        </caption>
        <tbody style={style.top}>
          {values.map((value) => (
            <RankingRow key={value.value} value={value} />
          ))}
        </tbody>
      </table>
      {others && <Muted>{others}</Muted>}
    </div>
  );
}

function RankingRow({ value: { value, none, rows, share, fraction } }: { value: Ranking['values'][number] }) {
  const bar = `${Math.max(Math.round(fraction * 100), 1)}%`;
  return (
    <tr>
      <td class="rank" style={`background:linear-gradient(90deg,${style.tint} ${bar},transparent ${bar})`}>
        {none ? <i>{value}</i> : <Value text={value} />}
      </td>
      <td align="right" width="48" class="short">
        {rows}
      </td>
      <td align="right" width="40" class="short muted">
        {share}
      </td>
    </tr>
  );
}

const CHART_HEIGHT = 44;

/** Rows by hour as 24 bars, and in words for those who cannot see them. */
export function HoursChart({ hours: { title, bars, axis, remarks } }: { hours: Hours }) {
  const inWords = bars.filter(({ rows }) => rows > 0).map(({ label }) => label);
  return (
    <>
      <h3 style={style.h3}>{title}</h3>
      <div role="img" aria-label={inWords.join(', ')}>
        <LayoutTable style="table-layout:fixed">
          <tr style={style.bars}>
            {bars.map((bar) => (
              <Bar key={bar.label} bar={bar} />
            ))}
          </tr>
          <tr>
            {axis.map((hour) => (
              <td key={hour} colSpan={6} class="axis muted" style={style.axis}>
                {hour}
              </td>
            ))}
          </tr>
        </LayoutTable>
      </div>
      {remarks.map((remark) => (
        <Muted key={remark}>{remark}</Muted>
      ))}
    </>
  );
}

function Bar({ bar: { label, rows, fraction } }: { bar: Hours['bars'][number] }) {
  if (rows === 0) {
    return <td height={CHART_HEIGHT} />;
  }
  const height = Math.max(Math.round(fraction * CHART_HEIGHT), 2);
  // Outlook keeps to the line height, all others to the height.
  return (
    <td title={label}>
      <div class="bar" style={`height:${height}px;line-height:${height}px;${style.bar}`}>
        {'\u00a0'}
      </div>
    </td>
  );
}

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

// What a line of the table has room for, and what a column that may break should keep, both in characters of average
// width.
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
