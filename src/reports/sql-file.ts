import type { Fault } from './sql-tokens.ts';

export interface SqlFile {
  /** as messages have it, with its folder: `sql/reports/console-logins.sql` */
  name: string;
  text: string;
}

/** A file that could not be read: a fault beside those of the others. */
export interface UnreadableFile {
  name: string;
  reason: string;
}

/** The files that could be read, in the order of their names, with line ends that all engines count alike. */
export function readable(files: readonly (SqlFile | UnreadableFile)[], faults: string[]): SqlFile[] {
  return [...files]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((file) => {
      if ('text' in file) {
        return { ...file, text: file.text.replace(/^\uFEFF/, '').replace(/\r\n|\r/g, '\n') };
      }
      faults.push(`${file.name}:1: ${file.reason}`);
      return [];
    });
}

/** A file's faults as messages: `sql/reports/NAME.sql:LINE: reason`. */
export function placed({ name }: Pick<SqlFile, 'name'>, faults: readonly Fault[]): string[] {
  return [...faults].sort((a, b) => a.line - b.line).map(({ line, reason }) => `${name}:${line}: ${reason}`);
}
