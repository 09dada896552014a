import { checksumOf } from '../archive/checksum.ts';
import { historyPlaces } from '../archive/history-places.ts';
import { jsonIn } from '../archive/json-text.ts';
import { type ResultV1, upgradedResult } from '../archive/read-manifest.ts';
import type { Config } from '../config/config.ts';
import { messageOf } from '../errors.ts';
import { buildManifest, caughtMessage } from '../judge/build-manifest.ts';
import { runsBefore } from '../judge/last-run.ts';
import { namedNetworks } from '../judge/named-networks.ts';
import { recentReviews } from '../judge/recent-reviews.ts';
import { judgeSeen } from '../judge/seen.ts';
import { fittingDetail } from '../mail/detail.ts';
import { summarize } from '../mail/model.ts';
import { recordedWarning } from '../mail/notices.ts';
import { chargeFor } from '../plan/cost.ts';
import type { Archive, Clock, LogSource, NetworkNames } from '../ports.ts';
import { COVERAGE_REPORT } from '../run/coverage.ts';
import type { Figures } from '../run/figures.ts';
import type { Collect, History } from '../run/history.ts';
import { CONTROLS_REPORT, type Control } from '../run/judgement.ts';
import type { Manifest } from '../run/manifest.ts';
import type { PlannedReport } from '../run/report.ts';
import type { ReportResult, RunFile } from '../run/result.ts';
import type { Run } from '../run/run.ts';
import { holdsRows } from '../run/run-files.ts';
import type { ToldRun } from './message.ts';

export interface SummaryInput {
  run: Run;
  reports: PlannedReport[];
  /** of an execution that began under the version before, in the shape of that version */
  results: (ReportResult | ResultV1)[];
  collect?: Pick<Collect, 'columns'>;
}

export interface SummaryDeps {
  archive: Archive;
  logs: LogSource;
  config: Config;
  /** what the rows of the report `controls` are about */
  controls: readonly Control[];
  /** whether scanned bytes are paid for */
  charged: boolean;
  /** by the MMDB files of the configuration, or why they cannot be read; absent where it names none */
  networks?: NetworkNames | { error: string } | undefined;
  now: Clock;
  /** Makes the workbook of a run from what is archived before its mail; present where the configuration attaches it. */
  workbook?: AttachableWorkbook | undefined;
}

export type AttachableWorkbook = (
  run: { content: Omit<Manifest, 'mail'>; planned: readonly PlannedReport[]; run: Run },
  deps: Pick<SummaryDeps, 'archive' | 'config' | 'controls' | 'charged'>,
  mostBytes: number,
) => Promise<Uint8Array | undefined>;

/**
 * Describes the outcome of a run. A run without logs or without a successful report is mailed like any other.
 *
 * @returns the manifest but for the mail, and what its renderings are written from
 */
export async function composeSummary(
  input: SummaryInput,
  deps: SummaryDeps,
): Promise<{ content: Omit<Manifest, 'mail'>; told: ToldRun }> {
  const { run, reports } = input;
  const results = input.results.map(upgradedResult);
  const { archive, config } = deps;
  const figures = await readFigures(run, results, archive);
  const before =
    figures.has(COVERAGE_REPORT) || run.cutoffs ? await attempted(() => runsBefore(run, archive)) : {};
  const recent = 'error' in before ? undefined : before.recent;
  const seen = await judgedSeen(run, results, { archive, rule: config.verdict });
  const names = deps.networks;
  const rows = (figures.get(CONTROLS_REPORT)?.controls ?? []).flatMap((control) => control.rows);
  const addresses = rows.map(({ sourceipaddress }) => sourceipaddress);
  const networks =
    typeof names === 'function' ? await attempted(async () => namedNetworks(names, addresses, seen)) : names;
  const newValues = networks && 'newValues' in networks ? networks.newValues : seen?.newValues;
  const outcome = buildManifest({
    run,
    reports,
    results,
    figures,
    controls: deps.controls,
    survey: await attempted(() => deps.logs.survey()),
    expected: config.expected,
    rule: config.verdict,
    before,
    reviews: recent && (await recentReviews(recent, archive)),
    seen: seen?.outcome,
    networks,
    history: await collectedHistory(input, archive),
  });
  const collected = run.history && 'place' in run.history ? [run.history.scannedBytes] : [];
  const scanned = [...collected, ...outcome.reports.flatMap(({ scannedBytes }) => scannedBytes ?? [])];
  const base = {
    language: config.language,
    name: config.name,
    manifest: outcome,
    planned: reports,
    controls: new Map(deps.controls.map((control) => [control.id, control])),
    figures,
    archiveLocation: archive.locate(run.archive),
    cost: deps.charged ? chargeFor(scanned, config.usdPerTerabyte) : undefined,
    costCeiling: config.limits.usdPerRun,
  };
  const detail = fittingDetail({ ...base, attached: new Set() });
  const { from, to, maxBytes, attach } = config.mail;
  const content = { ...outcome, warnings: outcome.warnings.map(recordedWarning) };
  const { workbook } = deps;
  const told: ToldRun = {
    runId: run.runId,
    summary: (attached, workbook) => summarize({ ...base, attached, attach, workbook, detail }),
    newValues: seen?.outcome.status === 'judged' ? newValues : undefined,
    rowFiles: outcome.files.filter(holdsRows),
    read: (file) => readArchived(file, run, archive),
    mail: { from, to: run.recipients ?? to, date: deps.now(), maxBytes, attach },
    workbook: workbook && ((mostBytes) => workbook({ content, planned: reports, run }, deps, mostBytes)),
  };
  return { content, told };
}

/** What is new in a scheduled run; undefined where it archived nothing to know it by. */
async function judgedSeen(
  run: Run,
  results: readonly ReportResult[],
  { archive, rule }: { archive: Archive; rule: Config['verdict'] },
) {
  const succeeded = results.filter((result) => result.status === 'succeeded');
  const file = succeeded.flatMap(({ files }) => files).find(({ role }) => role === 'seen');
  if (run.trigger !== 'schedule' || !file) return undefined;
  const own = await readArchived(file, run, archive);
  return judgeSeen({ run, own, reports: succeeded, rule }, archive);
}

/** The files of a run's events as its archive knows them: nothing reads their content here. */
async function collectedHistory(
  { run, collect }: SummaryInput,
  archive: Archive,
): Promise<History | { error: string; left?: string[] } | undefined> {
  const { history } = run;
  if (!history || !collect) return undefined;
  const found = await attempted(async () => {
    const kept = 'place' in history ? history.place : undefined;
    const places = await historyPlaces(run.runId, archive, kept);
    const left = places.filter((place) => place !== kept);
    return { left: left.length > 0 && { left }, files: kept ? await archive.measure(`${kept}/`) : [] };
  });
  if ('Cause' in history) return { error: caughtMessage(history), ...('left' in found && found.left) };
  if ('error' in found) return found;
  const { place, rows, kinds, columns } = history;
  return { place, rows, kinds, columns, files: found.files, ...found.left };
}

/** A mail that says that the logs, or the last run, could not be read is better than no mail. */
async function attempted<T>(look: () => Promise<T>): Promise<T | { error: string }> {
  try {
    return await look();
  } catch (error) {
    return { error: messageOf(error) };
  }
}

/** By report id. */
async function readFigures(run: Run, results: readonly ReportResult[], archive: Archive) {
  const files = results.flatMap((result) => (result.status === 'succeeded' ? result.files : []));
  const entries = files
    .filter(({ role }) => role === 'figures')
    .map(async (file): Promise<[string, Figures]> => {
      const content = await readArchived(file, run, archive);
      return [file.report ?? '', jsonIn(content)];
    });
  return new Map(await Promise.all(entries));
}

/** Only what this run archived is mailed, not what replaced it since. */
async function readArchived({ file, sha256 }: RunFile, run: Run, archive: Archive): Promise<Uint8Array> {
  const key = `${run.archive}/${file}`;
  const content = await archive.read(key);
  if (content && checksumOf(content).sha256 === sha256) return content;
  const fault = content ? 'was changed' : 'was removed';
  throw new Error(`${archive.locate(key)} ${fault} since this run archived it`);
}
