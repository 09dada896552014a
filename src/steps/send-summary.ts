import type { Config } from '../config.ts';
import { chargeFor } from '../cost.ts';
import { COVERAGE_REPORT } from '../coverage-count.ts';
import type { Figures } from '../figures.ts';
import { lastRun } from '../last-run.ts';
import { buildManifest, type Manifest } from '../manifest.ts';
import { chooseAttachments } from '../message/attachments.ts';
import { composeMessage } from '../message/mime.ts';
import { type Summary, summarize } from '../message/model.ts';
import type { Archive, Clock, LogSource, Mailer } from '../ports.ts';
import type { PlannedReport, ReportResult, Run } from '../run.ts';
import { figuresFile, MANIFEST, MESSAGE } from '../run-files.ts';

export interface SendSummaryInput {
  run: Run;
  reports: PlannedReport[];
  results: ReportResult[];
}

export interface SendSummaryDeps {
  archive: Archive;
  logs: LogSource;
  /** in this order: the message is in the archive before it is sent */
  mailers: readonly Mailer[];
  config: Config;
  /** whether scanned bytes are paid for */
  charged: boolean;
  now: Clock;
}

/**
 * Writes and sends the mail of a run, then its manifest: the manifest stands for all that came before it.
 * A run of which no report succeeded, or without any logs, is mailed like any other, and says so. Called again for a
 * run that has its manifest, it sends nothing: a step may be repeated after it has worked.
 */
export async function sendSummary(input: SendSummaryInput, deps: SendSummaryDeps): Promise<Manifest> {
  const { run, reports, results } = input;
  const { archive, config } = deps;
  const finished = await archive.read(manifestKey(run));
  if (finished) return JSON.parse(Buffer.from(finished).toString('utf8'));
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
  const summaryWith = (attached: ReadonlySet<string>) =>
    summarize({
      language: config.language,
      name: config.name,
      manifest: content,
      planned: reports,
      figures,
      archiveLocation: archive.locate(run.archive),
      attached,
      cost: deps.charged ? chargeFor(scanned, config.usdPerTerabyte) : undefined,
      costCeiling: config.limits.usdPerRun,
    });
  const bare = await compose(summaryWith(new Set()), to, new Set(), run, deps);
  const attached = chooseAttachments(
    results.flatMap((result) => (result.status === 'succeeded' ? [result] : [])),
    { maxBytes: config.mail.maxBytes, bodyBytes: bare.length },
  );
  const summary = summaryWith(attached);
  const raw = await compose(summary, to, attached, run, deps);
  const key = `${run.archive}/${MESSAGE}`;
  for (const mailer of deps.mailers) await mailer.send({ key, from: config.mail.from, to, raw });
  const mail = { subject: summary.subject, from: config.mail.from, to, file: MESSAGE };
  const manifest: Manifest = { ...content, mail };
  await archive.write(
    manifestKey(run),
    [Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)],
    'application/json',
  );
  return manifest;
}

const manifestKey = ({ archive }: Run) => `${archive}/${MANIFEST}`;

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
  { archive, config, now }: SendSummaryDeps,
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
