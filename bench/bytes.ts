/**
 * What a run's queries read with and without history, on a real Trino that reads an S3 on this machine: the table in
 * docs/history.md.
 *
 *   npm run bench -- bytes [--recorded]
 *
 * It measures, records the measurement in bench/bytes-measured.json and prints the table; with `--recorded` it prints
 * that of the recorded measurement.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { readCatalogueFiles } from '../src/adapters/local/catalogue-files.ts';
import { configSchema } from '../src/config/config.ts';
import { daysBeside, pastOf, type RunWithHistory } from '../src/plan/past.ts';
import { eventsWithPast } from '../src/plan/past-events.ts';
import { planFor } from '../src/plan/plan-for.ts';
import { parseCatalogue } from '../src/reports/catalogue.ts';
import { allColumns, collectSql } from '../src/reports/collect-statement.ts';
import { literalStatement, statementOf } from '../src/reports/statement.ts';
import { historyPlace } from '../src/run/history.ts';
import type { Report } from '../src/run/report.ts';
import type { Cutoffs, Events } from '../src/run/run.ts';
import { type S3Endpoint, startS3Endpoint } from '../test/endpoints/s3.ts';
import { collect, makeHistoryTable } from '../test/trino/history.ts';
import { installedTrino, startTrino, type Trino } from '../test/trino/server.ts';
import { makeTable, makeTableAt } from '../test/trino/table.ts';
import { FIVE, type HistoryMeasured, historyTable, type Reading, type Stored } from './bytes-table.ts';
import { dataSet } from './data-set.ts';

const RECORD = 'bench/bytes-measured.json';
const EVENTS = 100_000;
const FILES = 200;
/** Of history that a range by hand reads, and of runs after it: they have what came late, and the newest is not read. */
const RANGE_DAYS = 30;
const DAYS = RANGE_DAYS + 4;
const RANGE_EVENTS = 1_500_000;
const BUCKET = 'lake';
const CONFIG = configSchema.parse({ schedule: { time: '00:30' }, history: 'on' });
const SCHEDULED = '2025-11-01T00:30:00Z';
const OWN = 20;

export async function bytes(options: string[]): Promise<void> {
  const { values } = parseArgs({ args: options, options: { recorded: { type: 'boolean', default: false } } });
  if (!values.recorded) await writeFile(RECORD, `${JSON.stringify(await measured(), null, 2)}\n`);
  console.log(historyTable(JSON.parse(await readFile(RECORD, 'utf8'))));
}

async function measured(): Promise<HistoryMeasured> {
  const day = await inLake(measureDay);
  return { ...day, range: await inLake(measureRange) };
}

type Day = Omit<HistoryMeasured, 'range'>;

/** A Trino whose files are in an S3 on this machine, once they are uploaded. */
interface Lake {
  trino: Trino;
  /** what Trino's `local:///` is */
  directory: string;
  upload(folder: string): Promise<Stored>;
  /** Over what was uploaded. */
  makeTables(): Promise<void>;
  reading(sql: string, from: Events): Promise<Reading>;
  /** From now on with Trino's own merging of small reads. */
  merge(): Promise<void>;
}

const COLUMNS = allColumns(CONFIG.table);
/** In MB: to order a month's rows takes more than a day's. */
const HEAP = 4500;

async function inLake<T>(use: (lake: Lake) => Promise<T>): Promise<T> {
  const installed = await installedTrino();
  if ('missing' in installed) throw new Error(installed.missing);
  const scratch = await mkdtemp(join(tmpdir(), 'bench-trino-'));
  const s3 = await startS3Endpoint([BUCKET]);
  const start = async (name: string, properties: Record<string, string>) => {
    const directory = join(scratch, name);
    await mkdir(directory);
    const inS3 = {
      'fs.native-s3.enabled': 'true',
      's3.endpoint': s3.url,
      's3.path-style-access': 'true',
      's3.region': s3.client.region,
      's3.aws-access-key': s3.client.credentials.accessKeyId,
      's3.aws-secret-key': s3.client.credentials.secretAccessKey,
    };
    return { directory, trino: await startTrino(installed, directory, { ...inS3, ...properties }, HEAP) };
  };
  // In files as small as these Trino reads what lies between two columns too. Files of a real day have columns of many
  // megabytes.
  const apart = { 'parquet.small-file-threshold': '0B', 'parquet.max-merge-distance': '1kB' };
  const lake: Lake = {
    ...(await start('apart', apart)),
    upload: (folder) => upload(lake.directory, folder, s3),
    async makeTables() {
      await makeTableAt(lake.trino, `s3://${BUCKET}/logs`);
      await makeHistoryTable(lake.trino, COLUMNS, `s3://${BUCKET}/events`);
    },
    async reading(sql, from) {
      const before = s3.requests();
      const statement = literalStatement(statementOf({ sql }, from));
      const { bytesRead } = await lake.trino.query(`EXPLAIN ANALYZE ${statement}`);
      return { bytes: bytesRead, requests: s3.requests() - before };
    },
    async merge() {
      await lake.trino.stop();
      Object.assign(lake, await start('merging', {}));
      await lake.makeTables();
    },
  };
  try {
    return await use(lake);
  } finally {
    await lake.trino.stop();
    await s3.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function measureDay(lake: Lake): Promise<Day> {
  const { trino, directory, upload, makeTables, reading } = lake;
  const context = { config: CONFIG, catalogue: await reports(), now: SCHEDULED };
  const { run, reports: planned } = planFor({ scheduledTime: SCHEDULED }, context);
  await makeTable(trino, `${await dataSet({ events: EVENTS, files: FILES })}/logs`, directory, 'logs');
  const { events, rows, read } = await collect(trino, run, CONFIG.table, directory);
  const [logs, parquet] = [await upload('logs'), await upload('events')];
  await makeTables();
  const { requests } = await reading(collectSql({ columns: COLUMNS }), run.events);
  const found: Day['reports'] = [];
  for (const { id, sql } of planned)
    found.push({ id, logs: await reading(sql, run.events), history: await reading(sql, events) });
  await lake.merge();
  const merged: Day['merged'] = [];
  for (const { id, sql } of planned.filter(({ id }) => FIVE.includes(id)))
    merged.push({ id, ...(await reading(sql, events)) });
  const collected = { bytes: read, requests: requests + parquet.files };
  const date = new Date().toISOString().slice(0, 10);
  return { date, events: rows, logs, parquet, collect: collected, reports: found, merged };
}

async function measureRange(lake: Lake): Promise<HistoryMeasured['range']> {
  const { trino, directory, upload, makeTables, reading } = lake;
  const context = { config: CONFIG, catalogue: await reports(), now: SCHEDULED };
  const set = await dataSet({ events: RANGE_EVENTS, files: DAYS * FILES, days: DAYS });
  await makeTable(trino, `${set}/logs`, directory, 'logs');
  const runs: RunWithHistory[] = [];
  for (let day = DAYS - 1; day >= 0; day--) {
    const scheduledTime = new Date(Date.parse(SCHEDULED) - day * 86_400_000).toISOString();
    const { run } = planFor({ scheduledTime }, context);
    const { rows } = await collect(trino, run, CONFIG.table, directory);
    const history = { place: historyPlace(run.runId, 1), rows, kinds: [], columns: [], files: [] };
    runs.push({ ...run, cutoffs: run.cutoffs as Cutoffs, history });
  }
  const [from = '', to = ''] = [0, RANGE_DAYS - 1].map((i) => runs[i]?.window.from.slice(0, 10));
  const { run, reports: planned } = planFor({ from, to }, context);
  const past = pastOf(run, runs.slice(0, -1));
  if (!past || daysBeside(past, run).length > 0) throw new Error('the range reads logs');
  const tables = { table: '"default"."history"', logs: CONFIG.table };
  const events = eventsWithPast({ ...run, past: { ...past, kinds: true } }, tables);
  await upload('logs');
  const parquet = await upload('events');
  await makeTables();
  const five = planned.filter(({ id }) => FIVE.includes(id));
  const found: HistoryMeasured['range']['reports'] = [];
  for (const { id, sql } of five)
    found.push({ id, logs: await reading(sql, run.events), history: await reading(sql, events) });
  await lake.merge();
  const merged: Day['merged'] = [];
  for (const { id, sql } of five) merged.push({ id, ...(await reading(sql, events)) });
  const perDay = Math.round(RANGE_EVENTS / DAYS);
  return { days: RANGE_DAYS, perDay, parquet, reports: found, merged };
}

/** The built-in reports, and as reports of a team's own the first controls, each by itself. */
async function reports(): Promise<Report[]> {
  const files = await readCatalogueFiles('sql');
  const single = (files.controls ?? []).flatMap((control, i) =>
    parseCatalogue({ ...files, reports: [], controls: [control] }).map((it) => ({ ...it, id: `own-${i}` })),
  );
  return [...parseCatalogue(files), ...single.slice(0, OWN)];
}

/** @returns how many files there are below the folder, and their bytes */
async function upload(directory: string, folder: string, { client }: S3Endpoint) {
  const s3 = new S3Client({ ...client, forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' });
  const found = { files: 0, bytes: 0 };
  for (const entry of await readdir(join(directory, folder), { recursive: true, withFileTypes: true })) {
    // Trino's local files have checksums beside them.
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const path = join(entry.parentPath, entry.name);
    const Body = await readFile(path);
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: relative(directory, path), Body }));
    found.files += 1;
    found.bytes += Body.length;
  }
  s3.destroy();
  return found;
}
