import { appendFile, cp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type FinishedRun, runOnLogs } from '../../src/cli/run-on-logs.ts';
import { verify } from '../../src/cli/verify.ts';
import type { RequestError } from '../../src/errors.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import type { RunFile } from '../../src/run/result.ts';
import { environmentOf, startS3Endpoint } from '../endpoints/s3.ts';
import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';
import { audit } from './audit.ts';

const quiet = { read: () => {}, flow: () => {} };

let archive: string;
let first: FinishedRun;
beforeAll(async () => {
  const logs = await emptyDirectory();
  await writeLog(logs, logPath(), [signIn()]);
  archive = await emptyDirectory();
  const options = { logs, out: archive, memory: '256MB', reports: ['console-logins'] };
  first = await runOnLogs({ ...options, from: '2026-11-21', to: '2026-11-21' }, quiet);
  await runOnLogs({ ...options, from: '2026-11-20', to: '2026-11-21' }, quiet);
});

/** A copy of the archive, to alter, and the folder of its first run. */
async function copied(): Promise<{ out: string; run: string }> {
  const out = join(await emptyDirectory(), 'archive');
  await cp(archive, out, { recursive: true });
  return { out, run: join(out, first.plan.run.archive) };
}

const verified = (place: string) => verify(place, undefined, () => {});
async function faultsOf(run: string): Promise<string[][]> {
  const [found] = await verified(run);
  return (found?.faults ?? []).map(({ file, fault }) => [file, fault]);
}
const refusalOf = (place: string, region?: string) =>
  verify(place, region, () => {}).catch((error: unknown) => (error as RequestError).faults);

async function changeManifest(run: string, change: (manifest: Manifest) => void): Promise<void> {
  const file = join(run, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  change(manifest);
  await writeFile(file, JSON.stringify(manifest));
}

test('a run as it was archived is whole: every file is read', async () => {
  const { run } = await copied();

  expect(await verified(run)).toEqual([
    { location: run, whole: true, files: 5, bytes: expect.any(Number), faults: [], ignored: [] },
  ]);
});

test.each([
  ['a byte more', (file: string) => appendFile(file, 'x')],
  [
    'a letter changed',
    async (file: string) => writeFile(file, (await readFile(file, 'latin1')).replace('a', 'b'), 'latin1'),
  ],
])('a file with %s is changed', async (_, alter) => {
  for (const file of [
    'console-logins.csv',
    'console-logins.figures.json',
    'message.eml',
    'report.html',
    'report.xlsx',
  ]) {
    const { run } = await copied();
    await alter(join(run, file));
    expect(await faultsOf(run)).toEqual([[file, 'changed']]);
  }
});

test('files that a desktop leaves are named and ignored', async () => {
  const { run } = await copied();
  const left = ['.DS_Store', '._coverage.csv', '.~lock.coverage.csv#', 'Thumbs.db', '~$coverage.csv'];
  for (const name of left) await writeFile(join(run, name), 'x');

  const { status, stdout } = await audit(['verify', run]);

  expect(status).toBe(0);
  expect(stdout.match(/^ {2}ignored: .*(?= was left)/gm)?.sort()).toEqual(
    left.map((name) => `  ignored: ${name}`).sort(),
  );
});

test('all faults are named at once: missing, changed and unlisted files', async () => {
  const { run } = await copied();
  await rm(join(run, 'console-logins.figures.json'));
  await writeFile(join(run, 'console-logins.csv'), '');
  await writeFile(join(run, 'notes.txt'), 'mine');

  expect(await faultsOf(run)).toEqual([
    ['console-logins.csv', 'changed'],
    ['console-logins.figures.json', 'missing'],
    ['notes.txt', 'unlisted'],
  ]);
});

describe('renderings.json', () => {
  test('is absent in older archives, which are whole', async () => {
    const { run } = await copied();
    await rm(join(run, 'renderings.json'));
    await rm(join(run, 'report.html'));
    await rm(join(run, 'report.xlsx'));

    expect(await faultsOf(run)).toEqual([]);
  });

  test.each<[string, (run: string) => Promise<void>, string[][]]>([
    [
      'that is gone',
      (run) => rm(join(run, 'renderings.json')),
      [
        ['report.html', 'unlisted'],
        ['report.xlsx', 'unlisted'],
      ],
    ],
    ['whose file is gone', (run) => rm(join(run, 'report.html')), [['report.html', 'missing']]],
    [
      'that is cut short',
      (run) => writeFile(join(run, 'renderings.json'), '{'),
      [
        ['renderings.json', 'not-complete'],
        ['report.html', 'unlisted'],
        ['report.xlsx', 'unlisted'],
      ],
    ],
    [
      'of another manifest',
      (run) => changeManifest(run, (it) => Object.assign(it, { scannedBytes: 1 })),
      [['renderings.json', 'changed']],
    ],
    [
      'of a rendering that broke off',
      async (run) => {
        const { files, ...record } = JSON.parse(await readFile(join(run, 'renderings.json'), 'utf8'));
        const failed = ['report.html', 'report.xlsx'].map((file) => ({ file, error: 'it did not end' }));
        await writeFile(join(run, 'renderings.json'), JSON.stringify({ ...record, files: [], failed }));
      },
      [],
    ],
  ])('%s', async (_, alter, faults) => {
    const { run } = await copied();
    await alter(run);

    expect(await faultsOf(run)).toEqual(faults);
  });
});

test.each<[string, (run: string) => Promise<void>, string]>([
  ['is not there', (run) => rm(join(run, 'manifest.json')), 'missing'],
  ['is cut short', (run) => writeFile(join(run, 'manifest.json'), '{"runId":'), 'not-complete'],
  [
    'lacks a hash',
    (run) => changeManifest(run, ({ files }) => void delete (files[0] as Partial<RunFile>)?.sha256),
    'not-complete',
  ],
  [
    'names a file elsewhere',
    (run) => changeManifest(run, ({ files }) => Object.assign(files[2] ?? {}, { file: '../message.eml' })),
    'not-complete',
  ],
  [
    'lacks a file of a report',
    (run) => changeManifest(run, (it) => void it.files.splice(1, 1)),
    'not-complete',
  ],
  ['lacks the message', (run) => changeManifest(run, (it) => void it.files.pop()), 'not-complete'],
  [
    'is of a newer version',
    (run) => changeManifest(run, (it) => Object.assign(it, { version: 3 })),
    'unreadable',
  ],
  [
    'belongs to another run',
    (run) => changeManifest(run, (it) => Object.assign(it, { runId: 'other' })),
    'changed',
  ],
])('a manifest that %s is the fault', async (_, alter, fault) => {
  const { run } = await copied();
  await alter(run);
  expect(await faultsOf(run)).toEqual([['manifest.json', fault]]);
});

test('a report that the manifest calls failed has no files', async () => {
  const { run } = await copied();
  await changeManifest(run, (it) => {
    Object.assign(it.reports[0] ?? {}, { status: 'failed' });
    it.files = it.files.filter(({ role }) => role === 'message');
  });

  expect(await faultsOf(run)).toEqual([
    ['renderings.json', 'changed'],
    ['console-logins.csv', 'unlisted'],
    ['console-logins.figures.json', 'unlisted'],
  ]);
});

test.each([
  ['console-logins.csv', 'unreadable'],
  ['manifest.json', 'unreadable'],
])('a link in the place of %s is a fault, whatever it leads to', async (file, fault) => {
  const { run } = await copied();
  const elsewhere = join(await emptyDirectory(), file);
  await rename(join(run, file), elsewhere);
  await symlink(elsewhere, join(run, file));

  expect(await faultsOf(run)).toEqual([[file, fault]]);
});

test('a link among the files is not listed', async () => {
  const { run } = await copied();
  await symlink('/dev/zero', join(run, 'coverage.csv'));

  expect(await faultsOf(run)).toEqual([['coverage.csv', 'unlisted']]);
});

test('a link in the place of a run is not a whole run', async () => {
  const { out, run } = await copied();
  const elsewhere = join(await emptyDirectory(), 'run');
  await rename(run, elsewhere);
  await symlink(elsewhere, run);

  expect((await verified(out)).find(({ location }) => location === run)).toMatchObject({
    whole: false,
    faults: [{ file: 'manifest.json', fault: 'missing' }],
  });
});

test('of an archive every run is verified', async () => {
  const { out, run } = await copied();
  await rm(join(run, 'manifest.json'));

  expect((await verified(out)).map(({ whole }) => whole).sort()).toEqual([false, true]);
});

test('a run that was moved is verified where it is now, by its name', async () => {
  const { run } = await copied();
  const moved = join(await emptyDirectory(), first.plan.run.runId);
  await rename(run, moved);

  expect(await verified(moved)).toMatchObject([{ location: moved, whole: true }]);
});

describe('in a bucket', () => {
  const before = process.env;
  let endpoint: Awaited<ReturnType<typeof startS3Endpoint>>;
  let client: S3Client;
  beforeAll(async () => {
    endpoint = await startS3Endpoint(['archive', 'empty']);
    client = new S3Client(endpoint.client);
    process.env = { ...before, ...environmentOf(endpoint) };
    for (const file of ['manifest.json', 'message.eml', 'console-logins.csv', 'console-logins.figures.json'])
      await put(file, await readFile(join(archive, first.plan.run.archive, file)));
  });
  afterAll(async () => {
    process.env = before;
    client.destroy();
    await endpoint.close();
  });
  const put = (file: string, Body: Buffer | string) =>
    client.send(new PutObjectCommand({ Bucket: 'archive', Key: `${first.plan.run.archive}/${file}`, Body }));

  test('a run is verified by its location, or by that of the archive', async () => {
    const location = `s3://archive/${first.plan.run.archive}`;
    for (const place of [location, `${location}/`, 's3://archive'])
      expect(await verified(place)).toMatchObject([{ location, whole: true, files: 3 }]);
  });

  test('a changed object is found', async () => {
    await put('message.eml', 'changed');

    expect(await faultsOf(`s3://archive/${first.plan.run.archive}`)).toEqual([['message.eml', 'changed']]);
  });

  test.each([
    ['s3://archive//runs', 'is not a place in S3'],
    ['s3://no-such-bucket/runs', 'bucket no-such-bucket does not exist'],
    ['s3://empty', 'contains no run'],
  ])('%s is refused', async (place, reason) => {
    expect(await refusalOf(place)).toEqual([expect.stringContaining(reason)]);
  });
});

test('a malformed region is refused before AWS is asked', async () => {
  expect(await refusalOf('s3://archive/runs', 'Tokyo')).toEqual([
    'region: "Tokyo" is not a region such as us-east-1',
  ]);
});

test('a place that does not exist, a file and a folder without runs are refused', async () => {
  const folder = await emptyDirectory();
  await writeFile(join(folder, 'file'), '');

  expect(await refusalOf(join(folder, 'nowhere'))).toEqual([expect.stringContaining('is not a directory')]);
  expect(await refusalOf(join(folder, 'file'), 'us-east-1')).toEqual([
    expect.stringContaining('is not a directory'),
    expect.stringContaining('region: '),
  ]);
  expect(await refusalOf(folder)).toEqual([expect.stringContaining('contains no run')]);
});

test('the command says what it found, and ends with 0, 1 or 2', async () => {
  const { out, run } = await copied();
  expect(await audit(['verify', run])).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^whole: /),
  });
  await rm(join(run, 'message.eml'));

  const told = await audit(['verify', out]);
  const json = await audit(['verify', run, '--json']);
  const refused = await audit(['verify', join(out, 'nowhere')]);

  expect(told.status).toBe(1);
  expect(told.stdout).toMatch(
    /NOT WHOLE: .*\n {2}missing: message\.eml is listed in the manifest but missing\n/,
  );
  expect(told.stdout).toMatch(/^2 runs, 1 of them not whole$/m);
  expect([json.status, json.stderr]).toEqual([1, '']);
  expect(JSON.parse(json.stdout)).toMatchObject({
    whole: false,
    runs: [{ faults: [{ file: 'message.eml' }] }],
  });
  expect([refused.status, refused.stdout]).toEqual([2, '']);
});
