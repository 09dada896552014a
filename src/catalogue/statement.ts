import * as z from 'zod';
import { RequestError } from '../errors.ts';
import type { Partitions, Window } from '../run.ts';
import { isWord, tokenize } from './sql-tokens.ts';

const NAME = 'give lower-case letters, digits and underscores, as Athena does';
const identifier = z
  .string(NAME)
  .max(255, 'give at most 255 characters')
  .regex(/^[a-z0-9_]+$/, NAME);

/** Where the events lie: a table over CloudTrail's log files, and the names of its partition columns. */
export const tableConfigSchema = z.strictObject({
  database: identifier.default('default'),
  table: identifier.default('cloudtrail_logs'),
  partitions: z
    .strictObject({
      /** holds the UTC day of delivery, `2026/11/21` */
      day: identifier,
      account: identifier.optional(),
      region: identifier.optional(),
    })
    .default({ day: 'day', account: 'account', region: 'region' }),
});

export interface TableConfig {
  database: string;
  table: string;
  partitions: { day: string; account?: string | undefined; region?: string | undefined };
}

/** What every report of a run reads FROM: the same for all of them. */
export interface Events {
  /** `events AS (…)`, of a WITH */
  sql: string;
  /** one value for each `?`, in order, bare */
  parameters: string[];
}

export interface Statement extends Events {
  /** the line, from 1, on which the report's own text goes on behind the prelude, and which of its lines that is */
  goesOn: { line: number; reportLine: number };
}

/**
 * The `events` of a run: the table, bounded to the run's partitions and window. Values travel as parameters; nothing but
 * checked identifiers becomes part of the SQL.
 *
 * @throws RequestError where the table's identifiers are not valid, or a list of accounts or regions is empty
 */
export function eventsOf(table: TableConfig, window: Window, partitions: Partitions): Events {
  const { database, table: name, partitions: columns } = checked(table);
  const bounds = [
    { condition: `${quoted(columns.day)} >= ?`, values: [partitions.from] },
    { condition: `${quoted(columns.day)} <= ?`, values: [partitions.to] },
    ...oneOf('accounts', accountColumn(columns), partitions.accounts),
    ...oneOf('regions', columns.region ? quoted(columns.region) : 'awsregion', partitions.regions),
    { condition: 'eventtime >= ?', values: [window.from] },
    { condition: 'eventtime < ?', values: [window.to] },
  ];
  const sql = `events AS (
  SELECT *
  FROM ${quoted(database)}.${quoted(name)}
  WHERE ${bounds.map(({ condition }) => condition).join('\n    AND ')}
)`;
  return { sql, parameters: bounds.flatMap(({ values }) => values) };
}

/** Puts `events` in front of a report. */
export function statementOf(report: { sql: string }, events: Events): Statement {
  return { ...withEvents(events.sql, report.sql), parameters: events.parameters };
}

function checked(table: TableConfig): TableConfig {
  const { success, data, error } = tableConfigSchema.safeParse(table);
  if (success) return data;
  throw new RequestError(error.issues.map(({ path, message }) => `table ${path.join('.')}: ${message}`));
}

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

/** A report with WITH queries of its own gets `events` as the first of them. */
function withEvents(events: string, sql: string): Pick<Statement, 'sql' | 'goesOn'> {
  const [first, second] = tokenize(sql).tokens;
  if (!first || !isWord(first, 'with')) return putBehind(`WITH ${events}\n`, sql, 1);
  const last = second && isWord(second, 'recursive') ? second : first;
  const end = last.start + last.text.length;
  const [before, rest] = [sql.slice(0, end), sql.slice(end)];
  // The rest stays in its columns, for the engines' errors name them.
  const indent = ' '.repeat(end - before.lastIndexOf('\n') - 1);
  return putBehind(`${before} ${events},\n${indent}`, rest, last.line);
}

function putBehind(prelude: string, rest: string, reportLine: number): Pick<Statement, 'sql' | 'goesOn'> {
  return { sql: prelude + rest, goesOn: { line: prelude.split('\n').length, reportLine } };
}

function quoted(name: string): string {
  return `"${name}"`;
}
