import type { Fault } from './sql-tokens.ts';

export interface SqlFile {
  /** how messages call the file; what follows the last slash is its name: `sql/reports/console-logins.sql` */
  name: string;
  text: string;
}

/** A file that could not be read, named together with the faults of the others. */
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

/** A file's faults as they are told: `sql/reports/NAME.sql:LINE: reason`. */
export function placed({ name }: Pick<SqlFile, 'name'>, faults: readonly Fault[]): string[] {
  return [...faults].sort((a, b) => a.line - b.line).map(({ line, reason }) => `${name}:${line}: ${reason}`);
}
