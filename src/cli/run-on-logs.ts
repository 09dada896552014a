import { constants } from 'node:os';
import { jsonText } from '../archive/json-text.ts';
import { numbersIn } from '../mail/numbers.ts';
import { printable } from '../mail/printable.ts';
import { chargeFor, checkCost } from '../plan/cost.ts';
import type { Archive } from '../ports.ts';
import { HISTORY, historyPlace } from '../run/history.ts';
import type { Verdict } from '../run/judgement.ts';
import type { Manifest, ManifestReport } from '../run/manifest.ts';
import type { Renderings } from '../run/renderings.ts';
import type { Plan, Run } from '../run/run.ts';
import { MANIFEST, messageFileOf } from '../run/run-files.ts';
import { filesWritten } from '../steps/renderings.ts';
import { dryRun, dryRunText } from './dry-run.ts';
import type { Printed, RunOptions } from './options.ts';
import type { Engine } from './place.ts';
import { type PlannedRun, planOptions } from './plan-run.ts';
import { type Progress, watchRun } from './progress.ts';
import { dollars, type Io, oneLine, warningLine } from './terminal.ts';

/**
 * Runs the reports, or says what they would read, and prints what came of it.
 *
 * @returns whether the run succeeded
 */
export async function printRun(
  { json = false, quiet = false, ...options }: RunOptions & Printed,
  io: Io,
): Promise<boolean> {
  if (options.dryRun) {
    const found = await dryRun(options);
    io.out(json ? jsonText(found) : dryRunText(found));
    return !('error' in found.logs);
  }
  const watch = watchRun({ silent: json || quiet });
  const run = await runOnLogs(options, watch).finally(() => watch.end());
  const succeeded = run.manifest.status === 'succeeded';
  if (json) io.out(jsonText(run.manifest));
  else if (!quiet || !succeeded) io.out(runText(run));
  return succeeded;
}

export interface FinishedRun {
  manifest: Manifest;
  archive: Archive;
  plan: Plan;
  /** what the engine charges, in US dollars; undefined where it charges nothing */
  cost: number | undefined;
  /** of logs in S3 that this machine reads: those of all runs of this call */
  requests?: ReturnType<NonNullable<Engine['requests']>> | undefined;
  /** absent where the step that makes the page did not end */
  renderings?: Renderings | undefined;
}

/**
 * Runs the reports over the logs.
 *
 * @throws RequestError where anything about the request is wrong, with all its faults; nothing is started then
 */
export async function runOnLogs(options: RunOptions, progress: Progress): Promise<FinishedRun> {
  const planned = await planOptions(options, new Date().toISOString());
  await refuseUnaffordable(planned);
  return runPlanned(planned, progress);
}

/**
 * Makes a run that was checked.
 *
 * @param whileOpen called at its end, as long as the engine still has the results
 */
export async function runPlanned(
  { config, plan, controls, networks, engine, out, mailer, renderings }: PlannedRun,
  progress: Progress,
  whileOpen = async () => {},
): Promise<FinishedRun> {
  if (!out) throw new Error('a run needs an archive');
  const now = () => new Date().toISOString();
  const { archive, directory } = out;
  // A run of the same id replaces the former one. Its manifest goes first: what is left of it is incomplete from then on.
  await out.clear(plan.run.archive, filesWritten(plan.reports.map(({ id }) => id)));
  if (plan.collect) await out.clear(HISTORY, await formerHistory(plan.run, archive));
  const { close, abandon, ...opened } = await engine.open({
    plan,
    config,
    directory,
    archive,
    onRead: progress.read,
  });
  const ended = onInterrupt(abandon);
  try {
    // Its libraries are loaded while the engine reads the logs.
    const { runFlow } = await import('./flow.ts');
    const { charged } = engine;
    const manifest = await runFlow(
      plan,
      { ...opened, archive, config, controls, networks, charged, mailer, renderings, now },
      progress.flow,
    );
    await whileOpen();
    const scanned = manifest.reports.flatMap((report) => report.scannedBytes ?? []);
    const cost = charged ? chargeFor(scanned, config.usdPerTerabyte) : undefined;
    const { recordedRenderings } = await import('../steps/render.ts');
    return {
      manifest,
      archive,
      plan,
      cost,
      requests: engine.requests?.(),
      renderings: await recordedRenderings(plan.run, archive),
    };
  } finally {
    ended();
    await close();
  }
}

/** @returns the files of all attempts of this run, named below `HISTORY` */
async function formerHistory({ runId }: Run, archive: Archive): Promise<string[]> {
  const files: string[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const found = await archive.list(`${historyPlace(runId, attempt)}/`);
    if (found.length === 0) return files;
    files.push(...found.map((key) => key.slice(HISTORY.length + 1)));
  }
}

/** Where the logs cannot be counted, what they would cost is not known, and the run goes on. */
export async function refuseUnaffordable({ plan, config, engine }: PlannedRun): Promise<void> {
  if (!engine.charged || config.limits.usdPerRun === undefined) return;
  const estimate = await engine.estimate(plan, config);
  if (!('error' in estimate)) checkCost(plan, estimate, config);
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Does the work when a person breaks the run off (Ctrl-C), then ends the process as a shell expects: 130.
 *
 * @returns a function that undoes this
 */
function onInterrupt(work: () => Promise<void>): () => void {
  const handle = (signal: (typeof SIGNALS)[number]) => {
    const end = () => process.exit(128 + constants.signals[signal]);
    work().then(end, end);
  };
  for (const signal of SIGNALS) process.once(signal, handle);
  return () => {
    for (const signal of SIGNALS) process.off(signal, handle);
  };
}

/** For a person: where everything is, and its counts. */
function runText({ manifest, archive, plan, cost, requests, renderings }: FinishedRun): string {
  const { window, reports, warnings, status, logs } = manifest;
  const { bytes } = numbersIn('en');
  const width = Math.max(...reports.map(({ id }) => id.length));
  const place = (...parts: string[]) => oneLine(archive.locate([plan.run.archive, ...parts].join('/')));
  return [
    `${window.from} to ${window.to} (${window.timezone}): ${status}`,
    ...verdictLine(manifest.verdict),
    logs ? `${logs.files} log files${manifest.past ? '' : `, ${bytes(logs.bytes)}`}` : 'log files: not known',
    ...(requests
      ? [
          `read from S3: ${bytes(requests.bytes)}, with ${requests.lists} LIST and ${requests.gets} GET requests`,
        ]
      : []),
    ...(manifest.past
      ? [`history: the events of ${manifest.past.length} scheduled runs, in place of logs`]
      : []),
    ...(logs?.notCovered ? [`not covered: ${printable(logs.notCovered.join(', '), 500)}`] : []),
    ...(cost === undefined ? [] : [`scanned ${bytes(manifest.scannedBytes)}: ${dollars(cost)}`]),
    '',
    ...reports.map((report) => `  ${report.id.padEnd(width)}  ${outcome(report, manifest)}`),
    ...seenLines(manifest),
    ...warnings.slice(0, 10).map((warning) => `\n${warningLine(warning)}`),
    ...(warnings.length > 10 ? [`\nand ${warnings.length - 10} more warnings: see the manifest`] : []),
    `\nFiles:    ${place()}`,
    `Mail:     ${place(messageFileOf(manifest).file)}`,
    ...(renderings?.files ?? [])
      .filter(({ file }) => file.endsWith('.html'))
      .map(({ file }) => `Page:     ${place(file)}`),
    `Manifest: ${place(MANIFEST)}`,
    ...(renderings?.failed ?? []).map(
      ({ file, error }) => `\nnot made: ${oneLine(file)}: ${printable(error, 500)}`,
    ),
  ].join('\n');
}

/** `LOOK: root-used, trail-stopped; 3 new`; nothing where there is no word for it. */
function verdictLine(verdict: Verdict | undefined): string[] {
  if (!verdict || verdict.words.length === 0) return [];
  const { words, controls, newValues } = verdict;
  const reasons = [controls.map(oneLine).join(', '), newValues > 0 ? `${newValues} new` : ''];
  const given = reasons.filter((reason) => reason !== '').join('; ');
  return [`${words.join(', ')}${given && `: ${given}`}`];
}

function seenLines({ seen }: Manifest): string[] {
  if (!seen) return [];
  const { status, days, newValues, unread = [] } = seen;
  const found = status === 'judged' ? `${newValues} not seen before` : 'not known yet';
  const lines = unread.map(({ file, reason }) => `not compared: ${oneLine(file)}: ${printable(reason, 300)}`);
  return [`\nnew: ${found}; days of runs before: ${days}`, ...lines.slice(0, 5)];
}

function outcome({ id, status, rows, lateRows, error }: ManifestReport, manifest: Manifest): string {
  if (status === 'failed') return `FAILED: ${printable(`${error?.name}: ${error?.message}`, 500)}`;
  const roles = ['rows', 'counts', 'seen'];
  const files = manifest.files
    .filter(({ role, report }) => report === id && roles.includes(role))
    .map(({ file }) => file);
  const late = lateRows ? `, ${lateRows} late` : '';
  return `${String(rows).padStart(8)} rows  ${files.join(', ')}${late}`;
}
