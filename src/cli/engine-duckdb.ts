import { mkdir, mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDuckDb } from '../adapters/local/duckdb/engine.ts';
import { defaultMemory } from '../adapters/local/duckdb/memory.ts';
import { deliveryOf } from '../adapters/local/log-files/delivery.ts';
import { countLogFiles, type LogStore } from '../adapters/local/log-files/log-store.ts';
import { logSpan } from '../adapters/local/log-folders.ts';
import { askPlace } from '../adapters/local/log-tree/place.ts';
import { judgePlace } from '../doctor/log-tree/place.ts';
import { RequestError } from '../errors.ts';
import { ROOT } from '../logs/layout.ts';
import { lastFullDay } from '../plan/log-days.ts';
import { collectSql } from '../reports/collect-statement.ts';
import type { Plan } from '../run/run.ts';
import { isoDate } from '../time/days.ts';
import type { bucketLogs } from './logs-bucket.ts';
import type { RunOptions } from './options.ts';
import { removeLeftovers } from './out-directory.ts';
import type { Bounds, Engine, OpenEngine, OpenInput } from './place.ts';

const WORK = '.work-';

/** DuckDB over the log files of a directory, or of a bucket where one is given. */
export function duckDb(
  { logs: directory = '', memory }: RunOptions,
  bucket?: ReturnType<typeof bucketLogs>,
): Engine {
  const logs = bucket?.store ?? directory;
  let past: string | undefined;
  return {
    name: 'duckdb',
    charged: false,
    faults: () => logsFaults(directory),
    range: (bounds, timezone, now) => rangeOf(directory, bounds, timezone, now),
    source: () => realpath(directory),
    ...bucket,
    async withPast(plan, { archive, directory: place }, { table }) {
      // DuckDB reads Parquet from a directory alone.
      if (place === undefined) return plan;
      past = place;
      const { withPast } = await import('./find-past.ts');
      return withPast(plan, { logs, table }, archive);
    },
    async estimate({ run, reports }) {
      const isRead = (file: string) => deliveryOf(file, run) !== undefined;
      const { readBytes, ...counted } = await countLogFiles(logs, run.partitions, isRead);
      const toRead = readBytes + (run.past?.bytes ?? 0);
      // The files are read once, for the first query.
      const scannedBytes = reports.map((_, i) => (i === 0 ? toRead : 0));
      return { ...counted, scannedBytes };
    },
    open: (input) => open(logs, memory, past, input),
  };
}

async function open(
  logs: LogStore | string,
  memory: string | undefined,
  past: string | undefined,
  input: OpenInput,
): Promise<OpenEngine> {
  const { plan, config, directory, archive, onRead } = input;
  // Beside the archive, where there is room; of its own, for the same run may be under way twice.
  const place = directory ? resolve(directory) : tmpdir();
  await mkdir(place, { recursive: true });
  await removeLeftovers(place, (name) => name.startsWith(WORK));
  const workDirectory = await mkdtemp(join(place, `${WORK}${plan.run.runId}-`));
  const engine = await openDuckDb({
    logs,
    run: plan.run,
    table: config.table,
    reports: [...plan.reports.map(({ sql }) => sql), ...(plan.collect ? [collectSql(plan.collect)] : [])],
    archive,
    workDirectory,
    pastFiles: pastFilesOf(plan.run, past),
    memory: memory ? { limit: memory, most: memory } : defaultMemory(),
    onProgress: onRead,
  });
  return {
    engine,
    logs: engine,
    // One machine reads logs of any size; only a person knows how long is too long.
    limits: { attempts: 1, seconds: Number.POSITIVE_INFINITY },
    // The engine does its waiting itself.
    paced: [],
    close: engine.close,
    abandon: () => rm(workDirectory, { recursive: true, force: true }),
  };
}

function pastFilesOf({ past }: Plan['run'], directory = ''): string[] {
  return (past?.runs ?? []).flatMap(({ place, files }) =>
    files.map(({ file }) => join(resolve(directory), place, file)),
  );
}

/** The bounds asked for; in place of missing ones the last full day in the logs, or the first day, or the last. */
async function rangeOf(logs: string, { from, to }: Bounds, timezone: string, now: string): Promise<Bounds> {
  if (from !== undefined && to !== undefined) return { from, to };
  const { days, newestDelivery } = await logSpan(logs);
  if (newestDelivery === undefined) {
    const problem = 'holds no log files, so it has no last full day to report on; give --from and --to';
    throw new RequestError([`logs: ${logs} ${problem}`]);
  }
  const newest = newestDelivery < now ? newestDelivery : now;
  const lastDay = lastFullDay({ newestDelivery: newest, days, timezone });
  const firstDay = days[0] === undefined ? lastDay : isoDate(days[0]);
  if (from !== undefined && /^\d{4}-\d\d-\d\d$/.test(from) && from > lastDay) {
    const problem = `is after the last full day in the logs, ${lastDay}; give an earlier day, or --to as well`;
    throw new RequestError([`from: ${from} ${problem}`]);
  }
  if (from !== undefined) return { from, to: lastDay };
  return { from: to === undefined ? lastDay : firstDay, to: to ?? lastDay };
}

async function logsFaults(logs: string): Promise<string[]> {
  if (!logs) return [`logs: missing, give the directory that holds ${ROOT}/…`];
  const found = await stat(join(logs, ROOT)).catch(() => undefined);
  if (found?.isDirectory()) return [];
  return judgePlace(logs, await askPlace(logs)).map(({ seen, todo }) => `logs: ${seen}; ${todo}`);
}
