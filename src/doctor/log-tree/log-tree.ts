/** What the doctor is told of a tree of log files. */
import type { DamagedFile } from '../../ports.ts';

/** Where AWSLogs lies, seen from the directory that was named. */
export type LogPlace =
  /** in it, as it should; `others` are directories below that hold an AWSLogs of their own */
  | { kind: 'here'; others: readonly string[] }
  /** in these instead: above or below */
  | { kind: 'elsewhere'; directories: readonly string[] }
  /** nowhere, but the directory holds what belongs into AWSLogs */
  | { kind: 'contents' }
  /** nowhere, but there are files of CloudTrail */
  | { kind: 'flat'; file: string }
  | { kind: 'none' }
  /** the directory itself cannot be looked at */
  | { kind: 'unusable'; reason: string };

/** What names of folders and files below AWSLogs tell; no file was opened. Paths begin below the directory named. */
export interface LogTree {
  /** those that hold log files, in the order of their names */
  regions: RegionLogs[];
  /** the folders of an account beside CloudTrail: CloudTrail-Digest, Config */
  beside: FolderBeside[];
  /** folders that runs do not enter, for their names are not those of the layout */
  strangeFolders: Paths;
  /** log files outside of day folders, which runs do not see */
  strayFiles: Paths;
  /** files in day folders that are no log files by their names */
  otherFiles: Paths;
  /** log files that lie there zipped and unzipped */
  twice: Paths;
  /** log files in another account's, region's or day's folder than their names say */
  misfiled: Paths;
  unreadable: DamagedFile[];
}

export interface RegionLogs {
  /** of the organization layout: `o-a1b2c3d4e5` */
  organization: string | undefined;
  account: string;
  region: string;
  /** log files by UTC day of delivery, `2026/11/21`; days without any are absent */
  days: Readonly<Record<string, number>>;
  /** when the newest was delivered, as its name says: an instant */
  newest: string;
}

export interface FolderBeside {
  account: string;
  name: string;
  /** counted in CloudTrail's own folders only */
  files: number;
  /** the newest day that has any */
  lastDay: string | undefined;
}

/** Paths, of which only the first are kept. */
export interface Paths {
  count: number;
  first: string[];
}

/** What reading log files told. */
export interface LogContents {
  files: number;
  /** days whose files were not opened, because the user asked for fewer */
  daysNotRead: number;
  records: number;
  damaged: readonly DamagedFile[];
  /** files that hold records without a time */
  withoutTime: Occurrences;
  /** records in a folder of more than a day after them: a run over their day does not see them */
  late: Occurrences & { mostDays: number };
  /** records in a folder of a day before them */
  early: Occurrences;
  /** records of another account than the folder's */
  foreign: Occurrences;
}

export interface Occurrences {
  records: number;
  files: Paths;
}
