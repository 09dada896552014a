import type { Config } from '../config/config.ts';
import type { ArchiveReader } from '../ports.ts';
import type { Control } from '../run/judgement.ts';
import type { Manifest } from '../run/manifest.ts';
import type { PlannedReport } from '../run/report.ts';
import type { RunFile } from '../run/result.ts';
import type { Run } from '../run/run.ts';

/** A run that is archived, and all that is known of it. */
export interface RunFolder {
  manifest: Manifest;
  /** none where the mail of an older run was asked for again */
  planned: readonly PlannedReport[];
  run: Run;
  /** with the runs before, too */
  archive: ArchiveReader;
  config: Config;
  controls: readonly Control[];
  charged: boolean;
  /** The content of a file of the manifest, unzipped, piece by piece. It may be left before its end. */
  content(file: RunFile): AsyncIterable<Uint8Array>;
  /** The same as JSON. Of `figures`, whose size has a limit. */
  json(file: RunFile): Promise<unknown>;
}
