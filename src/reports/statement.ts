import type { DerivedColumn } from '../run/report.ts';
import type { Events } from '../run/run.ts';
import { namedIn } from './derived-columns.ts';
import { isWord, tokenize } from './sql-tokens.ts';

export interface Statement {
  sql: string;
  parameters: string[];
  /** the line, from 1, on which the report's own text goes on after `events`, and which of its lines that is */
  goesOn: { line: number; reportLine: number };
  /** the derived columns in `events`, and the line of the statement on which each begins */
  derived: { line: number; column: DerivedColumn }[];
}

/** Puts `events` in front of a report, with the derived columns that the report names. */
export function statementOf(report: { sql: string }, events: Events): Statement {
  const named = namedIn(report.sql, events.derived ?? []);
  const items = named.map(({ sql, name }) => `${sql} AS "${name}"`);
  const relation = events.sql.replace('SELECT *', (all) => [all, ...items].join(',\n'));
  const { reportLine, ...statement } = withEvents(relation, report.sql);
  let line = reportLine + linesOf(events.sql.slice(0, events.sql.indexOf('SELECT *')));
  const derived = named.map((column) => {
    const place = { line, column };
    line += linesOf(column.sql);
    return place;
  });
  const goesOn = { line: statement.line, reportLine };
  return { sql: statement.sql, parameters: events.parameters, goesOn, derived };
}

/** How many lines a text takes. */
export function linesOf(text: string): number {
  return text.split('\n').length;
}

/** A report with WITH queries of its own gets `events` as the first of them. */
function withEvents(events: string, sql: string): { sql: string; line: number; reportLine: number } {
  const [first, second] = tokenize(sql).tokens;
  if (!first || !isWord(first, 'with')) return putAfter(`WITH ${events}\n`, sql, 1);
  const last = second && isWord(second, 'recursive') ? second : first;
  const end = last.start + last.text.length;
  const [before, rest] = [sql.slice(0, end), sql.slice(end)];
  // The rest stays in its columns, for the engines' errors name them.
  const indent = ' '.repeat(end - before.lastIndexOf('\n') - 1);
  return putAfter(`${before} ${events},\n${indent}`, rest, last.line);
}

function putAfter(prelude: string, rest: string, reportLine: number) {
  return { sql: prelude + rest, line: linesOf(prelude), reportLine };
}
