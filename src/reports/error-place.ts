import type { PlannedReport } from '../run/report.ts';

/**
 * Tells an engine's error on one line, with the line of the report's file. The engines count the lines of the whole
 * statement, whose beginning, the `events` prelude, stands in no file.
 *
 * @returns the message, with `sql/reports/NAME.sql:LINE:COLUMN` for Athena's `line 12:5` and DuckDB's `LINE 12`
 */
export function placedInFile(message: string, { source }: Pick<PlannedReport, 'source'>): string {
  const { file, line, statementLine } = source;
  const place = (counted: string, engine: string, column = '') => {
    const behind = Number(counted) - statementLine;
    return behind < 0 ? `${engine} of the statement` : `${file}:${line + behind}${column}`;
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
