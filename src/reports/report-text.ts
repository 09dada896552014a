import { type Fault, isWord, placeholderFaults, type Token, takesAll, tokenize } from './sql-tokens.ts';
import { checkTableReferences } from './table-references.ts';

interface ReportText {
  /** the statement alone: no closing semicolon, no white space around it */
  sql: string;
  /** the line of the file on which it begins */
  line: number;
  faults: Fault[];
  /** whether the statement may return a column of this name; errs towards yes */
  mayReturn(column: string): boolean;
}

/**
 * Reads a report's SQL and checks that it is one query that can be put after `events`, and that it reads
 * `events` and nothing else. Whether its columns and functions exist, the engines say.
 *
 * @param line the line of the file on which the SQL begins
 */
export function readReportText(text: string, line = 1): ReportText {
  const { tokens, faults } = tokenize(text, line);
  const end = tokens.findIndex(({ text }) => text === ';');
  const statement = end === -1 ? tokens : tokens.slice(0, end);
  const before = /^\s*/.exec(text)?.[0] ?? '';
  const read = {
    sql: text.slice(0, tokens[end]?.start).trim(),
    line: line + before.split('\n').length - 1,
    mayReturn: (column: string) => statement.some((token) => token.name === column) || takesAll(statement),
  };
  // Text that neither engine can read cannot be checked further.
  if (faults.length > 0) return { ...read, faults };
  return { ...read, faults: [...checkStatement(statement, line), ...checkRest(tokens, end)] };
}

function checkStatement(statement: readonly Token[], line: number): Fault[] {
  const first = statement[0];
  if (!first) return [{ line, reason: 'no SQL: expected SELECT … FROM events' }];
  if (!isWord(first, 'select', 'with'))
    return [{ line: first.line, reason: `begins with ${first.text}: expected SELECT, or WITH … SELECT` }];
  const { faults, reads } = checkTableReferences(statement);
  const unbounded = { line: first.line, reason: 'reads no events: expected FROM events' };
  return [...placeholderFaults(statement), ...faults, ...(reads === 0 ? [unbounded] : [])];
}

function checkRest(tokens: readonly Token[], end: number): Fault[] {
  const next = end === -1 ? undefined : tokens[end + 1];
  if (!next) return [];
  return [{ line: next.line, reason: `${next.text} follows the closing ;: expected one statement a file` }];
}
