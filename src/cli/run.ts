import { constants } from 'node:fs';
import { access, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { directoryArchive } from '../adapters/directory.ts';
import { type DuckDbEngine, openDuckDb } from '../adapters/duckdb/engine.ts';
import { logSpan } from '../adapters/duckdb/log-span.ts';
import { emlMailer } from '../adapters/eml.ts';
import { type FlowEvent, localFlow } from '../adapters/local-flow.ts';
import { readReportFiles } from '../adapters/report-files.ts';
import { parseCatalogue, type Report } from '../catalogue.ts';
import { type Config, catalogueFaults } from '../config.ts';
import { RequestError } from '../errors.ts';
import type { Manifest } from '../manifest.ts';
import { planRun } from '../plan.ts';
import type { Archive } from '../ports.ts';
import { parseManualRequest } from '../request.ts';
import type { Plan } from '../run.ts';
import { archiveReport } from '../steps/archive-report.ts';
import { pollQuery } from '../steps/poll-query.ts';
import { runQuery } from '../steps/run-query.ts';
import { sendSummary } from '../steps/send-summary.ts';
import { lastFullDay } from '../window.ts';
import { readConfig } from './config-file.ts';
import { projectFile } from './project-files.ts';

export interface RunOptions {
  logs: string;
  out: string;
  from?: string;
  to?: string;
  timezone?: string;
  reports?: string[];
  accounts?: string[];
  regions?: string[];
  config?: string;
  memory: string;
}

/** What a person watching the terminal is told. */
export interface Progress {
  read(read: { files: number; bytes: number }): void;
  flow(event: FlowEvent): void;
}

export interface FinishedRun {
  manifest: Manifest;
  archive: Archive;
  plan: Plan;
}

/**
 * Runs the reports over the log files of a directory.
 *
 * @throws RequestError where anything about the request is wrong, with all its faults; nothing is written then
 */
export async function runOnLogs(options: RunOptions, progress: Progress): Promise<FinishedRun> {
  const now = () => new Date().toISOString();
  const { config, reports, plan } = await planOnLogs(options, now());
  const archive = directoryArchive(options.out);
  // A run of the same id replaces the former one, which is incomplete from here on.
  await rm(archive.locate(`${plan.run.archive}/manifest.json`), { force: true });
  const engine = await openDuckDb({
    logs: options.logs,
    run: plan.run,
    table: config.table,
    reports: reports.map(({ sql }) => sql),
    workDirectory: join(resolve(options.out), `.work-${plan.run.runId}`),
    memoryLimit: options.memory,
    onProgress: progress.read,
  });
  try {
    const manifest = await runFlow(plan, { engine, archive, config, now }, progress);
    return { manifest, archive, plan };
  } finally {
    await engine.close();
  }
}

/** Everything that can be wrong is looked at here, before anything is written. */
async function planOnLogs(
  options: RunOptions,
  now: string,
): Promise<{ config: Config; reports: Report[]; plan: Plan }> {
  const config = await readConfig(options.config);
  const catalogue = parseCatalogue(await readReportFiles(projectFile('sql/reports')));
  const knownReports = catalogue.map(({ id }) => id);
  const faults = [
    ...catalogueFaults(config, knownReports),
    ...(await logsFaults(options.logs)),
    ...(await outFaults(options.out)),
  ];
  if (faults.length > 0) throw new RequestError(faults);
  const timezone = options.timezone ?? config.timezone;
  const request = parseManualRequest(
    {
      ...(await rangeOf(options, timezone, now)),
      timezone,
      ...pick(options, 'reports', 'accounts', 'regions'),
    },
    { knownReports, now, timezone, maxDays: undefined },
  );
  const reports = catalogue.filter(({ id }) => request.reports?.includes(id) ?? true);
  return {
    config,
    reports,
    plan: planRun({ ...request, trigger: 'manual', reports, table: config.table, now }),
  };
}

async function runFlow(
  plan: Plan,
  deps: { engine: DuckDbEngine; archive: Archive; config: Config; now: () => string },
  progress: Progress,
): Promise<Manifest> {
  const definition = await readFile(projectFile('infra/state-machine.asl.json'), 'utf8');
  // One machine reads logs of any size; only a person knows how long is too long.
  const limits = { attempts: 1, seconds: Number.POSITIVE_INFINITY };
  const flow = localFlow(
    definition,
    {
      RunQuery: (input: Parameters<typeof runQuery>[0]) => runQuery(input, deps),
      PollQuery: (input: Parameters<typeof pollQuery>[0]) => pollQuery(input, { ...deps, limits }),
      ArchiveReport: (input: Parameters<typeof archiveReport>[0]) => archiveReport(input, deps),
      SendSummary: (input: Parameters<typeof sendSummary>[0]) =>
        sendSummary(input, {
          ...deps,
          logs: deps.engine,
          mailers: [emlMailer(deps.archive)],
          charged: false,
        }),
    },
    progress.flow,
  );
  return (await flow.run(plan)) as Manifest;
}

/** The bounds asked for; those that are not: the last full day that the logs hold, or from the first, or to the last. */
async function rangeOf(
  { logs, from, to }: RunOptions,
  timezone: string,
  now: string,
): Promise<{ from: string; to: string }> {
  if (from !== undefined && to !== undefined) return { from, to };
  const { days, newestDelivery } = await logSpan(logs);
  if (newestDelivery === undefined) {
    throw new RequestError([
      `logs: ${logs} holds no log files, so there is no last full day to report on; give --from and --to`,
    ]);
  }
  const newest = newestDelivery < now ? newestDelivery : now;
  const lastDay = lastFullDay({ newestDelivery: newest, days, timezone });
  const firstDay = days[0]?.replaceAll('/', '-') ?? lastDay;
  if (from !== undefined) return { from, to: lastDay };
  return { from: to === undefined ? lastDay : firstDay, to: to ?? lastDay };
}

async function logsFaults(logs: string): Promise<string[]> {
  const found = await stat(join(logs, 'AWSLogs')).catch(() => undefined);
  if (found?.isDirectory()) return [];
  return [
    `logs: ${logs} has no folder AWSLogs; give the directory that holds AWSLogs/[o-ORGANIZATION/]ACCOUNT/CloudTrail/…, as in the log bucket`,
  ];
}

async function outFaults(out: string): Promise<string[]> {
  const existing = await nearestExisting(resolve(out));
  const found = await stat(existing);
  if (!found.isDirectory())
    return [`out: ${existing} is a file; give a directory, or a path where one can be made`];
  const writable = await access(existing, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  return writable ? [] : [`out: ${existing} cannot be written to by this user; give another directory`];
}

async function nearestExisting(path: string): Promise<string> {
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  return exists || dirname(path) === path ? path : nearestExisting(dirname(path));
}

function pick<T extends object, K extends keyof T>(from: T, ...keys: K[]): Partial<Pick<T, K>> {
  return Object.fromEntries(
    keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]),
  ) as Partial<Pick<T, K>>;
}
