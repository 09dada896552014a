import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { dryRun, dryRunText } from '../../src/cli/dry-run.ts';
import type { RunOptions } from '../../src/cli/options.ts';
import { type FinishedRun, runOnLogs } from '../../src/cli/run-on-logs.ts';
import { writeSample } from '../../src/cli/write-sample.ts';
import { RequestError } from '../../src/errors.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { emptyDirectory } from '../logs.ts';
import { recommendedTable } from '../table/tables.ts';
import { audit, type Ended } from './audit.ts';
import { type Aws, startAws } from './aws.ts';

const days = { from: '2025-10-30', to: '2025-10-31' };
const range = ['--from', days.from, '--to', days.to];
const table = ['run', '--engine', 'athena', '--log-bucket', 's3://logs', ...range];
const inAudit = [...table, '--workgroup', 'audit'];
const quiet = { read: () => {}, flow: () => {} };
const one = ['--reports', 'console-logins'];

let logs: string;
let aws: Aws;
beforeAll(async () => {
  logs = await emptyDirectory();
  await writeSample({ out: logs, days: 2, events: 600, seed: 7 });
  aws = await startAws(logs);
  Object.assign(process.env, aws.env);
});
afterAll(() => aws.close());

const textOf = async (bucket: string, key: string) =>
  (await aws.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }))).Body?.transformToString();
const keysIn = async (bucket: string, prefix: string) => {
  const { Contents = [] } = await aws.s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
  return Contents.map(({ Key = '' }) => Key).sort();
};
const queriesOf = (name: string) => aws.athena.queries.filter(({ workgroup }) => workgroup === name).length;
const inGroup =
  (name: string) =>
  ({ workgroup }: { workgroup: string }) =>
    workgroup === name;
const configOf = async (config: object) => {
  const file = join(await emptyDirectory(), 'audit.json');
  await writeFile(file, JSON.stringify(config));
  return file;
};

describe('a run', () => {
  let local: Ended & { out: string };
  let bucket: Ended;
  let twice: Ended[];
  let placed: Ended;
  let duckDb: FinishedRun;
  let inBucket: Ended[];

  // All at the same time: most of it is waiting for queries.
  beforeAll(async () => {
    const out = await emptyDirectory();
    const outOf = async (...args: string[]) => [...args, '--out', await emptyDirectory()];
    aws.athena.failQuery(
      { state: 'FAILED', reason: 'no permission', error: { ErrorCategory: 2 } },
      inGroup('repaired'),
    );
    const repaired = [...table, '--workgroup', 'repaired', ...one];
    const twiceInBucket = async () => {
      const args = ['run', '--logs', logs, ...range, ...one, '--out', 's3://archive/duckdb/'];
      return [await audit(args), await audit(args)];
    };
    const first = audit([...inAudit, '--out', out, '--json']);
    [inBucket, bucket, placed, ...twice] = await Promise.all([
      twiceInBucket(),
      audit([...inAudit, '--out', 's3://archive/trial', '--reports', 'failed-console-logins']),
      audit(await outOf(...table, ...one, '--output', 's3://results/mine')),
      audit(await outOf(...repaired)),
      audit(await outOf(...repaired)),
    ]);
    local = { ...(await first), out };
    duckDb = await runOnLogs({ logs, out: await emptyDirectory(), ...days, memory: '256MB' }, quiet);
  });
  const folderOf = ({ out, stdout }: typeof local) =>
    join(out, 'runs/2025/10/30', (JSON.parse(stdout) as Manifest).runId);

  test('gives the same CSVs as DuckDB, byte for byte', async () => {
    const manifest: Manifest = JSON.parse(local.stdout);
    for (const { id, rows } of manifest.reports) {
      expect(rows).toBeGreaterThan(0);
      const csv = await readFile(join(folderOf(local), `${id}.csv`), 'utf8');
      expect(csv).toBe(await readFile(duckDb.archive.locate(`${duckDb.plan.run.archive}/${id}.csv`), 'utf8'));
    }
    expect(manifest.reports).toHaveLength(8);
  });

  test('prints the manifest and nothing else with --json', async () => {
    const written = await readFile(join(folderOf(local), 'manifest.json'), 'utf8');
    expect(local).toMatchObject({ status: 0, stdout: written, stderr: '' });
  });

  test('counts the log files in the bucket, and what each query scanned', () => {
    const { logs: counted, scannedBytes } = JSON.parse(local.stdout);
    expect(counted).toEqual(duckDb.manifest.logs);
    expect(scannedBytes).toBe(8 * duckDb.manifest.scannedBytes);
  });

  test('archives in a bucket, below a prefix', async () => {
    const folder = /^Files: +s3:\/\/archive\/(trial\/runs\/2025\/10\/30\/manual-\S+)$/m.exec(
      bucket.stdout,
    )?.[1];
    expect(await keysIn('archive', 'trial/')).toEqual(
      [
        'failed-console-logins.csv',
        'failed-console-logins.figures.json',
        'manifest.json',
        'message.eml',
        'renderings.json',
        'report.html',
        'report.xlsx',
      ].map((file) => `${folder}/${file}`),
    );
  });

  test('says what it cost, on the terminal and in the mail', async () => {
    expect(bucket.stdout).toMatch(/^scanned [\d.]+ kB: USD 0\.00005$/m);
    const [mail = ''] = (await keysIn('archive', 'trial/')).filter((key) => key.endsWith('.eml'));
    expect(await textOf('archive', mail)).toContain('USD');
  });

  test('asked for twice queries twice: no failure of the first time stays', () => {
    expect(twice.map(({ status }) => status).sort()).toEqual([0, 1]);
    expect(twice.map(({ stdout }) => stdout).join()).toContain('no permission');
    expect(queriesOf('repaired')).toBe(2);
  });

  test('puts results where --output says, for a workgroup without a place of its own', async () => {
    expect([placed.status, (await keysIn('results', 'mine/')).length]).toEqual([0, 1]);
  });

  test('of DuckDB may be in a bucket too, in place of the one before', async () => {
    expect(inBucket.map(({ status, stderr }) => [status, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    expect(await keysIn('archive', 'duckdb/runs/2025/10/30/')).toHaveLength(7);
  });
});

describe('planning', () => {
  const options = { engine: 'athena', logBucket: 's3://logs', ...days };
  const refusal = (error: unknown) => {
    if (error instanceof RequestError) return error.faults;
    throw error;
  };
  const faultsOf = (changes: RunOptions) =>
    runOnLogs({ ...options, ...changes }, quiet).then(() => [], refusal);
  let queries: number;
  beforeAll(() => {
    queries = aws.athena.queries.length;
  });

  test('a dry run shows partitions, objects, bytes and cost', async () => {
    const found = await dryRun({ ...options, out: 's3://archive' });
    const bytes = 'bytes' in found.logs ? found.logs.bytes : 0;
    expect(found).toMatchObject({
      engine: 'athena',
      partitions: { from: '2025/10/30', to: '2025/11/01' },
      logs: { files: expect.any(Number), complete: true },
      scannedBytes: 8 * bytes,
      // Athena charges at least 10 MB a query.
      cost: expect.closeTo((8 * 1e7 * 5) / 1e12, 8),
      archive: `s3://archive/runs/2025/10/30/${found.runId}`,
    });
    expect(bytes).toBeGreaterThan(0);
  });

  test('a dry run counts every account where the table has no partition for them', async () => {
    const bounded = { ...options, accounts: ['111122223333'] };
    aws.athena.tables['default.by_day'] = {
      Name: 'by_day',
      PartitionKeys: [{ Name: 'timestamp' }],
      Parameters: { 'projection.enabled': 'false' },
    };
    const byDay = await configOf({ table: { table: 'by_day', partitions: { day: 'timestamp' } } });

    const [all, account] = [await dryRun({ ...bounded, config: byDay }), await dryRun(bounded)];

    expect(all.scannedBytes).toBeGreaterThan(account.scannedBytes ?? 0);
  });

  test('a run that would cost more than limits.usdPerRun is refused; a dry run shows what it would cost', async () => {
    // Seven queries are charged for 10 MB each: USD 0.00035.
    const config = await configOf({ limits: { usdPerRun: 0.0002 } });

    expect(await faultsOf({ config, out: await emptyDirectory() })).toEqual([
      expect.stringMatching(/^limits\.usdPerRun: 0\.0002 is less than this run would cost/),
    ]);
    expect(await dryRun({ ...options, config })).toMatchObject({ cost: expect.closeTo(0.0004, 8) });
  });

  test('a dry run compares what a query reads with the scan limit of the workgroup', async () => {
    const [thrifty, audit] = [await dryRun({ ...options, workgroup: 'thrifty' }), await dryRun(options)];

    expect(thrifty).toMatchObject({
      scanLimit: 100,
      warnings: [
        { code: 'scan-limit', limit: 100, enough: 1e9, message: expect.stringMatching(/1000000000/) },
      ],
    });
    expect(dryRunText(thrifty)).toContain('\n-- scan limit: 100 B for each report\n');
    expect(audit.warnings).toEqual([]);
  });

  test('a dry run counts the files that the table reads, and no others', async () => {
    aws.athena.tables['default.one_region'] = recommendedTable({ 'projection.region.values': 'us-east-1' });
    const config = await configOf({ table: { table: 'one_region' } });

    const [all, one] = [await dryRun(options), await dryRun({ ...options, config })];

    expect(one.scannedBytes).toBeGreaterThan(0);
    expect(one.scannedBytes).toBeLessThan(all.scannedBytes ?? 0);
  });

  test('a dry run names the folders of what is asked for that the table does not read', async () => {
    aws.athena.tables['default.one_region'] = recommendedTable({ 'projection.region.values': 'us-east-1' });
    const config = await configOf({ table: { table: 'one_region' } });

    const { warnings } = await dryRun({ ...options, config, accounts: ['111122223333'] });

    expect(warnings).toEqual([
      expect.objectContaining({
        code: 'not-projected',
        accounts: [
          { folder: 'AWSLogs/111122223333/CloudTrail/', regions: expect.arrayContaining(['ap-northeast-1']) },
        ],
      }),
    ]);
  });

  test('nor does it name folders that are not asked for, where the table has no account column', async () => {
    aws.athena.tables['default.one_account'] = {
      Name: 'one_account',
      PartitionKeys: [{ Name: 'day' }],
      Parameters: {
        'projection.enabled': 'true',
        'projection.day.type': 'date',
        'projection.day.format': 'yyyy/MM/dd',
        'projection.day.range': '2020/01/01,NOW',
        'storage.location.template': 's3://logs/AWSLogs/111122223333/CloudTrail/us-east-1/${day}',
      },
    };
    const config = await configOf({ table: { table: 'one_account', partitions: { day: 'day' } } });
    const bounds = { accounts: ['111122223333'], regions: ['us-east-1'] };

    expect((await dryRun({ ...options, config, ...bounds })).warnings).toEqual([]);
  });

  test('buckets that do not exist are refused', async () => {
    expect(await faultsOf({ logBucket: 's3://no-logs', out: 's3://no-archive/x' })).toEqual([
      'log-bucket: bucket no-logs does not exist',
      'out: bucket no-archive does not exist',
    ]);
  });

  test('a range longer than configured is refused, with all other faults', async () => {
    const out = await emptyDirectory();
    expect(await faultsOf({ out, from: '2020-01-01', workgroup: 'a b' })).toEqual([
      expect.stringContaining('workgroup: "a b"'),
      expect.stringContaining('more than 400 days'),
    ]);
    expect(await readdir(out)).toEqual([]);
  });

  test('no range is refused: a table has no last full day', async () => {
    const { from: _, to: _to, ...bare } = options;
    expect(await runOnLogs({ ...bare, out: 's3://archive' }, quiet).then(() => [], refusal)).toEqual([
      expect.stringContaining('from: missing'),
      expect.stringContaining('to: missing'),
    ]);
  });

  test('what the table does not cover is refused', async () => {
    aws.athena.tables['default.recent'] = recommendedTable({ 'projection.day.range': 'NOW-1DAYS,NOW' });
    const config = await configOf({ table: { table: 'recent' } });

    expect(await faultsOf({ config, out: 's3://archive', accounts: ['999999999999'] })).toEqual([
      expect.stringContaining('projection.account.values: '),
      expect.stringContaining('projection.day.range: "NOW-1DAYS,NOW" covers the days '),
    ]);
  });

  test('starts no query', () => {
    expect(aws.athena.queries.length).toBe(queries);
  });
});

test('without a region and without credentials is refused', async () => {
  for (const name of Object.keys(aws.env)) delete process.env[name];
  const { status, stdout, stderr } = await audit([...table, '--out', 's3://archive']);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^error: region: not configured/),
    expect.stringMatching(/^error: credentials: /),
  ]);
});
