import type { PlannedReport } from '../run/report.ts';
import type { Events } from '../run/run.ts';
import { linesOf, statementOf } from './statement.ts';

/**
 * Tells an engine's error on one line, with the line of the file: the report's, or that of a derived column. The engines
 * count the lines of the whole statement; the rest of `events` stands in no file.
 *
 * @returns the message, with `sql/reports/NAME.sql:LINE:COLUMN` for Athena's `line 12:5` and DuckDB's `LINE 12`
 */
export function placedInFile(
  message: string,
  report: Pick<PlannedReport, 'sql' | 'source'>,
  events: Events,
): string {
  const place = (counted: string, engine: string, column = '') => {
    const found = fileLine(Number(counted), report, events);
    return found ? `${found}${column}` : `${engine} of the statement`;
  };
  return (
    message
      .replace(/\bline (\d+)(:\d+)(?=:)/, (engine, counted, column) => place(counted, engine, column))
      // With what stands in front of it, the mark below the line no longer points at its place.
      .replace(
        /^LINE (\d+)(: .*)(?:\n *\^ *)?/m,
        (_, counted, text) => place(counted, `LINE ${counted}`) + text,
      )
      .replace(/\s*\n\s*/g, ' ')
  );
}

function fileLine(
  counted: number,
  report: Pick<PlannedReport, 'sql' | 'source'>,
  events: Events,
): string | undefined {
  const { file, line, statementLine } = report.source;
  if (counted >= statementLine) return `${file}:${line + counted - statementLine}`;
  const found = statementOf(report, events).derived.find(
    (at) => counted >= at.line && counted < at.line + linesOf(at.column.sql),
  );
  return found && `${found.column.source.file}:${found.column.source.line + counted - found.line}`;
}
