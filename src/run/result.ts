/** What came of one report: the output of its iteration of the flow. */
export type ReportResult = SucceededReport | FailedReport;

/**
 * `rows`: every row of a report; `figures`: what the mail shows of them; `seen`: the rows of the report of that name, in
 * the place of a CSV; `new`: those of its values that no run before had; `message`: the mail
 */
export type FileRole = 'rows' | 'figures' | 'seen' | 'new' | 'message';

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
  files: RunFile[];
  scannedBytes: number;
  milliseconds: number;
}

export interface FailedReport {
  id: string;
  status: 'failed';
  /** as the state machine catches it: the error's name, and its message or (from a Lambda) JSON that holds it */
  error: { Error: string; Cause: string };
}
