import type { Config } from '../config.ts';
import { chargeFor } from '../cost.ts';
import { COVERAGE_REPORT } from '../coverage-count.ts';
import type { Figures } from '../figures.ts';
import { lastRun } from '../last-run.ts';
import { buildManifest, type Manifest } from '../manifest.ts';
import { chooseAttachments } from '../message/attachments.ts';
import { fittingDetail } from '../message/fitting-detail.ts';
import { composeMessage } from '../message/mime.ts';
import { type Summary, summarize } from '../message/model.ts';
import type { Archive, Clock, LogSource } from '../ports.ts';
import type { PlannedReport, ReportResult, Run } from '../run.ts';
import { figuresFile } from '../run-files.ts';

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
  const content = buildManifest({
    run,
    reports,
    results,
    figures,
    survey: await attempted(() => deps.logs.survey()),
    expected: config.expected,
    last: figures.has(COVERAGE_REPORT) ? await attempted(() => lastRun(run, archive)) : undefined,
  });
  const to = run.recipients ?? config.mail.to;
  const scanned = content.reports.flatMap(({ scannedBytes }) => scannedBytes ?? []);
  const base = {
    language: config.language,
    name: config.name,
    manifest: content,
    planned: reports,
    figures,
    archiveLocation: archive.locate(run.archive),
    cost: deps.charged ? chargeFor(scanned, config.usdPerTerabyte) : undefined,
    costCeiling: config.limits.usdPerRun,
  };
  const detail = fittingDetail({ ...base, attached: new Set() });
  const summaryWith = (attached: ReadonlySet<string>) => summarize({ ...base, attached, detail });
  const bare = await compose(summaryWith(new Set()), to, new Set(), run, deps);
  const attached = chooseAttachments(
    results.flatMap((result) => (result.status === 'succeeded' ? [result] : [])),
    { maxBytes: config.mail.maxBytes, bodyBytes: bare.length },
  );
  const summary = summaryWith(attached);
  const raw = await compose(summary, to, attached, run, deps);
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
  const succeeded = results.filter(({ status }) => status === 'succeeded');
  const entries = succeeded.map(async ({ id }): Promise<[string, Figures]> => {
    const figures = await readArchived(`${run.archive}/${figuresFile(id)}`, archive);
    return [id, JSON.parse(Buffer.from(figures).toString('utf8'))];
  });
  return new Map(await Promise.all(entries));
}

async function compose(
  summary: Summary,
  to: string[],
  attached: ReadonlySet<string>,
  run: Run,
  { archive, config, now }: SummaryDeps,
): Promise<Uint8Array> {
  const attachments = [...attached].map(async (filename) => ({
    filename,
    content: await readArchived(`${run.archive}/${filename}`, archive),
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

async function readArchived(key: string, archive: Archive): Promise<Uint8Array> {
  const content = await archive.read(key);
  if (!content) throw new Error(`${archive.locate(key)} is gone: this run archived it a moment ago`);
  return content;
}
