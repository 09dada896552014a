import type { ArchiveReader } from '../ports.ts';
import type { Manifest } from '../run/manifest.ts';
import type { ReportResult } from '../run/result.ts';
import type { Run } from '../run/run.ts';
import { MANIFEST } from '../run/run-files.ts';
import { jsonText } from './json-text.ts';
import { readManifest } from './read-manifest.ts';

/** A run that has its manifest. */
export interface RecordedRun {
  manifest: Manifest;
  /** the manifest as archived: what `Archive.exchange` replaces */
  content: Uint8Array;
}

/**
 * @returns undefined for a run without a manifest: it is under way, broke off, or was never started
 * @throws Error where its manifest cannot be read
 */
export async function recordedRun(
  { archive: folder }: Pick<Run, 'archive'>,
  archive: ArchiveReader,
): Promise<RecordedRun | undefined> {
  const key = `${folder}/${MANIFEST}`;
  const content = await archive.read(key);
  if (!content) return undefined;
  try {
    return { content, manifest: readManifest(content) };
  } catch (error) {
    throw new Error(`${archive.locate(key)} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** A manifest as it is archived. */
export function manifestContent(manifest: Manifest): Uint8Array {
  return Buffer.from(`${jsonText(manifest)}\n`);
}

/** What a manifest says of one report, as its iteration of the flow gave it. */
export function recordedResult({ reports, files }: Manifest, id: string): ReportResult {
  const recorded = reports.find((report) => report.id === id);
  if (recorded?.status === 'succeeded') {
    const { rows = 0, tooLarge, scannedBytes = 0, milliseconds = 0 } = recorded;
    const its = files.filter(({ report }) => report === id);
    const more = tooLarge && { tooLarge };
    return { id, status: 'succeeded', rows, ...more, files: its, scannedBytes, milliseconds };
  }
  const { name = 'ResultMissing', message = '' } = recorded?.error ?? {};
  return { id, status: 'failed', error: { Error: name, Cause: message } };
}
