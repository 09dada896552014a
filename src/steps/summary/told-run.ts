import type { Summary } from '../../mail/summary.ts';
import type { RunFile } from '../../run/result.ts';

/** A run in words, and what is needed to write them: from this the renderings of a run are made. */
export interface ToldRun {
  runId: string;
  /** @param attached names of the files that go along */
  summary(attached: ReadonlySet<string>): Summary;
  /** those that hold the reports' rows */
  rowFiles: readonly RunFile[];
  read(file: RunFile): Promise<Uint8Array>;
  /** of the mail; `maxBytes` with what goes along */
  mail: { from: string; to: string[]; date: string; maxBytes: number };
}
