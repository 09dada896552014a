import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { directoryArchive } from '../../src/adapters/local/directory.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { emptyDirectory } from '../logs.ts';
import { audit } from './audit.ts';
import { dailyLogs } from './scheduled-logs.ts';

describe('with history on, a scheduled run', () => {
  let [logs, config, on, off] = ['', '', '', ''];
  const SCHEDULED = '2026-11-03T07:00:00Z';
  const made = async (out: string, ...more: string[]): Promise<Manifest> => {
    const { stdout, stderr } = await audit([
      'run',
      '--logs',
      logs,
      '--out',
      out,
      '--memory',
      '256MB',
      '--json',
      ...more,
    ]);
    expect(stderr).not.toContain('rror');
    return JSON.parse(stdout);
  };
  const query = async (sql: string) => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
    connection.closeSync();
    instance.closeSync();
    return rows;
  };
  let [kept, without] = [{} as Manifest, {} as Manifest];
  beforeAll(async () => {
    logs = await dailyLogs(3, (day) => [
      {
        eventName: 'RunInstances',
        eventSource: 'ec2.amazonaws.com',
        eventTime: `${day}T10:00:00Z`,
        requestParameters: { instanceType: 'm7g.large' },
        tlsDetails: { tlsVersion: 'TLSv1.3' },
        resources: [{ ARN: 'arn:aws:s3:::b', type: 'AWS::S3::Bucket' }],
        userIdentity: { type: 'Root', accountId: '111122223333', arn: 'arn:aws:iam::111122223333:root' },
      },
    ]);
    [on, off] = [await emptyDirectory(), await emptyDirectory()];
    config = join(await emptyDirectory(), 'config.json');
    await writeFile(config, JSON.stringify({ history: 'on' }));
    without = await made(off, '--scheduled', SCHEDULED);
    kept = await made(on, '--scheduled', SCHEDULED, '--config', config);
  });

  test('keeps its events as Parquet, with all columns, in folders by kind', async () => {
    const { place, rows, kinds, columns, files } = kept.history ?? missing();
    expect(place).toBe(`events/run=${kept.runId}-1`);
    expect([rows, kinds]).toEqual([2, ['root', 'sign-in']]);
    const from = `read_parquet('${join(on, place)}/*/*', hive_partitioning = true)`;
    const found = await query(
      `SELECT kind, eventname, requestparameters, tlsdetails.tlsversion AS tls, resources[1].arn AS arn FROM ${from} ORDER BY kind`,
    );
    expect(found).toMatchObject([
      {
        kind: 'root',
        eventname: 'RunInstances',
        requestparameters: '{"instanceType":"m7g.large"}',
        tls: 'TLSv1.3',
        arn: 'arn:aws:s3:::b',
      },
      { kind: 'sign-in', eventname: 'ConsoleLogin' },
    ]);
    const described = await query(`DESCRIBE SELECT * FROM ${from}`);
    expect(described.map(({ column_name }) => column_name)).toEqual([...columns, 'kind', 'run']);
    const codecs = await query(`SELECT DISTINCT compression FROM parquet_metadata('${join(on, place)}/*/*')`);
    expect(codecs).toEqual([{ compression: 'ZSTD' }]);
    for (const { file, bytes } of files) expect((await stat(join(on, place, file))).size).toBe(bytes);
    expect(files).toHaveLength(2);
  });

  test('has the very rows, verdict and warnings of a run without', async () => {
    expect(without.history).toBeUndefined();
    expect(kept.status).toBe('succeeded');
    const rowsOf = ({ files }: Manifest) =>
      files
        .filter(({ role }) => ['rows', 'figures', 'seen'].includes(role))
        .map(({ file, sha256 }) => [file, sha256]);
    expect(rowsOf(kept)).toEqual(rowsOf(without));
    expect({ ...kept, history: 0, files: 0, mail: 0, events: 0, reports: 0 }).toEqual({
      ...without,
      history: 0,
      files: 0,
      mail: 0,
      events: 0,
      reports: 0,
    });
  });

  test('made again replaces what it kept', async () => {
    await rm(join(on, (kept.files[0] && archiveOf(kept)) ?? '', 'manifest.json'));

    const again = await made(on, '--scheduled', SCHEDULED, '--config', config);

    expect(again.history?.files).toHaveLength(2);
    const files = await directoryArchive(on).list('events/');
    expect(files).toEqual(again.history?.files.map(({ file }) => `${again.history?.place}/${file}`));
  });

  test('that cannot keep them makes its reports and says so', async () => {
    const out = await emptyDirectory();
    await writeFile(join(out, 'events'), '');
    const { status, stdout } = await audit([
      'run',
      '--logs',
      logs,
      '--out',
      out,
      '--json',
      '--scheduled',
      SCHEDULED,
      '--config',
      config,
    ]);

    const manifest: Manifest = JSON.parse(stdout);
    expect([status, manifest.status, manifest.history]).toEqual([1, 'partial', undefined]);
    expect(manifest.warnings).toMatchObject([{ code: 'history-failed' }]);
    expect(manifest.reports.every((report) => report.status === 'succeeded')).toBe(true);
    const mail = await readFile(join(out, archiveOf(manifest), 'message.eml'), 'utf8');
    expect(mail).toContain('not in the history');
  });

  test('by hand keeps none', async () => {
    const out = await emptyDirectory();

    const manifest = await made(out, '--config', config, '--from', '2026-11-02', '--reports', 'seen');

    expect(manifest.history).toBeUndefined();
    expect(await directoryArchive(out).list('events/')).toEqual([]);
  });

  const archiveOf = ({ runId, window }: Manifest) =>
    join('runs', window.from.slice(0, 10).replaceAll('-', '/'), runId);
});

test('history is kept by one machine only', async () => {
  const directory = await emptyDirectory();
  const config = join(directory, 'config.json');
  await writeFile(config, JSON.stringify({ history: 'on' }));

  const { status, stderr } = await audit([
    'run',
    '--engine',
    'athena',
    '--log-bucket',
    's3://logs',
    '--out',
    directory,
    '--config',
    config,
    '--scheduled',
    '2026-11-03T07:00:00Z',
  ]);

  expect(status).toBe(2);
  expect(stderr).toContain('config: history: "on" is for logs on this machine');
});

function missing(): never {
  throw new Error('missing');
}
