import type { Archive } from '../ports.ts';
import type { Manifest } from '../run/manifest.ts';
import type { ReportResult, SucceededReport } from '../run/result.ts';
import type { Run } from '../run/run.ts';
import { MANIFEST } from '../run/run-files.ts';
import { jsonText } from './json-text.ts';

/** A run that has its manifest. */
export interface RecordedRun {
  manifest: Manifest;
  /** the manifest as it lies in the archive: what `Archive.exchange` replaces */
  content: Uint8Array;
}

/** @returns undefined for a run without a manifest: it goes on, broke off, or never was */
export async function recordedRun(
  { archive: folder }: Pick<Run, 'archive'>,
  archive: Archive,
): Promise<RecordedRun | undefined> {
  const content = await archive.read(`${folder}/${MANIFEST}`);
  return content && { content, manifest: JSON.parse(Buffer.from(content).toString('utf8')) };
}

/** A manifest as it is archived. */
export function manifestContent(manifest: Manifest): Uint8Array {
  return Buffer.from(`${jsonText(manifest)}\n`);
}

/** What a manifest says of one report, as its iteration of the flow gave it. */
export function recordedResult({ reports }: Manifest, id: string): ReportResult {
  const { title, mutedRows, error, ...result } = reports.find((report) => report.id === id) ?? {
    id,
    status: 'failed',
  };
  if (result.status === 'succeeded') return result as SucceededReport;
  return {
    id,
    status: 'failed',
    error: { Error: error?.name ?? 'ResultMissing', Cause: error?.message ?? '' },
  };
}
