import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { examine } from '../../src/cli/examine.ts';
import { writeSample } from '../../src/cli/write-sample.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { ACCOUNT, emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';

const OTHER = '444455556666';
const named = (day: string, hour = '07') => `${day.replaceAll('/', '')}T${hour}00Z_AbCdEfGhIjKlMnOp.json.gz`;
const logOf = (at: { account?: string; region?: string; day?: string; organization?: string } = {}) =>
  logPath({ ...at, name: named(at.day ?? '2026/11/21') });
const digestOf = (account = ACCOUNT) =>
  logPath({ account, folder: 'CloudTrail-Digest', name: 'digest.json.gz' });

const look = async (logs: string, options = {}) =>
  (await examine({ logs, ...options }, { read: () => {} })).findings;
const of = (findings: readonly Finding[], check: string) =>
  findings.filter((finding) => finding.check === check);

/** A tree in which nothing is wrong but its age: two days of one account and region, and digest files. */
async function soundTree(): Promise<string> {
  const logs = await emptyDirectory();
  await writeLog(logs, logOf({ day: '2026/11/20' }), [signIn({ eventTime: '2026-11-20T06:00:00Z' })]);
  await writeLog(logs, logOf(), [signIn()]);
  await writeLog(logs, digestOf(), '{}');
  return logs;
}

test('finds nothing wrong with a sound tree but the age of its logs', async () => {
  const findings = await look(await soundTree());

  expect(findings.filter(({ status }) => status !== 'ok').map(({ check }) => check)).toEqual([
    'newest log file',
  ]);
  expect(findings.map(({ check, seen }) => [check, seen])).toEqual([
    ['layout', 'AWSLogs in the account layout'],
    ['accounts', ACCOUNT],
    ['regions', 'us-east-1'],
    ['days', '2 days, 2026/11/20 to 2026/11/21, all with log files'],
    ['newest log file', expect.stringMatching(/^delivered at 2026-11-21T07:00:00Z, \d+ (hours|days) ago$/)],
    ['log files', '2 log files read, 2 records, none damaged'],
    ['digest files', '1 file in CloudTrail-Digest, which are not log files and are not read'],
  ]);
});

test('finds no fault with the sample logs', async () => {
  const out = await emptyDirectory();
  await writeSample({ out, days: 2, events: 600, seed: 3 });
  const findings = await look(out);

  expect(findings.filter(({ status }) => status === 'fault')).toEqual([]);
  expect(of(findings, 'not covered')[0]?.seen).toBe('beside the log files, in no report: CloudTrail-Insight');
});

describe('where AWSLogs is not in the directory, it says which one to give', () => {
  const placed = async (directory: string) => (await look(directory))[0];

  test.each([
    ['one level too deep', 'AWSLogs'],
    ['many levels too deep', `AWSLogs/${ACCOUNT}/CloudTrail/us-east-1`],
  ])('%s', async (_, below) => {
    const logs = await soundTree();
    const finding = await placed(join(logs, below));
    expect([finding?.status, finding?.todo]).toEqual(['fault', `give --logs ${logs}`]);
  });

  test('too high, or a prefix before AWSLogs', async () => {
    const [logs, above] = [await soundTree(), await emptyDirectory()];
    await mkdir(join(above, 'bucket'));
    await rename(join(logs, 'AWSLogs'), join(above, 'bucket/AWSLogs'));
    expect(await placed(above)).toMatchObject({ status: 'fault', todo: `give --logs ${above}/bucket` });
  });

  test('its contents without it', async () => {
    const [logs, other] = [await soundTree(), await emptyDirectory()];
    await rename(join(logs, 'AWSLogs', ACCOUNT), join(other, ACCOUNT));
    expect(await placed(other)).toMatchObject({
      status: 'fault',
      seen: expect.stringContaining('belong in it'),
    });
  });

  test('log files without their folders', async () => {
    const logs = await emptyDirectory();
    const file = `${ACCOUNT}_CloudTrail_us-east-1_${named('2026/11/21')}`;
    await writeFile(join(logs, file), gzipSync('{"Records":[]}'));
    expect(await placed(logs)).toMatchObject({ status: 'fault', seen: expect.stringContaining(file) });
  });

  test('nothing like it', async () => {
    const logs = await emptyDirectory();
    expect(await placed(logs)).toMatchObject({
      status: 'fault',
      seen: expect.stringContaining('nor does any directory below it'),
    });
    expect(await placed(join(logs, 'none'))).toMatchObject({
      status: 'fault',
      seen: `${logs}/none does not exist`,
    });
  });

  test('a file', async () => {
    const file = join(await emptyDirectory(), 'logs');
    await writeFile(file, '');
    expect(await placed(file)).toMatchObject({ status: 'fault', seen: `${file} is a file` });
  });
});

describe('names', () => {
  /** The tree is broken in one way: the findings name that, and else only what they say of the sound tree. */
  test.each<[string, string, Finding['status'], RegExp, (logs: string) => Promise<unknown>]>([
    [
      'another AWSLogs below a prefix',
      'prefix',
      'warning',
      /old\/bucket holds another AWSLogs/,
      (logs) => mkdir(join(logs, 'old/bucket/AWSLogs'), { recursive: true }),
    ],
    [
      'a folder that is no account',
      'folders',
      'warning',
      /AWSLogs\/11112222333$/,
      (logs) => mkdir(join(logs, 'AWSLogs/11112222333')),
    ],
    [
      'days that are not padded',
      'folders',
      'warning',
      /2026\/11\/5$/,
      (logs) => mkdir(join(logs, 'AWSLogs', ACCOUNT, 'CloudTrail/us-east-1/2026/11/5')),
    ],
    [
      'a date that does not exist',
      'folders',
      'warning',
      /2026\/02\/31$/,
      (logs) => mkdir(join(logs, 'AWSLogs', ACCOUNT, 'CloudTrail/us-east-1/2026/02/31'), { recursive: true }),
    ],
    [
      'a region of another form than AWS gives them, which runs read too',
      'log files',
      'ok',
      /^3 log files read/,
      (logs) => writeLog(logs, logPath({ region: 'us-north-2r' }), [signIn({ awsRegion: 'us-north-2r' })]),
    ],
    [
      'a missing region folder',
      'folders',
      'warning',
      /CloudTrail\/2026\/11$/,
      (logs) => mkdir(join(logs, 'AWSLogs', ACCOUNT, 'CloudTrail/2026/11/21'), { recursive: true }),
    ],
    [
      'a log file beside the days',
      'stray files',
      'warning',
      /us-east-1\/a\.json\.gz$/,
      (logs) => writeLog(logs, join('AWSLogs', ACCOUNT, 'CloudTrail/us-east-1/a.json.gz'), []),
    ],
    [
      'a download that was broken off',
      'damaged file',
      'fault',
      /\.json\.gz\.Ab12Cd34: .*unexpected end of file/,
      (logs) => writeLog(logs, `${logOf()}.Ab12Cd34`, gzipSync('{"Records":[]}').subarray(0, 20)),
    ],
    [
      'files that are no logs',
      'other files',
      'warning',
      /^files in day folders that are neither gzip nor JSON.*notes\.txt$/,
      (logs) => writeLog(logs, logPath({ name: 'notes.txt' }), 'to do'),
    ],
    [
      'a log file without an ending, which runs read too',
      'log files',
      'ok',
      /^3 log files read, 3 records/,
      (logs) => writeLog(logs, logPath({ name: 'records' }), [signIn()]),
    ],
    [
      'an hour folder, which runs read too',
      'log files',
      'ok',
      /^3 log files read, 3 records/,
      (logs) => writeLog(logs, logPath({ day: '2026/11/21/07', name: named('2026/11/21') }), [signIn()]),
    ],
    [
      'a folder of logs that was renamed',
      'folders',
      'warning',
      /CloudTrail-old$/,
      (logs) => writeLog(logs, logPath({ folder: 'CloudTrail-old' }), [signIn()]),
    ],
    [
      "CloudTrail's other kinds of events",
      'not covered',
      'ok',
      /: CloudTrail-NetworkActivity$/,
      (logs) => writeLog(logs, logPath({ folder: 'CloudTrail-NetworkActivity' }), [signIn()]),
    ],
    [
      'a log file zipped and unzipped',
      'same log twice',
      'warning',
      /\.json$/,
      (logs) => writeLog(logs, logOf().replace(/\.gz$/, ''), [signIn()]),
    ],
    [
      "a log file in another day's folder",
      'misfiled',
      'warning',
      /^log files in the folder of another/,
      (logs) => writeLog(logs, logPath({ name: named('2026/11/20') }), [signIn()]),
    ],
    [
      'an account in both layouts',
      'two trails',
      'warning',
      new RegExp(ACCOUNT),
      (logs) => writeLog(logs, logOf({ organization: 'o-a1b2c3d4e5' }), [signIn()]),
    ],
    [
      'days without any log file',
      'days',
      'fault',
      /2 days between them.*: 2026\/11\/18 to 2026\/11\/19/,
      (logs) => writeLog(logs, logOf({ day: '2026/11/17' }), []),
    ],
    [
      'a truncated file',
      'damaged file',
      'fault',
      /b\.json\.gz: .*unexpected end of file/,
      (logs) => writeLog(logs, logPath({ name: 'b.json.gz' }), gzipSync('{"Records":[]}').subarray(0, 20)),
    ],
    [
      'a file that is no log',
      'damaged file',
      'fault',
      /b\.json\.gz: no "Records"/,
      (logs) => writeLog(logs, logPath({ name: 'b.json.gz' }), '{"logFiles":[]}'),
    ],
    [
      'an empty file',
      'damaged file',
      'fault',
      /b\.json\.gz: the file is empty/,
      (logs) => writeLog(logs, logPath({ name: 'b.json.gz' }), new Uint8Array()),
    ],
    [
      'JSON that ends early',
      'damaged file',
      'fault',
      /b\.json\.gz: /,
      (logs) => writeLog(logs, logPath({ name: 'b.json.gz' }), '{"Records":[{}'),
    ],
    [
      'records without a time',
      'event time',
      'warning',
      /^2 records without a readable eventTime/,
      (logs) => writeLog(logs, logPath({ name: 'b.json.gz' }), [signIn({ eventTime: 'today' }), null]),
    ],
    [
      'late records',
      'late records',
      'warning',
      /^1 record in a folder more than one day after their own day \(at most 5 days\)/,
      (logs) =>
        writeLog(logs, logPath({ name: 'b.json.gz' }), [signIn({ eventTime: '2026-11-16T23:59:59Z' })]),
    ],
    [
      'records of the future',
      'early records',
      'warning',
      /b\.json\.gz$/,
      (logs) =>
        writeLog(logs, logPath({ name: 'b.json.gz' }), [signIn({ eventTime: '2026-11-22T00:00:00Z' })]),
    ],
    [
      "another account's records",
      'other accounts',
      'warning',
      /b\.json\.gz$/,
      (logs) => writeLog(logs, logPath({ name: 'b.json.gz' }), [signIn({ recipientAccountId: OTHER })]),
    ],
    [
      "other services' folders",
      'other folders',
      'ok',
      /Config/,
      (logs) => mkdir(join(logs, 'AWSLogs', ACCOUNT, 'Config')),
    ],
    [
      'a folder that cannot be listed',
      'unreadable',
      'fault',
      /CloudTrail\/us-west-2 cannot be listed: .*ELOOP/,
      (logs) => symlink('us-west-2', join(logs, 'AWSLogs', ACCOUNT, 'CloudTrail/us-west-2')),
    ],
  ])('%s', async (_, check, status, seen, damage) => {
    const logs = await soundTree();
    await damage(logs);
    const findings = await look(logs);

    expect(of(findings, check)).toEqual([
      expect.objectContaining({ check, status, seen: expect.stringMatching(seen) }),
    ]);
    const wrong = new Set(
      findings.filter((finding) => finding.status !== 'ok').map((finding) => finding.check),
    );
    expect([...wrong].filter((name) => ![check, 'newest log file', 'log files'].includes(name))).toEqual([]);
  });

  test('an AWSLogs without log files', async () => {
    const logs = await emptyDirectory();
    await writeLog(logs, digestOf(), '{}');
    expect(await look(logs)).toEqual([
      expect.objectContaining({ check: 'layout', status: 'fault', seen: 'AWSLogs holds no log files' }),
    ]);
  });
});

test('reads the newest days alone where it is asked to, and says so', async () => {
  const logs = await soundTree();
  await writeLog(logs, logPath({ day: '2026/11/20', name: 'b.json.gz' }), 'not JSON');

  expect(of(await look(logs, { newestDays: 1 }), 'log files')).toEqual([
    expect.objectContaining({
      status: 'ok',
      seen: '1 log file read, 1 record, none damaged; 1 older day not read',
    }),
  ]);
  expect(of(await look(logs, { newestDays: 0 }), 'log files')[0]?.seen).toMatch(
    /^0 log files read.*2 older days not read$/,
  );
});

test.each([
  [{}, /^logs: missing/],
  [{ logs: 's3://bucket' }, /^logs: "s3:\/\/bucket" is in S3/],
])('refuses %j', async (options, message) => {
  await expect(examine(options, { read: () => {} })).rejects.toMatchObject({
    faults: [expect.stringMatching(message)],
  });
});
