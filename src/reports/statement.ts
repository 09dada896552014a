import type { Events } from '../run/run.ts';
import { isWord, tokenize } from './sql-tokens.ts';

export interface Statement extends Events {
  /** the line, from 1, on which the report's own text goes on behind the prelude, and which of its lines that is */
  goesOn: { line: number; reportLine: number };
}

/** Puts `events` in front of a report. */
export function statementOf(report: { sql: string }, events: Events): Statement {
  return { ...withEvents(events.sql, report.sql), parameters: events.parameters };
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
