import { MANIFEST } from '../run/run-files.ts';
import { FIGURES, reportFile, reportRenderings } from './archive/report-renderings.ts';
import { runRenderings } from './summary/run-renderings.ts';

/** Names of every file that a run of these reports may write; the manifest, which stands for the others, first. */
export function filesWritten(reportIds: readonly string[]): string[] {
  const kinds = [...reportRenderings, FIGURES];
  return [
    MANIFEST,
    ...runRenderings.map(({ file }) => file),
    ...reportIds.flatMap((id) => kinds.map((kind) => reportFile(id, kind).file)),
  ];
}
