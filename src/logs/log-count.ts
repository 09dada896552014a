/** A file in a day folder, as its directory or S3 lists it. */
export interface SeenFile {
  /** below the logs directory, or its key in S3 */
  path: string;
  /** of its folder: `2026/11/21` */
  day: string;
  /** as stored: compressed */
  bytes: number;
  /** when it was last written, in milliseconds since 1970; absent where that is not known */
  modified?: number | undefined;
}

/** Counts the log files of a run, one by one, whichever engine reads them. */
export class LogCount {
  private files = 0;
  private bytes = 0;
  private readonly days: Record<string, number> = {};

  add({ day, bytes }: SeenFile): void {
    this.files += 1;
    this.bytes += bytes;
    this.days[day] = (this.days[day] ?? 0) + 1;
  }

  counts(): { files: number; bytes: number; days: Record<string, number> } {
    const { files, bytes, days } = this;
    return { files, bytes, days };
  }
}
