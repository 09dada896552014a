import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runOnLogs } from '../../src/cli/run-on-logs.ts';
import { writeSample } from '../../src/cli/write-sample.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { emptyDirectory } from '../logs.ts';
import { audit } from './audit.ts';
import { type Aws, startAws } from './aws.ts';

const range = { from: '2025-10-30', to: '2025-10-31' };
const typed = ['--from', range.from, '--to', range.to];
const quiet = { read: () => {}, flow: () => {} };

let logs: string;
let aws: Aws;
beforeAll(async () => {
  logs = await emptyDirectory();
  await writeSample({ out: logs, days: 2, events: 600, seed: 7 });
  aws = await startAws(logs);
  Object.assign(process.env, aws.env);
});
afterAll(() => aws.close());

async function csvsOf(from: string) {
  const { manifest, archive, plan, requests } = await runOnLogs(
    { logs: from, out: await emptyDirectory(), ...range },
    quiet,
  );
  const folder = archive.locate(plan.run.archive);
  const names = (await readdir(folder)).filter((name) => /\.csv(\.gz)?$/.test(name)).sort();
  const csvs = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]),
  );
  return { csvs, logs: manifest.logs, source: manifest.source, requests };
}

test('a directory and a bucket with the same logs give the same CSVs', async () => {
  const [local, remote] = [await csvsOf(logs), await csvsOf('s3://logs')];
  expect(remote.csvs).toEqual(local.csvs);
  expect(remote.csvs.length).toBeGreaterThan(1);
  expect(remote.logs).toEqual(local.logs);
  expect(remote.source).toBe('s3://logs/');
  expect(remote.requests).toMatchObject({ gets: local.logs?.files, bytes: local.logs?.bytes });
});

test('says what it read from S3', async () => {
  const out = await emptyDirectory();
  const { stdout } = await audit(['run', '--logs', 's3://logs', '--out', out, ...typed]);
  expect(stdout).toMatch(/read from S3: .+, with \d+ LIST and \d+ GET requests/);
});

test.each([
  ['no range', 's3://logs', [], 'from: missing; logs in S3'],
  ['a bucket that does not exist', 's3://no-such-bucket', typed, 'no-such-bucket does not exist'],
  ['a place without logs', 's3://logs/elsewhere', typed, 's3://logs/elsewhere/AWSLogs/ is empty'],
  ['no place in S3', 's3://L', typed, 'logs: "s3://L" is not a place in S3'],
])('refuses %s before anything is written', async (_, from, args, message) => {
  const out = await emptyDirectory();
  const { status, stderr } = await audit(['run', '--logs', from, '--out', out, ...args]);
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
  expect(await readdir(out)).toEqual([]);
});

test('a query reads a bucket', async () => {
  const sql = 'SELECT count(*) AS calls FROM events';
  const both = await Promise.all(
    [logs, 's3://logs'].map((from) => audit(['query', sql, '--logs', from, ...typed, '--format', 'csv'])),
  );
  expect(both[1]?.stdout).toBe(both[0]?.stdout);
  expect(both[1]?.status).toBe(0);
});

test('a scheduled run reads a bucket, without a range', async () => {
  const made = async (from: string) => {
    const args = ['run', '--logs', from, '--out', await emptyDirectory(), '--json'];
    const { stdout } = await audit([...args, '--scheduled', '2025-10-31T07:00:00Z']);
    const { reports, logs }: Manifest = JSON.parse(stdout);
    return { rows: reports.map(({ id, rows }) => [id, rows]), logs };
  };
  expect(await made('s3://logs')).toEqual(await made(logs));
});

test('credentials that expire in the middle fail the run, and name no damaged file', async () => {
  const error = { status: 400, code: 'ExpiredToken' };
  aws.interrupt({ method: 'GET', path: '.json.gz', when: 'before', skip: 5, error });
  const args = ['run', '--logs', 's3://logs', '--out', await emptyDirectory(), ...typed];
  const { status, stdout } = await audit(args);
  expect(status).toBe(1);
  expect(stdout).toContain('the AWS credentials expired while the run was under way');
  expect(stdout).not.toContain('damaged');
});

test('daily reads a bucket in the region that it is given', async () => {
  const args = ['daily', '--logs', 's3://logs', '--out', await emptyDirectory(), '--json'];

  const { stdout } = await audit([...args, '--region', 'eu-west-1']);

  expect(JSON.parse(stdout).runs).toMatchObject([{ trigger: 'schedule', source: 's3://logs/' }]);
});

test('daily takes no region for logs in a directory', async () => {
  const args = ['daily', '--logs', logs, '--out', await emptyDirectory(), '--region', 'eu-west-1'];

  const { status, stderr } = await audit(args);

  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('does not use AWS') });
});
