import { checksumOf } from '../archive/checksum.ts';
import type { Config } from '../config/config.ts';
import { buildManifest } from '../judge/build-manifest.ts';
import { lastRun } from '../judge/last-run.ts';
import { chooseAttachments } from '../mail/attachments.ts';
import { fittingDetail } from '../mail/detail.ts';
import { composeMessage } from '../mail/mime.ts';
import { summarize } from '../mail/model.ts';
import { recordedWarning } from '../mail/notices.ts';
import type { Summary } from '../mail/summary.ts';
import { chargeFor } from '../plan/cost.ts';
import type { Archive, Clock, LogSource } from '../ports.ts';
import { COVERAGE_REPORT } from '../run/coverage.ts';
import type { Figures } from '../run/figures.ts';
import type { Manifest } from '../run/manifest.ts';
import type { PlannedReport } from '../run/report.ts';
import type { ArchivedFile, ReportResult, SucceededReport } from '../run/result.ts';
import type { Run } from '../run/run.ts';

export interface SummaryInput {
  run: Run;
  reports: PlannedReport[];
  results: ReportResult[];
}

export interface SummaryDeps {
  archive: Archive;
  logs: LogSource;
  config: Config;
  /** whether scanned bytes are paid for */
  charged: boolean;
  now: Clock;
}

export interface ComposedSummary {
  /** the manifest, but for the mail */
  content: Omit<Manifest, 'mail'>;
  mail: { subject: string; from: string; to: string[] };
  /** the mail as RFC 5322 bytes */
  raw: Uint8Array;
}

/**
 * Says what came of a run, for the manifest and as a mail. A run of which no report succeeded, or without any logs, is
 * mailed like any other, and says so.
 */
export async function composeSummary(input: SummaryInput, deps: SummaryDeps): Promise<ComposedSummary> {
  const { run, reports, results } = input;
  const { archive, config } = deps;
  const figures = await readFigures(run, results, archive);
  const outcome = buildManifest({
    run,
    reports,
    results,
    figures,
    survey: await attempted(() => deps.logs.survey()),
    expected: config.expected,
    last: figures.has(COVERAGE_REPORT) ? await attempted(() => lastRun(run, archive)) : undefined,
  });
  const to = run.recipients ?? config.mail.to;
  const scanned = outcome.reports.flatMap(({ scannedBytes }) => scannedBytes ?? []);
  const base = {
    language: config.language,
    name: config.name,
    manifest: outcome,
    planned: reports,
    figures,
    archiveLocation: archive.locate(run.archive),
    cost: deps.charged ? chargeFor(scanned, config.usdPerTerabyte) : undefined,
    costCeiling: config.limits.usdPerRun,
  };
  const detail = fittingDetail({ ...base, attached: new Set() });
  const summaryWith = (attached: ReadonlySet<string>) => summarize({ ...base, attached, detail });
  const bare = await compose(summaryWith(new Set()), to, [], run, deps);
  const csvs = succeededOf(results);
  const attached = chooseAttachments(csvs, { maxBytes: config.mail.maxBytes, bodyBytes: bare.length });
  const summary = summaryWith(attached);
  const attachments = csvs.filter(({ file }) => attached.has(file));
  const raw = await compose(summary, to, attachments, run, deps);
  const content = { ...outcome, warnings: outcome.warnings.map(recordedWarning) };
  return { content, mail: { subject: summary.subject, from: config.mail.from, to }, raw };
}

/** A mail without knowledge of the logs, or of the last run, is better than none, as long as it says so. */
async function attempted<T>(look: () => Promise<T>): Promise<T | { error: string }> {
  try {
    return await look();
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

async function readFigures(
  run: Run,
  results: readonly ReportResult[],
  archive: Archive,
): Promise<ReadonlyMap<string, Figures>> {
  const entries = succeededOf(results).map(async ({ id, figures }): Promise<[string, Figures]> => {
    const content = await readArchived(figures, run, archive);
    return [id, JSON.parse(Buffer.from(content).toString('utf8'))];
  });
  return new Map(await Promise.all(entries));
}

async function compose(
  summary: Summary,
  to: string[],
  csvs: readonly ArchivedFile[],
  run: Run,
  { archive, config, now }: SummaryDeps,
): Promise<Uint8Array> {
  const attachments = csvs.map(async (csv) => ({
    filename: csv.file,
    content: await readArchived(csv, run, archive),
  }));
  return composeMessage({
    summary,
    from: config.mail.from,
    to,
    date: now(),
    runId: run.runId,
    attachments: await Promise.all(attachments),
  });
}

function succeededOf(results: readonly ReportResult[]): SucceededReport[] {
  return results.flatMap((result) => (result.status === 'succeeded' ? [result] : []));
}

/** What is mailed is what was archived, and not what came in its place. */
async function readArchived({ file, sha256 }: ArchivedFile, run: Run, archive: Archive): Promise<Uint8Array> {
  const key = `${run.archive}/${file}`;
  const content = await archive.read(key);
  const fault = content ? 'is not what this run archived' : 'is gone: this run archived it';
  if (!content || checksumOf(content).sha256 !== sha256)
    throw new Error(`${archive.locate(key)} ${fault} a moment ago`);
  return content;
}
