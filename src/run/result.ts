/** What came of one report: the output of its iteration of the flow. */
export type ReportResult = SucceededReport | FailedReport;

/**
 * `rows`: every row of a report; `counts`: how many there are of each kind, where they are too many for a CSV; `figures`: what the mail shows of them; `seen`: the rows of the report of that name, in
 * the place of a CSV; `new`: those of its values that no run before had; `message`: the mail
 */
export type FileRole = 'rows' | 'counts' | 'figures' | 'seen' | 'new' | 'message';

/** A file of a run, as the manifest lists it. */
export interface RunFile {
  /** name below the run's archive prefix */
  file: string;
  role: FileRole;
  /** id of the report; absent of a file of the whole run */
  report?: string;
  contentType: string;
  bytes: number;
  /** in hexadecimal */
  sha256: string;
}

export interface SucceededReport {
  id: string;
  status: 'succeeded';
  rows: number;
  /** it has counts in place of its rows; absent: it has its rows */
  tooLarge?: TooLarge;
  files: RunFile[];
  scannedBytes: number;
  milliseconds: number;
}

export interface TooLarge {
  /** of the rows, as a CSV */
  bytes: number;
  /** where the rows are, or the run's events in its history; absent: what they are made of is in the logs alone */
  place?: string;
}

export interface FailedReport {
  id: string;
  status: 'failed';
  /** as the state machine catches it: the error's name, and its message or (from a Lambda) JSON that holds it */
  error: { Error: string; Cause: string };
}
