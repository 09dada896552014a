/** The names of a run's files, below its key prefix in the archive. */

export const MANIFEST = 'manifest.json';
export const MESSAGE = 'message.eml';

export const csvFile = (reportId: string) => `${reportId}.csv`;
export const figuresFile = (reportId: string) => `${reportId}.figures.json`;

/** Every file that a run of these reports may write; the manifest, which stands for the others, first. */
export function runFiles(reportIds: readonly string[]): string[] {
  return [MANIFEST, MESSAGE, ...reportIds.flatMap((id) => [csvFile(id), figuresFile(id)])];
}
