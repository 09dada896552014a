import type { Translation } from './language.ts';

/** A report file, read and checked. */
export interface Report {
  /** the file's name without `.sql` */
  id: string;
  title: string;
  description: string;
  /** title and description in other languages, as far as the header has them */
  translations?: Translations;
  /** columns that the summary counts and ranks */
  counts: string[];
  /** whether no rows is the good case */
  emptyIsGood: boolean;
  /** one query that reads FROM events */
  sql: string;
  source: ReportSource;
}

/** Where a report's SQL stands, for messages about it. */
export interface ReportSource {
  /** as `ReportFile` names it */
  file: string;
  /** the line on which the SQL begins, from 1 */
  line: number;
}

export type Translations = Partial<Record<Translation, { title?: string; description?: string }>>;

/** One report of a run. Its statement is its SQL after the run's `events` (`statementOf`). */
export interface PlannedReport extends Report {
  /** where the report's SQL stands in its file, and where that line stands in the statement */
  source: ReportSource & { statementLine: number };
}
