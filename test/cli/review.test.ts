import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { s3Archive } from '../../src/adapters/aws/s3.ts';
import { reviewedHash } from '../../src/archive/review.ts';
import type { ReviewOptions } from '../../src/cli/review.ts';
import { reviewRun } from '../../src/cli/review.ts';
import type { RequestError } from '../../src/errors.ts';
import { type ArchivedRun, archiveRun, dayWindow } from '../archive/archived-run.ts';
import { environmentOf, startS3Endpoint } from '../endpoints/s3.ts';
import { emptyDirectory } from '../logs.ts';
import { audit } from './audit.ts';

const DAY = dayWindow('2026-11-21', '2026-11-22');
const now = () => '2026-11-22T08:00:00.000Z';
const by = 'Aiko Sato';

let out: string;
let run: ArchivedRun;
beforeEach(async () => {
  out = await emptyDirectory();
  run = await archiveRun(out, DAY);
});

const faultsOf = (options: ReviewOptions) =>
  reviewRun({ by, ...options }, now).then(
    () => [],
    (error: RequestError) => error.faults,
  );
const reviewsIn = async ({ path }: ArchivedRun) =>
  (await readdir(path)).filter((name) => name.startsWith('review')).sort();

test('a review is written beside the manifest, with its hash', async () => {
  const asked = { run: run.path, by: ' Aiko Sato ', note: 'all known', ticket: ['SEC-12', 'SEC-13'] };

  const { location } = await reviewRun(asked, now);

  expect(location).toBe(join(run.path, 'review-1.json'));
  expect(JSON.parse(await readFile(location, 'utf8'))).toEqual({
    version: 1,
    runId: run.runId,
    reviewer: 'Aiko Sato',
    at: now(),
    manifestSha256: reviewedHash(run.manifest),
    note: 'all known',
    tickets: ['SEC-12', 'SEC-13'],
  });
});

test('a second review does not replace the first one', async () => {
  await reviewRun({ run: run.path, by }, now);
  const first = await readFile(join(run.path, 'review-1.json'), 'utf8');

  await reviewRun({ run: run.path, by: 'Ken Mori' }, now);

  expect(await reviewsIn(run)).toEqual(['review-1.json', 'review-2.json']);
  expect(await readFile(join(run.path, 'review-1.json'), 'utf8')).toBe(first);
});

test.each<[string, () => ReviewOptions]>([
  ['its id', () => ({ run: run.runId, out })],
  ['the day on which its window begins', () => ({ run: '2026-11-21', out })],
  ['--last', () => ({ last: true, out })],
])('a run of an archive is named by %s', async (_, name) => {
  await archiveRun(out, dayWindow('2026-11-19', '2026-11-20'));

  expect((await reviewRun({ ...name(), by }, now)).review.runId).toBe(run.runId);
});

test('a run is found by its id where its local day is not that of UTC', async () => {
  const tokyo = { from: '2026-11-22T15:00:00Z', to: '2026-11-23T15:00:00Z', timezone: 'Asia/Tokyo' };
  const { runId, folder } = await archiveRun(out, tokyo);

  expect(folder).toMatch(/^runs\/2026\/11\/23\//);
  expect((await reviewRun({ run: runId, out, by }, now)).review.runId).toBe(runId);
});

test('of a day with several runs the ids are named', async () => {
  const byHand = await archiveRun(out, DAY, { trigger: 'manual' });

  expect(await faultsOf({ run: '2026-11-21', out })).toEqual([
    expect.stringMatching(new RegExp(`begin 2 runs; give the id of one: .*${byHand.runId}`)),
  ]);
});

test('a run of a bucket is reviewed', async () => {
  const endpoint = await startS3Endpoint(['archive']);
  const client = new S3Client(endpoint.client);
  const archive = s3Archive({ client, bucket: 'archive' });
  const before = process.env;
  process.env = { ...before, ...environmentOf(endpoint) };
  try {
    const key = `audit/${run.folder}/manifest.json`;
    await archive.write(key, [await readFile(join(run.path, 'manifest.json'))], 'application/json');

    const first = await reviewRun({ run: `s3://archive/audit/${run.folder}/`, by }, now);
    const second = await reviewRun({ run: '2026-11-21', out: 's3://archive/audit', by }, now);

    expect([first.location, second.location]).toEqual([
      `s3://archive/audit/${run.folder}/review-1.json`,
      `s3://archive/audit/${run.folder}/review-2.json`,
    ]);
    expect(await faultsOf({ run: 's3://none/runs/x' })).toEqual(['run: bucket none does not exist']);
  } finally {
    process.env = before;
    client.destroy();
    await endpoint.close();
  }
});

describe('refused, with nothing written:', () => {
  afterEach(async () => expect(await reviewsIn(run)).toEqual([]));

  test.each<[string, () => ReviewOptions, RegExp]>([
    ['a run that does not exist', () => ({ run: join(out, 'nowhere') }), /has no manifest\.json/],
    ['a day without a run', () => ({ run: '2026-11-20', out }), /has no run 2026-11-20/],
    [
      'an archive that does not exist',
      () => ({ last: true, out: join(out, 'x') }),
      /^out: .* is not a directory/,
    ],
    ['an archive without a run', () => ({ last: true, out: run.path }), /has no complete run/],
    ['a day that does not exist', () => ({ run: '2026-02-30', out }), /neither a run id nor a day/],
    ['a day without an archive', () => ({ run: '2026-11-21' }), /^out: missing/],
    ['a run and --last', () => ({ run: run.path, last: true, out }), /does not go with --last/],
    ['no run', () => ({}), /^run: missing/],
    ['a place in S3 that is none', () => ({ run: 's3://x' }), /is not a place in S3/],
    [
      'a bucket',
      () => ({ run: 's3://archive/' }),
      /^run: "s3:\/\/archive\/" is a bucket; give the folder of a run/,
    ],
    [
      'a region without a bucket',
      () => ({ run: run.path, region: 'us-east-1' }),
      /^region: goes with a bucket/,
    ],
    ['an empty name', () => ({ run: run.path, by: '  ' }), /^by: empty/],
    ['a long name', () => ({ run: run.path, by: 'x'.repeat(101) }), /has 101 characters, at most 100/],
    [
      'a name with a control character',
      () => ({ run: run.path, by: 'Aiko\u0007' }),
      /^by: .* has characters/,
    ],
    ['a name that is read backwards', () => ({ run: run.path, by: '\u202Eotas' }), /^by: .* has characters/],
    ['a long note', () => ({ run: run.path, note: 'x'.repeat(2001) }), /^note: .*has 2001 characters/],
    ['a note with an escape', () => ({ run: run.path, note: '\u001b[31m' }), /^note: .*control characters/],
    ['an empty ticket', () => ({ run: run.path, ticket: [''] }), /^ticket: empty/],
    [
      'a finding of no known form',
      () => ({ run: run.path, finding: ['root-used=ok'] }),
      /is not of the form/,
    ],
    [
      'a finding given twice',
      () => ({ run: run.path, finding: ['a:1=false-alarm', 'a:1=followed-up'] }),
      /^finding: a:1 is given more than once/,
    ],
  ])('%s', async (_, options, fault) => {
    expect(await faultsOf(options())).toEqual([expect.stringMatching(fault)]);
  });

  test('a run that is not complete', async () => {
    await rm(join(run.path, 'manifest.json'));

    for (const name of [{ run: run.path }, { run: '2026-11-21', out }, { run: run.runId, out }])
      expect(await faultsOf(name)).toEqual([expect.stringContaining('has no manifest.json')]);
  });

  test.each([
    ['is cut short', '{"runId":', /manifest\.json cannot be read/],
    ['belongs to another run', '{"version":2,"runId":"other"}', /belongs to another run/],
  ])('a run whose manifest %s', async (_, content, fault) => {
    await writeFile(join(run.path, 'manifest.json'), content);

    expect(await faultsOf({ run: run.path })).toEqual([expect.stringMatching(fault)]);
  });

  test('several faults, in one answer', async () => {
    const { status, stderr } = await audit([
      'review',
      run.path,
      '--ticket',
      'x',
      '--note',
      '',
      '--finding',
      'x',
    ]);

    expect(status).toBe(2);
    expect(stderr.match(/^error: \w+/gm)).toEqual(['error: by', 'error: note', 'error: finding']);
  });
});

describe('findings', () => {
  const CSV =
    '\uFEFF"control","eventid"\r\n"root-used","1f0c-1"\r\n"root-used","1f0c-2"\r\n"no-mfa","2a"\r\n"no-id",\r\n';
  const withControls = (content = CSV) =>
    archiveRun(out, DAY, {}, [{ name: 'controls.csv', content, file: { role: 'rows', report: 'controls' } }]);

  test('have a ticket and a note', async () => {
    const finding = [
      'root-used:1f0c=followed-up,SEC-13,key deleted, user told',
      'no-mfa:2a=false-alarm,,known',
    ];

    expect((await reviewRun({ run: run.path, by, finding }, now)).review.findings).toEqual([
      {
        control: 'root-used',
        eventId: '1f0c',
        result: 'followed-up',
        ticket: 'SEC-13',
        note: 'key deleted, user told',
      },
      { control: 'no-mfa', eventId: '2a', result: 'false-alarm', note: 'known' },
    ]);
  });

  test('are looked up in the report of controls by the beginning of the id', async () => {
    await withControls();
    const finding = ['root-used:1f0c-2=false-alarm'];

    expect((await reviewRun({ run: run.path, by, finding }, now)).review.findings).toMatchObject([
      { eventId: '1f0c-2' },
    ]);
  });

  test('may be of all events of a control, but for those that others name', async () => {
    await withControls();
    const finding = ['root-used:all=false-alarm,,ours', 'root-used:1f0c-2=followed-up'];

    expect((await reviewRun({ run: run.path, by, finding }, now)).review.findings).toEqual([
      { control: 'root-used', eventId: '1f0c-2', result: 'followed-up' },
      { control: 'root-used', eventId: '1f0c-1', result: 'false-alarm', note: 'ours' },
    ]);
  });

  test('of all events are refused where the run has no report of controls', async () => {
    expect(await faultsOf({ run: run.path, finding: ['root-used:all=false-alarm'] })).toEqual([
      expect.stringContaining('needs the report controls'),
    ]);
  });

  test('that would make a review too large to be read are refused', async () => {
    const finding = Array.from({ length: 500 }, (_, at) => `a:${at}=false-alarm,,${'あ'.repeat(2000)}`);

    expect(await faultsOf({ run: run.path, finding })).toEqual([
      expect.stringMatching(/^review: has \d+ bytes, at most 1000000 are allowed/),
    ]);
    expect(await reviewsIn(run)).toEqual([]);
  });

  test.each([
    ['root-used:2=false-alarm', 'is no event of this control'],
    ['no-mfa:1f0c-1=false-alarm', 'is no event of this control'],
    ['other:1f0c-1=false-alarm', 'without events in the run (it has root-used, no-mfa)'],
    ['root-used:1f=false-alarm', 'begins 2 events'],
    ['other:all=false-alarm', 'without events in the run'],
    ['no-id:all=false-alarm', 'without events in the run'],
  ])('%s is refused', async (finding, fault) => {
    await withControls();

    expect(await faultsOf({ run: run.path, finding: [finding] })).toEqual([expect.stringContaining(fault)]);
  });

  test('are refused where the report of controls was changed', async () => {
    await withControls();
    await writeFile(join(run.path, 'controls.csv'), CSV.replace('1f0c', '2222'));

    expect(await faultsOf({ run: run.path, finding: ['root-used:2222=false-alarm'] })).toEqual([
      expect.stringContaining('is not the file that the manifest lists'),
    ]);
  });
});

test('the command says what it wrote; with --json as JSON', async () => {
  const told = await audit(['review', '--last', '--out', out, '--by', by]);
  const json = await audit(['review', run.path, '--by', by, '--ticket', 'a', '--ticket', 'b', '--json']);

  expect([told.status, told.stdout]).toEqual([
    0,
    `reviewed by ${by}: ${run.runId}\nwritten: ${join(run.path, 'review-1.json')}\nmanifest: ${reviewedHash(run.manifest)}\n`,
  ]);
  expect(JSON.parse(json.stdout)).toMatchObject({ review: { reviewer: by, tickets: ['a', 'b'] } });
});
