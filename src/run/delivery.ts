/** Files that were found: how many, and the path of one. */
export interface FoundFiles {
  files: number;
  example: string;
}

/** What a scheduled run saw of the minutes of delivery in the names of log files. */
export interface DeliverySurvey {
  /** by day folder, `2026/11/21`, also of the older ones if they all were looked at: files named before the run's cutoff */
  delivered: Readonly<Record<string, number>>;
  /** the same: files named before the cutoff of the run before */
  deliveredBefore: Readonly<Record<string, number>>;
  /** files in the run's folders whose names have no minute: taken by event time alone */
  undated?: FoundFiles;
  /** files named too late for the runs that read their folders */
  unread?: FoundFiles;
  /** whether all older folders were looked at */
  isComplete: boolean;
}
