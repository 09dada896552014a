/** A scheduled run that keeps its events, killed at random changes of files until one comes through: nothing lost or doubled. */
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { directoryArchive } from '../../src/adapters/local/directory.ts';
import { writeSample } from '../../src/cli/write-sample.ts';
import { HISTORY } from '../../src/run/history.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { Random } from '../../src/sample/random.ts';
import { emptyDirectory } from '../logs.ts';
import { audit, startAudit } from './audit.ts';

const ROUNDS = 2;
/** Changes of files by a run: those before it has read its logs, and until its reports are archived, about. */
const CHANGES = { from: 50, to: 110 };

const random = new Random(14);
const preload = pathToFileURL('test/cli/shifted-process.mjs').href;
let [logs, config] = ['', ''];
beforeAll(async () => {
  [logs, config] = [join(await emptyDirectory(), 'logs'), join(await emptyDirectory(), 'audit.json')];
  await writeSample({ out: logs, days: 3, events: 900, seed: 1, files: 40 });
  await writeFile(config, JSON.stringify({ history: 'on' }));
});

/** @returns whether it came to its end */
async function run(out: string, killAt?: number): Promise<boolean> {
  const args = ['run', '--logs', logs, '--config', config, '--out', out, '--memory', '256MB', '--quiet'];
  const env = { TEST_NOW: '2025-11-01T08:00:00Z', ...(killAt && { TEST_KILL_AT: String(killAt) }) };
  const { ended } = startAudit([...args, '--scheduled', '2025-10-31T07:00:00Z'], {
    NODE_OPTIONS: `--import ${preload}`,
    ...env,
  });
  const { status, stderr } = await ended;
  expect([stderr, status ?? 0]).toEqual(['', 0]);
  return status === 0;
}

/** What the manifest says was kept, as rows, the rows of each report, and the places that no manifest lists. */
async function foundIn(out: string) {
  const archive = directoryArchive(out);
  const read = async (key: string) => `${Buffer.from((await archive.read(key)) ?? '')}`;
  const keys = (await archive.list('runs/')).filter((key) => key.endsWith('/manifest.json'));
  expect(keys).toHaveLength(1);
  const folder = dirname(`${keys}`);
  const { history, files }: Manifest = JSON.parse(await read(`${keys}`));
  if (!history) throw new Error('no history');
  const csvs = files.filter(({ role }) => role === 'rows').map(({ file }) => file);
  const rows = csvs.map(async (file) => [file, await read(`${folder}/${file}`)]);
  const places = (await archive.list(HISTORY)).map((key) => key.split('/').slice(0, 2).join('/'));
  return {
    rows: history.rows,
    events: await eventsIn(history.files.map(({ file }) => archive.locate(`${history.place}/${file}`))),
    csvs: Object.fromEntries(await Promise.all(rows)),
    left: history.left ?? [],
    others: [...new Set(places)].filter((place) => place !== history.place),
  };
}

async function eventsIn(files: readonly string[]): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const paths = files.map((file) => `'${file}'`);
  const found = await connection.runAndReadAll(
    `SELECT * FROM read_parquet([${paths}], hive_partitioning = false) ORDER BY ALL`,
  );
  connection.closeSync();
  instance.closeSync();
  return found.getRowsJson();
}

/** Of a range by hand, from the archive as far as it has it. */
async function askedOf(out: string): Promise<string> {
  const sql = 'SELECT count(*) AS n, count(DISTINCT eventid) AS ids FROM events';
  const range = ['--from', '2025-10-30T06:30:00Z', '--to', '2025-10-31T06:30:00Z'];
  return (await audit(['query', sql, '--logs', logs, '--out', out, '--format', 'csv', ...range])).stdout;
}

test('what a run killed at random leaves is named and not read; the run after it has each event once', async () => {
  const calm = await emptyDirectory();
  await run(calm);
  const { others: none, left: nothing, ...whole } = await foundIn(calm);
  expect([none, nothing]).toEqual([[], []]);
  expect(whole.events).toHaveLength(whole.rows);
  const asked = await askedOf(calm);
  let [killed, leftBehind] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    const out = await emptyDirectory();
    while (!(await run(out, random.chance(0.6) ? random.integer(CHANGES.from, CHANGES.to) : undefined)))
      killed += 1;

    const { left, others, ...found } = await foundIn(out);

    expect(found).toEqual(whole);
    expect(left).toEqual(others);
    leftBehind += left.length;
    expect((await audit(['verify', out])).status).toBe(0);
    expect(await askedOf(out)).toBe(asked);
  }
  expect(killed).toBeGreaterThanOrEqual(ROUNDS);
  expect(leftBehind).toBeGreaterThan(0);
});

test('of two runs of one window at the same time, each event is kept once, and verify finds the archive whole', async () => {
  const [calm, out] = [await emptyDirectory(), await emptyDirectory()];
  await Promise.all([run(calm), run(out), run(out)]);

  const { left, others, ...found } = await foundIn(out);

  const { left: _, others: __, ...whole } = await foundIn(calm);
  expect(found).toEqual(whole);
  expect(left).toEqual(others);
  expect((await audit(['verify', out])).status).toBe(0);
});
