/** What releases before manifests had a version wrote: a report's CSV and figures, and the message, in fields of their own. */
import { MANIFEST_VERSION, type MailRecord, type Manifest, type ManifestReport } from '../run/manifest.ts';
import type { FailedReport, ReportResult, RunFile, SucceededReport } from '../run/result.ts';

interface FileV1 {
  file: string;
  bytes: number;
  sha256: string;
}

interface FilesV1 extends FileV1 {
  figures: FileV1;
}

type ReportV1 = ManifestReport & Partial<FilesV1>;

export interface ManifestV1 extends Omit<Manifest, 'version' | 'files' | 'reports' | 'mail'> {
  reports: ReportV1[];
  mail: MailRecord & FileV1;
}

export type ResultV1 = (Omit<SucceededReport, 'files'> & FilesV1) | FailedReport;

type ResultFilesV1 = Pick<ReportV1, 'id' | 'status' | keyof FilesV1>;

export function upgradedManifest({ reports, mail, ...manifest }: ManifestV1): Manifest {
  const { file, bytes, sha256, ...record } = mail;
  const message: RunFile = { file, role: 'message', contentType: 'message/rfc822', bytes, sha256 };
  return {
    version: MANIFEST_VERSION,
    ...manifest,
    files: [...reports.flatMap(filesOf), message],
    reports: reports.map(withoutFiles),
    mail: record,
  };
}

/** Of an execution that was under way when the functions were replaced, or is redriven since. */
export function upgradedResult(result: ReportResult | ResultV1): ReportResult {
  if (result.status === 'failed' || 'files' in result) return result;
  return { ...withoutFiles(result), files: filesOf(result) };
}

function filesOf({ id, status, file, bytes = 0, sha256 = '', figures }: ResultFilesV1): RunFile[] {
  if (status === 'failed' || file === undefined) return [];
  const csv = {
    file,
    role: 'rows',
    report: id,
    contentType: 'text/csv; charset=utf-8',
    bytes,
    sha256,
  } as const;
  const beside = { role: 'figures', report: id, contentType: 'application/json' } as const;
  return [csv, ...(figures ? [{ ...beside, ...figures }] : [])];
}

function withoutFiles<T extends Partial<FilesV1>>({ file, bytes, sha256, figures, ...rest }: T) {
  return rest;
}
