import { RequestError } from '../errors.ts';
import { DELIVERED, deliveryMinute } from '../logs/layout.ts';
import type { DerivedColumn, Report } from '../run/report.ts';
import type { Cutoffs, Events, Partitions, Window } from '../run/run.ts';
import type { TableConfig } from '../table/table-config.ts';
import { tableName, tableNameFaults } from '../table/table-names.ts';
import { partitionNameFaults } from './derived-columns.ts';

/**
 * The `events` of a run: the table, bounded to the run's partitions and window. Values travel as parameters; nothing but
 * checked identifiers becomes part of the SQL, and the derived columns that the reports name.
 *
 * @throws RequestError where the table's identifiers are not valid, a derived column has the name of a partition column,
 *   or a list of accounts or regions is empty
 */
export function eventsOf(
  table: TableConfig,
  window: Window,
  partitions: Partitions,
  reports: readonly Pick<Report, 'derived'>[] = [],
  cutoffs?: Cutoffs,
): Events {
  const wrong = tableNameFaults(table);
  if (wrong.length > 0) throw new RequestError(wrong.map((fault) => `table ${fault}`));
  const { partitions: columns } = table;
  const bounds = [
    { condition: `${quoted(columns.day)} >= ?`, values: [partitions.from] },
    { condition: `${quoted(columns.day)} <= ?`, values: [partitions.to] },
    ...oneOf('accounts', accountColumn(columns), partitions.accounts),
    ...oneOf('regions', columns.region ? quoted(columns.region) : 'awsregion', partitions.regions),
    ...(cutoffs
      ? deliveredWithin(cutoffs, bound(window.from))
      : [{ condition: 'eventtime >= ?', values: [bound(window.from)] }]),
    { condition: `eventtime < ? AND ${IS_INSTANT}`, values: [bound(window.to)] },
  ];
  const sql = `events AS (
  SELECT *
  FROM ${tableName(table)}
  WHERE ${bounds.map(({ condition }) => condition).join('\n    AND ')}
)`;
  const faults = partitionNameFaults(reports, table);
  if (faults.length > 0) throw new RequestError(faults);
  const derived = [...new Map(reports.flatMap((it) => it.derived ?? []).map((it) => [it.name, it])).values()];
  return {
    sql,
    parameters: bounds.flatMap(({ values }) => values),
    ...(derived.length > 0 && { derived: derived.map((column) => inWindow(column, bound(window.from))) }),
  };
}

/** CloudTrail began in 2013: an `eventtime` that is less is not a time. */
export const EARLIEST = '2013';

/** The minute in the name of an event's log file; NULL where it has none. */
export const DELIVERED_AT = `nullif(regexp_extract("$path", '${DELIVERED}', 1), '')`;

/** A file whose name does not say when it was delivered is taken by event time alone. */
function deliveredWithin({ from, to }: Cutoffs, begin: string) {
  return [
    {
      condition: `(eventtime >= ? OR (eventtime >= '${EARLIEST}' AND ${DELIVERED_AT} >= ?))`,
      values: [begin, deliveryMinute(from)],
    },
    { condition: `coalesce(${DELIVERED_AT} < ?, true)`, values: [deliveryMinute(to)] },
  ];
}

/** A derived column may compare with the window's first instant, which it writes as '{from}'. */
function inWindow(column: DerivedColumn, from: string): DerivedColumn {
  return { ...column, sql: column.sql.replaceAll("'{from}'", `'${from}'`) };
}

/** An instant as eventtime is compared with it, as text: its Z would put it behind the fractions of its second. */
export function bound(instant: string): string {
  return instant.replace(/Z$/, '');
}

/** Compared as text, a time with an offset, a space for the T or the hour 24 would be in another window than its own. */
export const IS_INSTANT = "eventtime LIKE '____-__-__T__:__:__%Z' AND substr(eventtime, 12, 2) < '24'";

/** Records of eventVersion 1.01 name no recipient: there the identity's account is the one that was called. */
function accountColumn({ account }: TableConfig['partitions']): string {
  return account ? quoted(account) : 'coalesce(recipientaccountid, useridentity.accountid)';
}

function oneOf(list: string, column: string, values: readonly string[] | undefined) {
  if (!values) return [];
  if (values.length === 0)
    throw new RequestError([`partitions.${list} is empty: expected at least one, or no list at all`]);
  return [{ condition: `${column} IN (${values.map(() => '?').join(', ')})`, values: [...values] }];
}

function quoted(name: string): string {
  return `"${name}"`;
}
