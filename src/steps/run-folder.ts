import { pipeline, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip, type Gunzip } from 'node:zlib';
import type { Config } from '../config/config.ts';
import type { Archive, ArchiveReader } from '../ports.ts';
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

/** @param planned none where the mail of an older run was asked for again */
export function folderOf(
  manifest: Manifest,
  planned: readonly PlannedReport[],
  run: Run,
  {
    archive,
    config,
    controls,
    charged,
  }: Pick<RunFolder, 'config' | 'controls' | 'charged'> & { archive: Archive },
): RunFolder {
  const content = (file: RunFile) => unzipped(file, archive.content(`${run.archive}/${file.file}`));
  return {
    manifest,
    planned,
    run,
    archive,
    config,
    controls,
    charged,
    content,
    json: async (file) => JSON.parse((await buffer(content(file))).toString('utf8')),
  };
}

/** Larger than the default: each piece goes to another thread and back. */
const CHUNK = 2 ** 17;

/** Where it is left before its end, nothing stays open. */
async function* unzipped({ file }: RunFile, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(content, { objectMode: false });
  try {
    if (!file.endsWith('.gz')) yield* source;
    else yield* compose(source, createGunzip({ chunkSize: CHUNK }));
  } finally {
    source.destroy();
  }
}

function compose(source: Readable, unzip: Gunzip): Gunzip {
  // Its error is that of `unzip` then, which is read.
  pipeline(source, unzip, () => {});
  return unzip;
}
