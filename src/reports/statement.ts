import { CONTROLS_REPORT } from '../run/judgement.ts';
import type { DerivedColumn, PlannedReport } from '../run/report.ts';
import type { Events } from '../run/run.ts';
import { placeInControls } from './control-marks.ts';
import { namedIn } from './derived-columns.ts';
import { isWord, tokenize } from './sql-tokens.ts';

export interface Statement {
  sql: string;
  parameters: string[];
  /** the line, from 1, on which the report's own text continues after `events`, and which of its lines that is */
  goesOn: { line: number; reportLine: number };
  /** the derived columns in `events`, and the line of the statement on which each begins */
  derived: { line: number; column: DerivedColumn }[];
}

/** Puts `events` in front of a report, with the derived columns that the report names. */
export function statementOf(report: { sql: string }, events: Events): Statement {
  const named = namedIn(report.sql, events.derived ?? []);
  const items = named.map(({ sql, name }) => `${sql} AS "${name}"`);
  const relation = events.sql.replace(/SELECT .*/, (all) => [all, ...items].join(',\n'));
  const { sql, goesOn } = withEvents(relation, report.sql);
  let line = goesOn.reportLine + linesOf(events.sql.slice(0, events.sql.indexOf('SELECT ')));
  const derived = named.map((column) => {
    const place = { line, column };
    line += linesOf(column.sql);
    return place;
  });
  return { sql, parameters: events.parameters, goesOn, derived };
}

/**
 * The events without those of some files, which are known only when a query has failed on them. What is added stays on the
 * last line, so that an engine's error names the same lines.
 *
 * @param files as the table's "$path" names them: `s3://bucket/key`
 */
export function eventsWithout(files: readonly string[], events: Events): Events {
  if (files.length === 0) return events;
  // Older tables are in brackets of their own: `missing-columns.ts`.
  const end = events.sql.search(/\n\)+$/);
  const conditions = files.map(() => ' AND "$path" <> ?').join('');
  const sql = events.sql.slice(0, end) + conditions + events.sql.slice(end);
  return { ...events, sql, parameters: [...events.parameters, ...files] };
}

/** A report with WITH queries of its own gets `events` as the first of them. */
function withEvents(events: string, sql: string): Pick<Statement, 'sql' | 'goesOn'> {
  const [first, second] = tokenize(sql).tokens;
  if (!first || !isWord(first, 'with')) return joined(`WITH ${events}\n`, sql, 1);
  const last = second && isWord(second, 'recursive') ? second : first;
  const end = last.start + last.text.length;
  const before = sql.slice(0, end);
  // The rest stays in its columns: the engines' errors name them.
  const indent = ' '.repeat(end - before.lastIndexOf('\n') - 1);
  return joined(`${before} ${events},\n${indent}`, sql.slice(end), last.line);
}

function joined(prelude: string, rest: string, reportLine: number) {
  return { sql: prelude + rest, goesOn: { line: linesOf(prelude), reportLine } };
}

/** The statement with a value in the place of each `?`, for people: a run sends the values apart. */
export function literalStatement({ sql, parameters }: Pick<Statement, 'sql' | 'parameters'>): string {
  const places = tokenize(sql).tokens.filter(({ kind, text }) => kind === 'punctuation' && text === '?');
  if (places.length !== parameters.length) {
    throw new Error(`the statement has ${places.length} parameters, but ${parameters.length} values`);
  }
  let at = 0;
  const parts = places.map(({ start }, i) => {
    const before = sql.slice(at, start);
    at = start + 1;
    return `${before}'${parameters[i]?.replaceAll("'", "''")}'`;
  });
  return parts.join('') + sql.slice(at);
}

type Located = Pick<PlannedReport, 'id' | 'sql' | 'source'>;

/**
 * Puts an engine's error on one line, with its place in the file of the report or of a derived column. The engines count
 * the lines of the whole statement; the rest of `events` is in no file.
 *
 * @returns the message, with `sql/reports/NAME.sql:LINE:COLUMN` for Athena's `line 12:5` and DuckDB's `LINE 12`
 */
export function placedInFile(message: string, report: Located, events: Events): string {
  const place = (counted: string, engine: string, column = '') => {
    const found = fileLine(Number(counted), report, events);
    return found ? `${found}${column}` : `${engine} of the statement`;
  };
  return (
    message
      .replace(/\bline (\d+)(:\d+)(?=:)/, (engine, counted, column) => place(counted, engine, column))
      // With the file's name before the line, the mark below it would point at the wrong place.
      .replace(/^(LINE (\d+): )(.*)(?:\n( *)\^ *)?/m, (_, begin, counted, text, mark) => {
        const column = columnOf(text, mark?.length - begin.length, Number(counted), report, events);
        return `${place(counted, `LINE ${counted}`, column ? `:${column}` : '')}: ${text}`;
      })
      .replace(/\s*\n\s*/g, ' ')
  );
}

/**
 * The column, from 1, that DuckDB marks; undefined where that is not known.
 *
 * @param text the line of the statement, or a piece of it between dots
 * @param mark where the mark is below it, in characters as a terminal shows them
 */
function columnOf(text: string, mark: number, line: number, report: Located, events: Events) {
  // The texts of controls are put together from pieces of lines.
  if (!/^[ -~]+$/.test(text) || !(mark >= 0) || report.id === CONTROLS_REPORT) return undefined;
  const dots = /^\.\.\.(?=.)/.exec(text)?.[0].length ?? 0;
  const piece = text.slice(dots).replace(/\.\.\.$/, '');
  const at = statementOf(report, events).sql.split('\n')[line - 1]?.indexOf(piece) ?? -1;
  return at < 0 ? undefined : at + mark - dots + 1;
}

function fileLine(counted: number, report: Located, events: Events): string | undefined {
  const { file, line, statementLine } = report.source;
  if (counted >= statementLine) {
    const its = line + counted - statementLine;
    return (report.id === CONTROLS_REPORT && placeInControls(report.sql, its)) || `${file}:${its}`;
  }
  const found = statementOf(report, events).derived.find(
    (at) => counted >= at.line && counted < at.line + linesOf(at.column.sql),
  );
  return found && `${found.column.source.file}:${found.column.source.line + counted - found.line}`;
}

function linesOf(text: string): number {
  return text.split('\n').length;
}
