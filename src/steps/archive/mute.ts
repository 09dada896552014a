import { ResultError } from '../../errors.ts';
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
  return (value) => exact.has(value) || patterns.some((matches) => matches(value));
}

/** Not a regular expression: with some stars in it one takes hours over a long value that somebody made for that. */
function wildcard(pattern: string): (value: string) => boolean {
  const [first = '', ...middle] = pattern.split('*');
  const last = middle.pop() ?? '';
  return (value) => {
    const end = value.length - last.length;
    if (end < first.length || !value.startsWith(first) || !value.endsWith(last)) return false;
    let at = first.length;
    return middle.every((part) => {
      const found = value.indexOf(part, at);
      at = found + part.length;
      return found !== -1 && at <= end;
    });
  };
}
