/** Reads manifests of this version and of version 1, which had no list of files but fields for each. */
import { shown } from '../errors.ts';
import { MANIFEST_VERSION, type MailRecord, type Manifest, type ManifestReport } from '../run/manifest.ts';
import type { FailedReport, ReportResult, RunFile, SucceededReport } from '../run/result.ts';
import { jsonIn } from './json-text.ts';

type FileV1 = Pick<RunFile, 'file' | 'bytes' | 'sha256'>;

interface FilesV1 extends FileV1 {
  figures: FileV1;
}

type ReportV1 = ManifestReport & Partial<FilesV1>;

interface ManifestV1 extends Omit<Manifest, 'version' | 'files' | 'reports' | 'mail'> {
  reports: ReportV1[];
  mail: MailRecord & FileV1;
}

export type ResultV1 = (Omit<SucceededReport, 'files'> & FilesV1) | FailedReport;

/**
 * @returns the manifest in the shape of this version
 * @throws Error where the content is not JSON, or of a newer version
 */
export function readManifest(content: Uint8Array): Manifest {
  return presentManifest(jsonIn(content));
}

export function presentManifest(written: unknown): Manifest {
  return versionOf(written) === 1 ? upgradedManifest(written as ManifestV1) : (written as Manifest);
}

/** @throws Error where this release does not know the version */
export function versionOf(written: unknown): 1 | typeof MANIFEST_VERSION {
  const { version = 1 } = Object(written) as { version?: unknown };
  if (version === 1 || version === MANIFEST_VERSION) return version;
  throw new Error(`it was written by a newer version (${shown(version)}); update to read it`);
}

function upgradedManifest({ reports, mail, ...manifest }: ManifestV1): Manifest {
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

function filesOf(report: Pick<ReportV1, 'id' | 'status' | keyof FilesV1>): RunFile[] {
  const { id, status, file, bytes = 0, sha256 = '', figures } = report;
  if (status === 'failed' || file === undefined) return [];
  const rows = { role: 'rows', report: id, contentType: 'text/csv; charset=utf-8' } as const;
  const counted = { role: 'figures', report: id, contentType: 'application/json' } as const;
  return [{ file, ...rows, bytes, sha256 }, ...(figures ? [{ ...counted, ...figures }] : [])];
}

function withoutFiles<T extends Partial<FilesV1>>({ file, bytes, sha256, figures, ...rest }: T) {
  return rest;
}
