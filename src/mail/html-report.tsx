import { brokenValue, LayoutTable, muted } from './html-parts.tsx';
import { style } from './style.ts';
import type { Hours, Ranking, ReportSummary, RowTable } from './summary.ts';

/** One report: its count, who, from where, when, and its newest rows. */
export function reportSection(report: ReportSummary) {
  const { statement, hours, table } = report;
  const wrong = statement !== undefined && statement.tone !== 'plain';
  return (
    <>
      {heading(report, wrong)}
      {statement && (
        <div class={wrong ? 'bad' : ''} style={`margin-top:10px;${wrong ? style.bad : ''}`}>
          {statement.text}
        </div>
      )}
      {report.tooLarge && <div style={`margin-top:8px;${style.small}`}>{report.tooLarge}</div>}
      {report.muted && <div style={`margin-top:8px;${style.small}`}>{report.muted}</div>}
      <div>{report.rankings.map(rankingTable)}</div>
      {hours && hoursChart(hours)}
      {table && tableOfRows(table)}
      {report.files.map(({ name, facts }) => (
        <div key={name} style="margin-top:14px">
          {muted([name, ...facts].join(' · '))}
        </div>
      ))}
    </>
  );
}

function heading({ title, count, description }: ReportSummary, wrong: boolean) {
  const countStyle = `padding-left:12px;${style.h2}${wrong ? `;${style.bad}` : ''}`;
  return (
    <>
      <LayoutTable>
        <tr>
          <td>
            <h2 style={style.h2}>{title}</h2>
          </td>
          <td align="right" class={`num short ${wrong ? 'bad' : ''}`} style={countStyle}>
            {count}
          </td>
        </tr>
      </LayoutTable>
      {description && muted(description)}
    </>
  );
}

/** The most frequent values of a column; two such tables stand side by side where there is room. */
function rankingTable({ label, column, values, others }: Ranking) {
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
        <tbody style={style.top}>{values.map(rankingRow)}</tbody>
      </table>
      {others && muted(others)}
    </div>
  );
}

function rankingRow({ value, none, rows, share, fraction }: Ranking['values'][number]) {
  const bar = `${Math.max(Math.round(fraction * 100), 1)}%`;
  return (
    <tr>
      <td class="rank" style={`background:linear-gradient(90deg,${style.tint} ${bar},transparent ${bar})`}>
        {none ? <i>{value}</i> : brokenValue(value)}
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
function hoursChart({ title, bars, axis, remarks }: Hours) {
  const inWords = bars.filter(({ rows }) => rows > 0).map(({ label }) => label);
  return (
    <>
      <h3 style={style.h3}>{title}</h3>
      <div role="img" aria-label={inWords.join(', ')}>
        <LayoutTable style="table-layout:fixed">
          <tr style={style.bars}>{bars.map(bar)}</tr>
          <tr>
            {axis.map((hour) => (
              <td key={hour} colSpan={6} class="axis muted" style={style.axis}>
                {hour}
              </td>
            ))}
          </tr>
        </LayoutTable>
      </div>
      {remarks.map(muted)}
    </>
  );
}

function bar({ label, rows, fraction }: Hours['bars'][number]) {
  if (rows === 0) return <td height={CHART_HEIGHT} />;
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
function tableOfRows({ title, columns, rows }: RowTable) {
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
        <tbody style={style.top}>{rows.map((row) => tableRow(row, columns, classes))}</tbody>
      </table>
    </>
  );
}

function tableRow([time, ...values]: readonly string[], columns: readonly string[], classes: string[]) {
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
          {brokenValue(value)}
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
