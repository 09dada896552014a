import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { parse } from 'csv-parse/sync';
import { s3Archive } from '../../src/adapters/aws/s3.ts';
import { directoryArchive } from '../../src/adapters/local/directory.ts';
import { reviewedHash } from '../../src/archive/review.ts';
import { reviewRun } from '../../src/cli/review.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { warn } from '../../src/run/warning.ts';
import { type ArchivedRun, archiveRun, dayWindow } from '../archive/archived-run.ts';
import { environmentOf, startS3Endpoint } from '../endpoints/s3.ts';
import { tagsOf } from '../hostile/html.ts';
import { emptyDirectory } from '../logs.ts';
import { audit } from './audit.ts';

const recorded = (...warnings: object[]) =>
  warnings.map((it) => ({ ...it, message: 'x' })) as Manifest['warnings'];

let out: string;
let first: ArchivedRun;
beforeEach(async () => {
  out = await emptyDirectory();
  first = await archiveRun(out, dayWindow('2026-11-01', '2026-11-02'));
});

const evidence = (...args: string[]) =>
  audit(['evidence', '--out', out, '--from', '2026-11-01', '--to', '2026-11-04', ...args]);

async function rows(...args: string[]): Promise<Record<string, string>[]> {
  return parse((await evidence(...args)).stdout, { columns: true, bom: true });
}

test('has a row for each run and each gap, in their order, and one of totals', async () => {
  await archiveRun(out, dayWindow('2026-11-03', '2026-11-04'));
  await archiveRun(out, dayWindow('2026-11-01', '2026-11-02'), { trigger: 'manual' });
  await archiveRun(out, dayWindow('2026-11-04', '2026-11-05'));
  await archiveRun(out, dayWindow('2026-11-05', '2026-11-06'));

  const found = await rows();

  expect(found.map((row) => [row.Kind, row['Window from'], row['Window to']])).toEqual([
    ['scheduled', '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'],
    ['by hand', '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'],
    ['no scheduled run', '2026-11-02T00:00:00Z', '2026-11-03T00:00:00Z'],
    ['scheduled', '2026-11-03T00:00:00Z', '2026-11-04T00:00:00Z'],
    ['scheduled', '2026-11-04T00:00:00Z', '2026-11-05T00:00:00Z'],
    ['total', '', ''],
  ]);
  expect(found.at(-1)).toMatchObject({ 'Rows: console-logins': '9', Warnings: '0', Reviewed: '0 of 3' });
});

test('says of a run what its manifest says, that its files are whole, and who reviewed it', async () => {
  await reviewRun({
    run: first.path,
    by: 'Aiko Sato',
    note: 'all\nknown',
    ticket: ['SEC-12'],
    finding: ['root-used:1=false-alarm', 'root-used:2=followed-up,SEC-13'],
  });

  const [row] = await rows();

  expect(row).toMatchObject({
    Run: first.runId,
    Status: 'complete',
    Warnings: '0',
    Logs: 'whole',
    'Log files': '84',
    'Late rows': '0',
    'Rows: console-logins': '3',
    Files: 'whole',
    'Manifest sha256': reviewedHash(first.manifest),
    Reviewed: 'yes',
    Reviewer: 'Aiko Sato',
    'Reviewed at': expect.stringMatching(/^20\d\d-.*Z$/),
    Tickets: 'SEC-12; SEC-13',
    'False alarms': '1',
    'Followed up': '1',
    Findings: 'root-used:1=false-alarm; root-used:2=followed-up,SEC-13',
    Notes: 'all known',
    Folder: first.path,
  });
});

test('names a run that was changed after its review', async () => {
  await reviewRun({ run: first.path, by: 'Aiko Sato' });
  await writeFile(
    join(first.path, 'manifest.json'),
    JSON.stringify({ ...first.manifest, status: 'partial' }),
  );

  const { status } = await evidence();
  const [row] = await rows();

  expect(status).toBe(1);
  expect(row).toMatchObject({
    Files: 'NOT WHOLE',
    Faults: expect.stringMatching(/^manifest\.json changed: was changed after the review by Aiko Sato/),
    Reviewed: 'no',
    Reviewer: 'Aiko Sato (before the run was changed)',
  });
});

test.each<[string, string, (run: ArchivedRun) => Promise<void>]>([
  ['is not complete', 'not complete', ({ path }) => rm(join(path, 'manifest.json'))],
  ['cannot be read', 'cannot be read', ({ path }) => writeFile(join(path, 'manifest.json'), '{"runId":')],
  [
    'has a manifest of another shape',
    'cannot be read',
    ({ path, manifest }) =>
      writeFile(join(path, 'manifest.json'), JSON.stringify({ ...manifest, verdict: { words: 'x' } })),
  ],
  [
    'has no window',
    'cannot be read',
    ({ path, manifest }) =>
      writeFile(join(path, 'manifest.json'), JSON.stringify({ ...manifest, window: undefined })),
  ],
])('a run that %s is a row too', async (_, name, alter) => {
  await alter(first);

  const [row] = (await rows()).filter(({ Run }) => Run === first.runId);

  expect(row).toMatchObject({ Status: name, 'Window from': '2026-11-01T00:00:00Z', Warnings: '' });
});

test('a run that is not complete leaves its time in a gap', async () => {
  await rm(join(first.path, 'manifest.json'));

  expect((await rows()).map(({ Kind }) => Kind)).toEqual(['scheduled', 'no scheduled run', 'total']);
});

test.each<[string, Partial<Manifest>, string]>([
  [
    'a silent account',
    { warnings: recorded(warn('silent-account', { account: '1', expected: 'last-run' })) },
    'not whole',
  ],
  ['a low scan limit', { warnings: recorded(warn('scan-limit', { bytes: 1, enough: 2 })) }, 'whole'],
  ['networks without names', { warnings: recorded(warn('networks-not-named', { error: 'x' })) }, 'whole'],
  ['events not kept', { warnings: recorded(warn('history-failed', { error: 'x' })) }, 'whole'],
  [
    'the logs in place of events',
    { warnings: recorded(warn('history-not-read', { runId: 'x', reason: 'x' })) },
    'whole',
  ],
  [
    'logs that were not looked for',
    { warnings: recorded(warn('logs-not-surveyed', { error: 'x' })), logs: undefined as never },
    'not known',
  ],
])('logs of a run with %s', async (_, changes, expected) => {
  await archiveRun(out, dayWindow('2026-11-01', '2026-11-02'), changes);

  expect((await rows())[0]?.Logs).toBe(expected);
});

test('shows late rows, failed reports, accounts and controls', async () => {
  const manifest = {
    reports: [
      { id: 'console-logins', title: 'x', status: 'succeeded', rows: 3, lateRows: 2 },
      { id: 'root-actions', title: 'x', status: 'failed' },
    ],
    coverage: { accounts: [{}, {}], regions: ['us-east-1'] },
    controls: [{ status: 'people' }, { status: 'quiet' }],
  } as unknown as Partial<Manifest>;
  await archiveRun(out, dayWindow('2026-11-02', '2026-11-03'), manifest);

  expect((await rows())[1]).toMatchObject({
    'Late rows': '2',
    'Rows: root-actions': 'failed',
    'Controls with people': '1',
    Accounts: '2',
    Regions: '1',
  });
});

test('takes days as the zone of the runs has them', async () => {
  const tokyo = { from: '2026-11-30T15:00:00Z', to: '2026-12-01T15:00:00Z', timezone: 'Asia/Tokyo' };
  await archiveRun(out, tokyo);

  const found = await rows('--from', '2026-12-01', '--to', '2026-12-01');

  expect(found.map(({ Kind }) => Kind)).toEqual(['scheduled', 'total']);
});

test('a name that a spreadsheet would run is made harmless', async () => {
  await reviewRun({ run: first.path, by: '=HYPERLINK(1)' });

  expect((await evidence()).stdout).toContain(`"'=HYPERLINK(1)"`);
});

test('a page has the same, in one file without script or link', async () => {
  await reviewRun({ run: first.path, by: '<b>Aiko</b>', note: 'all known', ticket: ['SEC-12'] });

  const { stdout, status } = await evidence('--format', 'html');

  expect(status).toBe(0);
  expect(stdout).toContain('&lt;b>Aiko&lt;/b>');
  for (const text of [
    first.runId,
    reviewedHash(first.manifest),
    'all known',
    'SEC-12',
    'no scheduled run',
    '1 of 1',
  ])
    expect(stdout).toContain(text);
  expect(tagsOf(stdout).filter(({ name: tag }) => /^(a|script|img|link|iframe|b)$/.test(tag))).toEqual([]);
});

test('is in Japanese too', async () => {
  expect((await rows('--language', 'ja')).map((row) => row.種別)).toEqual([
    '定期実行',
    '定期実行なし',
    '合計',
  ]);
  expect((await evidence('--language', 'ja', '--format', 'html')).stdout).toContain('<html lang="ja">');
});

test('is made of a bucket', async () => {
  const endpoint = await startS3Endpoint(['archive']);
  const client = new S3Client(endpoint.client);
  const bucket = s3Archive({ client, bucket: 'archive' });
  const local = directoryArchive(out);
  const before = process.env;
  process.env = { ...before, ...environmentOf(endpoint) };
  try {
    for (const key of await local.list('runs/'))
      await bucket.write(`audit/${key}`, [(await local.read(key)) ?? Buffer.alloc(0)], 'text/plain');

    const [row] = await rows('--out', 's3://archive/audit');

    expect(row).toMatchObject({ Files: 'whole', Folder: `s3://archive/audit/${first.folder}` });
  } finally {
    process.env = before;
    client.destroy();
    await endpoint.close();
  }
});

test.each<[string, string[], RegExp]>([
  ['a day that does not exist', ['--from', '2026-02-30'], /^error: from: "2026-02-30" is not a day/],
  ['an end before the beginning', ['--to', '2026-10-31'], /^error: to: .* is before the first day/],
  ['an unknown format', ['--format', 'pdf'], /^error: format: "pdf" is unknown: give csv or html/],
  ['an unknown language', ['--language', 'fr'], /^error: language: .*give en or ja/],
  ['a region without a bucket', ['--region', 'us-east-1'], /^error: region: goes with a bucket only/],
  ['an archive that does not exist', ['--out', '/nowhere/x'], /^error: out: \/nowhere\/x is not a directory/],
  [
    'an archive without runs then',
    ['--from', '2025-01-01', '--to', '2025-01-31'],
    /^error: out: .* has no run/,
  ],
])('%s is refused', async (_, args, fault) => {
  expect(await evidence(...args)).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(fault),
  });
});

test('what is missing is named at once', async () => {
  const { stderr } = await audit(['evidence']);

  expect(stderr.match(/^error: \w+/gm)).toEqual(['error: out', 'error: from', 'error: to']);
});
