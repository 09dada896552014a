import type { FileRole } from '../../run/result.ts';
import { writeMessage } from './message.ts';
import type { ToldRun } from './told-run.ts';

/** A file that tells of a whole run. */
export interface RunRendering {
  file: string;
  role: FileRole;
  contentType: string;
  write(told: ToldRun): Promise<Uint8Array>;
}

/** What is archived of a run before its manifest, which lists it. */
export const runRenderings: readonly RunRendering[] = [
  { file: 'message.eml', role: 'message', contentType: 'message/rfc822', write: writeMessage },
];
