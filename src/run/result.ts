/** What came of one report: the output of its iteration of the flow. */
export type ReportResult = SucceededReport | FailedReport;

/** A file of a run. */
export interface ArchivedFile {
  /** name below the run's archive prefix */
  file: string;
  bytes: number;
  /** in hexadecimal */
  sha256: string;
}

export interface SucceededReport extends ArchivedFile {
  id: string;
  status: 'succeeded';
  rows: number;
  /** what the mail shows of the CSV, beside it */
  figures: ArchivedFile;
  scannedBytes: number;
  milliseconds: number;
}

export interface FailedReport {
  id: string;
  status: 'failed';
  /** as the state machine catches it: the error's name, and its message or (from a Lambda) JSON that holds it */
  error: { Error: string; Cause: string };
}
