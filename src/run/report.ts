import type { Control } from './judgement.ts';
import type { Translation } from './language.ts';

/** A report file, read and checked. */
export interface Report {
  /** the file's name without `.sql` */
  id: string;
  title: string;
  description: string;
  /** title and description in other languages, where the header has them */
  translations?: Partial<Record<Translation, { title?: string; description?: string }>>;
  /** columns that the summary counts and ranks */
  counts: string[];
  /** whether no rows is the good case */
  emptyIsGood: boolean;
  /** one query that reads FROM events */
  sql: string;
  source: ReportSource;
  /** the derived columns that its SQL names; a plan has them in `Run.events`, once for all reports */
  derived?: readonly DerivedColumn[];
  /** of the report `controls`: what its rows are about. The flow's state has no room for their texts, so no plan has them */
  controls?: readonly Control[];
}

/** A column that `events` offers beside CloudTrail's own. */
export interface DerivedColumn {
  name: string;
  /** its expression as in its file, from the beginning of its first line */
  sql: string;
  source: ReportSource;
}

/** Where a piece of SQL is, for messages about it. */
interface ReportSource {
  /** as `SqlFile` names it */
  file: string;
  /** the line on which the SQL begins, from 1 */
  line: number;
}

/** One report of a run. Its statement is its SQL after the run's `events` (`statementOf`). */
export interface PlannedReport extends Report {
  /** where the report's SQL is in its file, and which line of the statement that line is */
  source: ReportSource & { statementLine: number };
}
