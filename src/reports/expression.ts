import { type Fault, isPlainWord, isWord, placeholderFaults, type Token } from './sql-tokens.ts';
import { checkTableReferences } from './table-references.ts';

/**
 * What keeps tokens from being one expression that can be put into a statement: a query or a table in it, a placeholder,
 * an end of a statement, a bracket that closes nothing.
 *
 * @param instead what to write instead of a semicolon
 */
export function expressionFaults(expression: readonly Token[], instead: string): Fault[] {
  const { faults, reads } = checkTableReferences(expression);
  const query = expression.find(
    (token, i) =>
      isPlainWord(expression, i, 'select', 'values', 'table') ||
      (isWord(token, 'from') && expression[i - 1]?.text === '('),
  );
  if (query || reads > 0) {
    const reason = 'reads a table or begins a query: expected one expression over the columns of the table';
    return [{ line: (query ?? expression[0])?.line ?? 1, reason }];
  }
  const ends = expression.filter(({ text }) => text === ';');
  const reason = `; ends a statement: ${instead}`;
  return [...faults, ...placeholderFaults(expression), ...ends.map(({ line }) => ({ line, reason }))];
}
