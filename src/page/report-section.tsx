import type { ReportSummary } from '../mail/summary.ts';
import { RowTable } from './row-table.tsx';
import { Value } from './value.tsx';

/** What a report found: its counts and newest rows. All rows are in its file. */
export function reportSection(report: ReportSummary) {
  const { title, count, description, statement, muted, rankings, table, files } = report;
  return (
    <article class="card" key={title}>
      <h3>
        {title} <span class="number">{count}</span>
      </h3>
      <p class="muted">{description}</p>
      {statement && <p class={statement.tone}>{statement.text}</p>}
      {muted && <p class="muted">{muted}</p>}
      <div class="rankings">{rankings.map(ranking)}</div>
      {table && <RowTable hasCaption {...table} />}
      {files.map(({ name, facts }) => (
        <p class="muted" key={name}>
          <code>{name}</code> {facts.join(' · ')}
        </p>
      ))}
    </article>
  );
}

function ranking({ label, values, others }: ReportSummary['rankings'][number]) {
  return (
    <table key={label}>
      <caption>{label}</caption>
      <tbody>
        {values.map(({ value, none, rows, share }) => (
          <tr key={value}>
            <th scope="row" class={none ? 'muted' : ''}>
              <Value text={value} />
            </th>
            <td class="number">{rows}</td>
            <td class="number muted">{share}</td>
          </tr>
        ))}
        {others && (
          <tr>
            <td colSpan={3} class="muted">
              {others}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
