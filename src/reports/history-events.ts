import type { Events, Run } from '../run/run.ts';
import { KIND } from './collect-statement.ts';
import { bound, EARLIEST, IS_INSTANT } from './events.ts';

/**
 * What the reports of a run read: its own events in the archive where they were collected into a table, else the logs. It has
 * as many lines as the `events` of its plan, because engines' errors name lines of the statement.
 */
export function eventsRead({ events, history, window, cutoffs }: Run): Events {
  if (!history || !('place' in history) || !history.table) return events;
  const run = runIn(history.place);
  const columns = history.columns.map((name) => `"${name}"`);
  // Not by its `*`, which has the folders' `kind`. The run as a literal, which an injected partition needs:
  // https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
  const sql = `events AS (
  SELECT ${columns.join(', ')}
  FROM ${history.table}
  WHERE "run" = '${run}' AND eventtime >= ? AND eventtime < ? AND ${IS_INSTANT}`;
  const parameters = [cutoffs ? EARLIEST : bound(window.from), bound(window.to)];
  return { ...kindByFolder(events), sql: `${sql}${missingLines(sql, events)}\n)`, parameters };
}

/** What a run made of the expression of `kind` is the name of the folder: a report that asks for one kind reads no other. */
export function kindByFolder({ derived, ...events }: Events): Events {
  if (!derived) return events;
  const lines = (sql: string) => sql.replaceAll(/[^\n]/g, '');
  return {
    ...events,
    derived: derived.map((column) =>
      column.name === KIND ? { ...column, sql: `"${KIND}"${lines(column.sql)}` } : column,
    ),
  };
}

/** As its folder names it. */
export function runIn(place: string): string {
  const run = /^events\/run=([A-Za-z0-9-]+)$/.exec(place)?.[1];
  if (!run) throw new Error(`${place} is not the place of a run's events`);
  return run;
}

/** So many line ends as `events` has lines more. */
export function missingLines(sql: string, events: Events): string {
  return '\n'.repeat(Math.max(0, events.sql.split('\n').length - sql.split('\n').length - 1));
}
