/** What is made of a run after its mail. Another form is a function that writes it and an entry here. */
import type { Manifest } from '../run/manifest.ts';
import { WORKBOOK, WORKBOOK_TYPE } from '../run/run-files.ts';
import type { RunFolder } from './run-folder.ts';

export interface LateRendering {
  file: string;
  contentType: string;
  /** Makes the file's content in bounded memory. It may be called again where it failed. */
  write(folder: RunFolder, manifest: Manifest): AsyncIterable<Uint8Array>;
}

// Each is loaded when it is written: a caller that needs only the files' names does not load its libraries.
export const lateRenderings: readonly LateRendering[] = [
  {
    file: 'report.html',
    contentType: 'text/html; charset=utf-8',
    async *write(folder) {
      yield* (await import('../page/page.ts')).writePage(folder);
    },
  },
  {
    file: WORKBOOK,
    contentType: WORKBOOK_TYPE,
    async *write(folder) {
      yield* (await import('../workbook/workbook.ts')).writeWorkbook(folder);
    },
  },
];
