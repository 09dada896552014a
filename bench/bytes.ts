/**
 * What a run's queries read with and without history, on a real Trino that reads an S3 on this machine: the table in
 * docs/history.md.
 *
 *   npm run bench -- bytes [--recorded]
 *
 * It measures, records the measurement in bench/bytes-measured.json and prints the table; with `--recorded` it prints
 * that of the recorded measurement.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { readCatalogueFiles } from '../src/adapters/local/catalogue-files.ts';
import { configSchema } from '../src/config/config.ts';
import { planFor } from '../src/plan/plan-for.ts';
import { parseCatalogue } from '../src/reports/catalogue.ts';
import { allColumns, collectSql } from '../src/reports/collect-statement.ts';
import { literalStatement, statementOf } from '../src/reports/statement.ts';
import type { Report } from '../src/run/report.ts';
import type { Events } from '../src/run/run.ts';
import { type S3Endpoint, startS3Endpoint } from '../test/endpoints/s3.ts';
import { collect, makeHistoryTable } from '../test/trino/history.ts';
import { installedTrino, startTrino } from '../test/trino/server.ts';
import { makeTable, makeTableAt } from '../test/trino/table.ts';
import { type HistoryMeasured, historyTable, type Reading } from './bytes-table.ts';
import { dataSet } from './data-set.ts';

const RECORD = 'bench/bytes-measured.json';
const EVENTS = 100_000;
const FILES = 200;
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
  const installed = await installedTrino();
  if ('missing' in installed) throw new Error(installed.missing);
  const directory = await mkdtemp(join(tmpdir(), 'bench-trino-'));
  const s3 = await startS3Endpoint([BUCKET]);
  const trino = await startTrino(installed, directory, {
    'fs.native-s3.enabled': 'true',
    's3.endpoint': s3.url,
    's3.path-style-access': 'true',
    's3.region': s3.client.region,
    's3.aws-access-key': s3.client.credentials.accessKeyId,
    's3.aws-secret-key': s3.client.credentials.secretAccessKey,
    // In files as small as these Trino reads what lies between two columns too. Files of a real day have columns of many
    // megabytes.
    'parquet.small-file-threshold': '0B',
    'parquet.max-merge-distance': '1kB',
  });
  try {
    const request = { scheduledTime: SCHEDULED };
    const catalogue = await reports();
    const { run, reports: planned } = planFor(request, { config: CONFIG, catalogue, now: SCHEDULED });
    await makeTable(trino, `${await dataSet({ events: EVENTS, files: FILES })}/logs`, directory, 'logs');
    const { events, rows, ...bytes } = await collect(trino, run, CONFIG.table, directory);
    const logs = await upload(directory, 'logs', s3);
    const parquet = await upload(directory, 'events', s3);
    await trino.query('DROP TABLE cloudtrail_logs');
    await makeTableAt(trino, `s3://${BUCKET}/logs`);
    await makeHistoryTable(trino, allColumns(CONFIG.table), `s3://${BUCKET}/events`);
    const reading = async (sql: string, from: Events): Promise<Reading> => {
      const before = s3.requests();
      const statement = literalStatement(statementOf({ sql }, from));
      const { bytesRead } = await trino.query(`EXPLAIN ANALYZE ${statement}`);
      return { bytes: bytesRead, requests: s3.requests() - before };
    };
    const found: HistoryMeasured['reports'] = [];
    for (const { id, sql } of planned)
      found.push({ id, logs: await reading(sql, run.events), history: await reading(sql, events) });
    const columns = allColumns(CONFIG.table);
    const { requests } = await reading(collectSql({ columns }), run.events);
    return {
      date: new Date().toISOString().slice(0, 10),
      events: rows,
      logs,
      parquet,
      collect: { bytes: bytes.read, requests: requests + parquet.files },
      reports: found,
    };
  } finally {
    await trino.stop();
    await s3.close();
    await rm(directory, { recursive: true, force: true });
  }
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
