import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { checksumOf } from '../../src/archive/checksum.ts';
import { configSchema } from '../../src/config/config.ts';
import { ResultError } from '../../src/errors.ts';
import { LARGEST_RESULT_BYTES } from '../../src/plan/plan.ts';
import { MANIFEST_VERSION } from '../../src/run/manifest.ts';
import { archiveReport } from '../../src/steps/archive-report.ts';
import { memoryArchive, report, run, scriptedEngine } from './fakes.ts';

const query = { state: 'succeeded', resultLocation: 'r', scannedBytes: 5, milliseconds: 7 } as const;

async function archived(
  result?: string,
  id = 'console-logins',
  { gzip, size, gzipLevel }: { gzip?: 'auto' | 'never'; size?: number; gzipLevel?: number } = {},
) {
  const { archive, files } = memoryArchive();
  const { engine } = scriptedEngine({}, result, size);
  const config = configSchema.parse({ archive: { ...(gzip && { gzip }) } });
  const outcome = await archiveReport(
    { run, report: { ...report, id }, query },
    { engine, archive: { ...archive, ...(gzipLevel && { gzipLevel }) }, config },
  ).catch((error) => error);
  return { outcome, files };
}

test('archives the result as a CSV beside its figures', async () => {
  const { files } = await archived();
  expect([...files.keys()]).toEqual(['console-logins.csv', 'console-logins.figures.json']);
});

test('returns the rows, and the bytes and hashes of the files as archived', async () => {
  const { outcome, files } = await archived();
  const csv = files.get('console-logins.csv') ?? Buffer.alloc(0);
  expect(outcome).toEqual({
    id: 'console-logins',
    status: 'succeeded',
    rows: 1,
    files: [
      {
        file: 'console-logins.csv',
        role: 'rows',
        report: 'console-logins',
        contentType: 'text/csv; charset=utf-8',
        bytes: csv.length,
        sha256: createHash('sha256').update(csv).digest('hex'),
      },
      {
        file: 'console-logins.figures.json',
        role: 'figures',
        report: 'console-logins',
        contentType: 'application/json',
        ...checksumOf(files.get('console-logins.figures.json') ?? Buffer.alloc(0)),
      },
    ],
    scannedBytes: 5,
    milliseconds: 7,
  });
});

test('keeps beside the figures which damaged log files the query left out, by their keys', async () => {
  const { archive, files } = memoryArchive();
  const leftOut = [{ file: 's3://logs/trails/AWSLogs/a.json.gz', reason: 'empty' }];
  await archiveReport(
    { run, report, query: { ...query, leftOut } },
    { ...scriptedEngine(), archive, config: configSchema.parse({}) },
  );
  expect(JSON.parse(files.get('console-logins.figures.json')?.toString() ?? '')).toMatchObject({
    leftOut: [{ file: 'trails/AWSLogs/a.json.gz', reason: 'empty' }],
  });
});

/** A little more than 10 MB as a CSV. */
const large = `"username"\n${`"${'alice '.repeat(20_000)}"\n`.repeat(85)}`;

describe('a CSV of more than 10 MB', () => {
  test('is gzipped, in its name too, and listed as it is stored', async () => {
    const { outcome, files } = await archived(large);

    expect([...files.keys()]).toEqual(['console-logins.csv.gz', 'console-logins.figures.json']);
    const stored = files.get('console-logins.csv.gz') ?? Buffer.alloc(0);
    expect(outcome.files[0]).toEqual({
      file: 'console-logins.csv.gz',
      role: 'rows',
      report: 'console-logins',
      contentType: 'application/gzip',
      ...checksumOf(stored),
    });
  });

  test('holds every row', async () => {
    const { outcome, files } = await archived(large);
    const csv = gunzipSync(files.get('console-logins.csv.gz') ?? '').toString();
    expect([outcome.rows, csv]).toEqual([85, `\uFEFF${large.replaceAll('\n', '\r\n')}`]);
  });

  test('has neither a time nor a name in its gzip header', async () => {
    const { files } = await archived(large);
    expect([...(files.get('console-logins.csv.gz') ?? [])].slice(0, 8)).toEqual([
      0x1f, 0x8b, 8, 0, 0, 0, 0, 0,
    ]);
  });

  test('has the same bytes however the result comes in pieces', async () => {
    const pieces = await Promise.all(
      [1_000_003, 64 * 1024].map((size) => archived(large, undefined, { size })),
    );
    const [one, other] = pieces.map(({ files }) => files.get('console-logins.csv.gz') ?? Buffer.alloc(0));
    expect(one && other && one.equals(other)).toBe(true);
  });

  test('is compressed as much as its place asks for', async () => {
    const sizes = [9, 1].map(async (gzipLevel) => {
      const { files } = await archived(large, undefined, { gzipLevel });
      return files.get('console-logins.csv.gz')?.length ?? 0;
    });
    const [most = 0, least = 0] = await Promise.all(sizes);
    expect(least).toBeGreaterThan(most);
  });

  test('stays plain where the configuration says so', async () => {
    const { files } = await archived(large, undefined, { gzip: 'never' });
    expect([...files.keys()]).toEqual(['console-logins.csv', 'console-logins.figures.json']);
  });

  test('is not archived where it is cut short', async () => {
    const { outcome, files } = await archived(large.slice(0, -3));
    expect([outcome instanceof ResultError, files.size]).toEqual([true, 0]);
  });
});

test('the result of a report with a long name is as small as the flow plans for', async () => {
  const { outcome } = await archived(undefined, 'a'.repeat(200));
  expect(Buffer.byteLength(JSON.stringify(outcome))).toBeLessThan(LARGEST_RESULT_BYTES);
});

test('archives a header row without rows', async () => {
  expect((await archived('"username"\n')).files.get('console-logins.csv')?.toString()).toBe(
    '\uFEFF"username"\r\n',
  );
});

test('holds what was covered beside the figures of the report coverage', async () => {
  const header =
    '"username","recipientaccountid","awsregion","events","firsteventtime","lasteventtime","accounthourswithevents","accountsilentfrom","accountsilentto"';
  const row = '"x","111122223333","us-east-1","7","2026-11-21T01:00:00Z","2026-11-21T01:10:00Z","1",,';
  const { files } = await archived(`${header}\n${row}\n`, 'coverage');
  expect(JSON.parse(files.get('coverage.figures.json')?.toString() ?? '')).toMatchObject({
    rows: 1,
    coverage: [{ account: '111122223333', events: 7 }],
  });
});

test.each([
  ['is cut short', '"username"\n"ali'],
  ['lacks a counted column', '"arn"\n"a"\n'],
])('archives nothing of a result that %s', async (_, result) => {
  const { outcome, files } = await archived(result);
  expect([outcome instanceof ResultError, files.size]).toEqual([true, 0]);
});

const csv = { file: 'console-logins.csv', role: 'rows', report: report.id, bytes: 3, sha256: 'a' };
const message = { file: 'message.eml', role: 'message', bytes: 4, sha256: 'b' };

test.each([
  [
    'succeeded',
    {
      rows: 9,
      mutedRows: 1,
      sql: 'SELECT 1',
      scannedBytes: 1,
      milliseconds: 2,
    },
    { rows: 9, files: [csv], scannedBytes: 1, milliseconds: 2 },
  ],
  [
    'failed',
    { error: { name: 'QueryFailedError', message: 'no' } },
    { error: { Error: 'QueryFailedError', Cause: 'no' } },
  ],
])(
  'of a run that has its manifest replaces nothing: the report %s there',
  async (status, recorded, result) => {
    const { archive, files } = memoryArchive();
    const entry = { id: report.id, title: report.title, status, ...recorded };
    files.set(
      'manifest.json',
      Buffer.from(JSON.stringify({ version: MANIFEST_VERSION, files: [csv, message], reports: [entry] })),
    );

    const outcome = await archiveReport(
      { run, report, query },
      { ...scriptedEngine(), archive, config: configSchema.parse({}) },
    );

    expect(outcome).toEqual({ id: report.id, status, ...result });
    expect([...files.keys()]).toEqual(['manifest.json']);
  },
);

test('archives what was seen as gzipped JSON in the place of a CSV', async () => {
  const columns = ['what', 'value1', 'value2', 'firsteventtime', 'lasteventtime', 'events', 'onlyprincipal'];
  const row = ['user-agent', 'boto3', '', '2026-11-21T01:00:00Z', '2026-11-21T02:00:00Z', '3', '1/user/a'];
  const lines = [
    ['username', ...columns],
    ['', ...row],
  ].map((cells) => cells.map((cell) => `"${cell}"`));
  const { outcome, files } = await archived(lines.map((line) => `${line}\n`).join(''), 'seen');

  expect(outcome.files).toMatchObject([
    { file: 'seen.json.gz', role: 'seen', report: 'seen', contentType: 'application/gzip' },
    { file: 'seen.figures.json', role: 'figures' },
  ]);
  const stored = files.get('seen.json.gz') ?? Buffer.alloc(0);
  expect(outcome.files[0]).toMatchObject(checksumOf(stored));
  expect(JSON.parse(gunzipSync(stored).toString()).values).toHaveLength(1);
});
