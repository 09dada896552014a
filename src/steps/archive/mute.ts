import { valueTest } from '../../config/value-test.ts';
import { ResultError } from '../../errors.ts';
import type { Row } from './result-csv.ts';

/** Column → values to mute; `*` stands for any characters. A row is muted where any value of any column matches. */
export type MuteRule = Readonly<Record<string, readonly string[]>>;

/**
 * Makes a rule into a test of rows.
 *
 * @param columns in lower case: the case of a name does not matter, as in the engines
 * @throws ResultError where the rule names a column that the report does not have
 */
export function muteTest(rule: MuteRule, columns: readonly string[]): (row: Row) => boolean {
  const tests = Object.entries(rule).map(([column, values]) => ({
    index: columnIndex(column, columns, 'mute'),
    matches: valueTest(values),
  }));
  return (row) => tests.some(({ index, matches }) => matches(row.value(index) ?? ''));
}

/** @throws ResultError where the report does not have a column that a setting names */
export function columnIndex(column: string, columns: readonly string[], setting: string): number {
  const index = columns.indexOf(column.toLowerCase());
  if (index !== -1) return index;
  const has = columns.join(', ');
  throw new ResultError(
    `${setting} names the column "${column}", which this report does not have; it has ${has}`,
  );
}
