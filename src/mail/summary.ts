import type { Figures } from '../run/figures.ts';
import type { Control } from '../run/judgement.ts';
import type { Language } from '../run/language.ts';
import type { ManifestReport, RunOutcome } from '../run/manifest.ts';
import type { PlannedReport } from '../run/report.ts';

/** What the mail of a run is made from. */
export interface MailInput {
  language: Language;
  /** company or organization: `config.name` */
  name: string;
  manifest: RunOutcome;
  planned: readonly Pick<PlannedReport, 'id' | 'description' | 'emptyIsGood' | 'translations'>[];
  /** by id: what a control says of itself; of one that is absent the mail has its title */
  controls: ReadonlyMap<string, Pick<Control, 'title' | 'why' | 'first' | 'translations'>>;
  /** by report id; absent where the report failed */
  figures: ReadonlyMap<string, Figures>;
  /** where a person finds the run's folder: `s3://bucket/runs/…`, or a path */
  archiveLocation: string;
  /** names of the files that go with the mail (`chooseAttachments`) */
  attached: ReadonlySet<string>;
  /** what goes with the mail: `config.mail.attach`; absent: CSVs */
  attach?: 'csv' | 'xlsx' | 'none';
  /** what became of the workbook that was to go along; absent: none was */
  workbook?: AttachedWorkbook | undefined;
  /** of all queries, in US dollars; undefined where reading costs nothing */
  cost: number | undefined;
  /** the most that a run should cost, in US dollars: `config.limits.usdPerRun` */
  costCeiling: number | undefined;
  /** how much of each report: `fittingDetail` */
  detail: Detail;
}

/** `error`: it could not be made */
export type AttachedWorkbook = 'attached' | 'too-large' | { error: string };

/** How much the mail shows of each report, and of the first screen. */
export interface Detail {
  /** newest rows */
  rows: number;
  /** counted columns */
  columns: number;
  /** values of each column */
  values: number;
  /** whether the rows are spread over the hours of the day */
  hours: boolean;
  /** characters of the message of an error */
  error: number;
  /** controls with people in them that are shown with their events; the others by their titles */
  controls: number;
  /** events of each */
  events: number;
  /** new values by name */
  newValues: number;
}

/** A report of the run with its title and description in the mail's language; all its text is safe to show. */
export interface TranslatedReport extends Omit<ManifestReport, 'error'> {
  description: string;
  emptyIsGood: boolean;
  /** the error's name and message, of a report that failed */
  error: string | undefined;
}

/** The mail in words, before it is HTML or text. Every string is safe to show (`printable`); none is markup. */
export interface Summary {
  language: string;
  subject: string;
  name: string;
  title: string;
  windowLabel: string;
  windowLines: string[];
  first: FirstScreen;
  /** what is wrong: failures, which come after the verdict, then warnings, which come after the first screen */
  notices: Notice[];
  countsTitle: string;
  headlines: Headline[];
  reports: ReportSummary[];
  aboutTitle: string;
  about: { label: string; value: string }[];
}

/** What a person must know before any table: on a phone it begins above the fold, and a quiet day is one screen. */
export interface FirstScreen {
  /** absent where controls and new values say nothing, and nothing is missing */
  verdict: VerdictBox | undefined;
  /** those with people in them, worst first */
  controls: { title: string; cards: ControlCard[]; more: string | undefined } | undefined;
  /** what is new, what is usual, whether the logs are whole, … */
  lines: { label: string; texts: string[] }[];
}

export interface VerdictBox {
  /** `PARTIAL, LOOK`; '' where there is no word for it */
  words: string;
  severity: Notice['severity'];
  reasons: string[];
}

/** A control with people in it. */
export interface ControlCard {
  title: string;
  severity: string;
  why: string;
  /** events, newest first: who, from where, when, what */
  rows: string[][];
  more: string | undefined;
  /** what to do first, standards: each with its label */
  notes: { label: string; text: string }[];
}

export interface Notice {
  /** `notice`: nothing is wrong */
  severity: 'failure' | 'warning' | 'notice';
  title: string;
  lines: string[];
}

/** The count of one report. */
export interface Headline {
  title: string;
  value: string;
  note?: string;
  /** `notable`: a report that should be empty has rows */
  tone: 'plain' | 'notable' | 'failed' | 'unknown';
}

/** The section of one report. What does not apply is undefined. */
export interface ReportSummary extends ReportFigures {
  title: string;
  /** the number of rows, or a word in its place */
  count: string;
  description: string;
  /** in place of figures: the report failed, found nothing, or all of its rows are muted */
  statement: Statement | undefined;
  /** it has counts in place of rows: why, and where the rows are */
  tooLarge: string | undefined;
  /** how many rows the tables leave out */
  muted: string | undefined;
  /** the files with its rows: size, bytes scanned, whether it is attached or where it is */
  files: { name: string; facts: string[] }[];
}

export interface Statement {
  tone: 'failed' | 'unknown' | 'plain';
  text: string;
}

export interface ReportFigures {
  /** the most frequent values of each counted column */
  rankings: Ranking[];
  hours: Hours | undefined;
  /** the newest rows, or the accounts with events */
  table: RowTable | undefined;
}

/** The most frequent values of one column. */
export interface Ranking {
  /** `Who` */
  label: string;
  /** the column's name in the CSV */
  column: string;
  values: { value: string; none: boolean; rows: string; share: string; fraction: number }[];
  others: string | undefined;
}

/** Rows by hour of the day. */
export interface Hours {
  title: string;
  /** 24 of them; `fraction` is of the busiest hour */
  bars: { label: string; rows: number; fraction: number }[];
  /** names of the hours 0, 6, 12 and 18 */
  axis: string[];
  remarks: string[];
}

export interface RowTable {
  title: string;
  columns: readonly string[];
  /** as many cells as columns; an absent value is '' */
  rows: string[][];
}
