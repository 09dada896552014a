import { HoursChart, RankingTable, TableOfRows } from './html-figures.tsx';
import { LayoutTable, Muted } from './html-parts.tsx';
import { style } from './style.ts';
import type { ReportSummary } from './summary.ts';

/** One report: its count, who, from where, when, and its newest rows. */
export function ReportSection({ report }: { report: ReportSummary }) {
  const { rankings, hours, table, muted, files } = report;
  return (
    <>
      <Heading report={report} />
      <Statement statement={report.statement} />
      {muted && <div style={`margin-top:8px;${style.small}`}>{muted}</div>}
      <div>
        {rankings.map((ranking) => (
          <RankingTable key={ranking.column} ranking={ranking} />
        ))}
      </div>
      {hours && <HoursChart hours={hours} />}
      {table && <TableOfRows table={table} />}
      {files.map(({ name, facts }) => (
        <div key={name} style="margin-top:14px">
          <Muted>{[name, ...facts].join(' · ')}</Muted>
        </div>
      ))}
    </>
  );
}

function Heading({ report: { title, count, description, statement } }: { report: ReportSummary }) {
  const wrong = statement !== undefined && statement.tone !== 'plain';
  return (
    <>
      <LayoutTable>
        <tr>
          <td>
            <h2 style={style.h2}>{title}</h2>
          </td>
          <td
            align="right"
            class={`num short ${wrong ? 'bad' : ''}`}
            style={`padding-left:12px;${style.h2}${wrong ? `;${style.bad}` : ''}`}
          >
            {count}
          </td>
        </tr>
      </LayoutTable>
      {description && <Muted>{description}</Muted>}
    </>
  );
}

function Statement({ statement }: { statement: ReportSummary['statement'] }) {
  if (statement === undefined) {
    return null;
  }
  const wrong = statement.tone !== 'plain';
  return (
    <div class={wrong ? 'bad' : ''} style={`margin-top:10px;${wrong ? style.bad : ''}`}>
      {statement.text}
    </div>
  );
}
