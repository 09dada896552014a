import type { Hours, Ranking } from './figures-model.ts';
import { LayoutTable, Muted, Value } from './html-parts.tsx';
import { style } from './style.ts';

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
