import { ResultError } from './errors.ts';
import type { Row } from './result-csv.ts';

/** Column → values to mute; `*` stands for any characters. A row is muted where any value of any column matches. */
export type MuteRule = Readonly<Record<string, readonly string[]>>;

/**
 * Makes a rule into a test of rows.
 *
 * @param columns in lower case: a rule, like the engines, knows none
 * @throws ResultError where the rule names a column that the report does not have
 */
export function muteTest(rule: MuteRule, columns: readonly string[]): (row: Row) => boolean {
  const tests = Object.entries(rule).map(([column, values]) => {
    const index = columns.indexOf(column.toLowerCase());
    if (index === -1) {
      throw new ResultError(
        `mute names the column "${column}", which this report does not have; it has ${columns.join(', ')}`,
      );
    }
    return { index, matches: valueTest(values) };
  });
  return (row) => tests.some(({ index, matches }) => matches(row.value(index) ?? ''));
}

function valueTest(values: readonly string[]): (value: string) => boolean {
  const exact = new Set(values.filter((value) => !value.includes('*')));
  const patterns = values.filter((value) => value.includes('*')).map(wildcard);
  return (value) => exact.has(value) || patterns.some((pattern) => pattern.test(value));
}

function wildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
