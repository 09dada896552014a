import { deliveryMinute } from '../logs/layout.ts';
import { allColumns, rebuilt } from '../reports/collect-statement.ts';
import { bound, DELIVERED_AT } from '../reports/events.ts';
import { kindByFolder, missingLines, runIn } from '../reports/history-events.ts';
import type { Events, Past, Run } from '../run/run.ts';
import type { TableConfig } from '../table/table-config.ts';
import { daysBeside } from './past.ts';

/**
 * What the reports of a range by hand read: the events of runs in the archive's table, and the log files beside them. It has
 * as many lines as the `events` of the logs alone.
 *
 * @param table over the events of runs, quoted
 * @param logs the table of `run.events`, which bounds no account and no region
 */
export function eventsWithPast(
  { events, window, partitions, past }: Pick<Run, 'events' | 'window' | 'partitions'> & { past: Past },
  { table, logs }: { table: string; logs: TableConfig },
): Events {
  const columns = allColumns(logs);
  const places = past.runs.map(({ place }) => `'${runIn(place)}'`);
  const own = columns.map((name) => `"${name}"`);
  const source = `FROM ${table} WHERE "run" IN (${places}) AND eventtime >= ? AND eventtime < ?`;
  const [from, to] = [bound(window.from), bound(window.to)];
  const days = daysBeside(past, { window, partitions });
  const [first, last] = [days.at(0), days.at(-1)];
  if (!first || !last) {
    // Columns by name: `*` has the folders' `kind`.
    const sql = `events AS (\n  SELECT ${own.join(', ')}\n  ${source}`;
    const derived = past.kinds ? kindByFolder(events) : events;
    return { ...derived, sql: `${sql}${missingLines(sql, events)}\n)`, parameters: [from, to] };
  }
  const beside = besidePastSql(past, window);
  const day = `"${logs.partitions.day}"`;
  const gap =
    first === last
      ? { sql: '', values: [] }
      : { sql: ` AND (${day} <= ? OR ${day} >= ?)`, values: [first.to, last.from] };
  const sql = events.sql
    .replace(/SELECT \*\s+FROM/, (start) => {
      const [line = ''] = start.split('\n').slice(1);
      return `SELECT *\n${line.replace('FROM', '')}FROM (SELECT ${own} ${source} UNION ALL SELECT ${columns.map(rebuilt)} FROM (SELECT * FROM`;
    })
    .replace(/\n(\)+)$/, (_, ends) => `${gap.sql} AND (${beside.sql})\n${ends}))`);
  const [, , ...times] = events.parameters;
  const parameters = [from, to, first.from, last.to, ...times, ...gap.values, ...beside.values];
  return { ...events, sql, parameters };
}

/** `besidePast` in SQL. A file whose name does not say when it was delivered was there after all of the runs. */
function besidePastSql({ window: covered, cutoffs }: Past, window: Run['window']) {
  const parts = [{ sql: `coalesce(${DELIVERED_AT} >= ?, true)`, values: [deliveryMinute(cutoffs.to)] }];
  if (window.from < covered.from)
    parts.push({
      sql: `(${DELIVERED_AT} < ? AND eventtime < ?)`,
      values: [deliveryMinute(cutoffs.from), bound(covered.from)],
    });
  if (window.to > covered.to) parts.push({ sql: 'eventtime >= ?', values: [bound(covered.to)] });
  return { sql: parts.map(({ sql }) => sql).join(' OR '), values: parts.flatMap(({ values }) => values) };
}
