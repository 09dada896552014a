/**
 * What a deployment costs a month: the tables in docs/operations.md, from a measurement of what a run makes of its logs.
 *
 *   npm run bench -- cost [--recorded]
 *
 * It measures, records the measurement in bench/cost-measured.json and prints the tables; with `--recorded` it prints
 * those of the recorded measurement.
 */
import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createGunzip, createGzip } from 'node:zlib';
import type { Manifest } from '../src/run/manifest.ts';
import { resultFile } from './archive.ts';
import { costTables, type Measured } from './cost-tables.ts';
import { dataSet } from './data-set.ts';
import { measureInTurn } from './measure.ts';
import { startNullS3 } from './null-s3.ts';

const RECORD = 'bench/cost-measured.json';
const EVENTS = 400_000;
const FILES = 800;

export async function cost(options: string[]): Promise<void> {
  const { values } = parseArgs({ args: options, options: { recorded: { type: 'boolean', default: false } } });
  if (!values.recorded) await writeFile(RECORD, `${JSON.stringify(await measured(), null, 2)}\n`);
  console.log(costTables(JSON.parse(await readFile(RECORD, 'utf8'))));
}

async function measured(): Promise<Measured> {
  const directory = await dataSet({ events: EVENTS, files: FILES });
  const out = `${directory}/cost`;
  await rm(out, { recursive: true, force: true });
  // As the schedule makes it, with every report.
  const config = `${directory}/cost.json`;
  await writeFile(config, JSON.stringify({ schedule: { time: '00:30' } }));
  const command = `run -s audit -- run --logs ${directory}/logs --out ${out} --config ${config} --scheduled 2025-11-01T00:30:00Z --json`;
  const { status, stdout } = spawnSync('npm', command.split(' '), { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`npm ${command} ended with status ${status}`);
  const { files, reports, logs }: Manifest = JSON.parse(stdout);
  const manifest = (await readdir(out, { recursive: true })).find((name) => name.endsWith('manifest.json'));
  const folder = join(out, dirname(manifest ?? ''));
  let [csvBytes, gzipBytes] = [0, 0];
  for (const { file } of files.filter(({ role }) => role === 'rows' || role === 'seen')) {
    const path = join(folder, file);
    const isGzipped = file.endsWith('.gz');
    const csv = () => (isGzipped ? createReadStream(path).pipe(createGunzip()) : createReadStream(path));
    csvBytes += await bytesOf(csv());
    // As in S3: in a directory less is compressed.
    gzipBytes += await bytesOf(csv().pipe(createGzip()));
  }
  await rm(out, { recursive: true, force: true });
  return {
    date: new Date().toISOString().slice(0, 10),
    events: EVENTS,
    reports: reports.length,
    logFiles: logs?.files ?? 0,
    logBytes: logs?.bytes ?? 0,
    csvBytes,
    gzipBytes,
    archiveSecondsPerGigabyte: await archiveSeconds(),
  };
}

async function bytesOf(content: AsyncIterable<Buffer>): Promise<number> {
  let bytes = 0;
  for await (const chunk of content) bytes += chunk.length;
  return bytes;
}

/** Processor time of the archive step, into S3 that keeps nothing, without that of its start. */
async function archiveSeconds(): Promise<number> {
  const sizes = [10, 210];
  const nullS3 = await startNullS3();
  const commands = sizes.map(async (megabytes) => {
    const command = ['node', 'dist/bench/archive-step.js', await resultFile(megabytes), 's3', nullS3.url];
    return [String(megabytes), command] as const;
  });
  const found = await measureInTurn(Object.fromEntries(await Promise.all(commands)), 3, async () => {});
  await nullS3.close();
  const [small = 0, large = 0] = sizes.map((megabytes) =>
    Math.min(...(found.get(String(megabytes)) ?? []).map(({ cpuSeconds }) => cpuSeconds)),
  );
  return Math.round((large - small) / 0.02) / 10;
}
