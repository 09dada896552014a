import type { CoveredAccount, EventSums } from './coverage.ts';
import type { ControlCount } from './judgement.ts';
import type { WarningDetails } from './warning.ts';

/** The figures of one report, counted while its CSV is archived, and all that the summary knows of its rows. */
export interface Figures {
  /** the CSV's columns, in order, in lower case */
  columns: string[];
  rows: number;
  /** rows that a mute rule matched: in the CSV, but in no figure below */
  mutedRows: number;
  /** rows with `yes` in the column `late`, muted ones too; absent if there are none */
  lateRows?: number;
  /** for each counted column its most frequent values, most frequent first; NULL and '' count as '' */
  counts: { column: string; values: Count[]; otherValues: number; otherRows: number }[];
  /** rows by local hour of the day, 0 to 23, in the window's zone */
  hours: number[];
  /** eventtime of the newest and the oldest row, as in the CSV; absent where there are no rows */
  newest?: string;
  oldest?: string;
  /** the newest rows, newest first: eventtime and the counted columns, by name; NULL is null */
  newestRows: Record<string, string | null>[];
  /** of the report `coverage` alone, whatever is muted */
  coverage?: CoveredAccount[];
  /** the same; absent in figures of older versions */
  eventsByType?: EventSums;
  /** of the report `controls` alone: those with rows, in the order of their ids */
  controls?: ControlCount[];
  /** damaged log files that the report's query left out; absent: none */
  leftOut?: WarningDetails['damaged-log-file'][];
}

export interface Count {
  value: string;
  rows: number;
}
