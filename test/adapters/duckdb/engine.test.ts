import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { type DuckDbEngine, openDuckDb } from '../../../src/adapters/duckdb/engine.ts';
import { japaneseWarnings } from '../../../src/message/japanese-warnings.ts';
import type { Partitions } from '../../../src/run.ts';
import { emptyDirectory, logPath, signIn, writeLog } from '../../logs.ts';

const TABLE = {
  database: 'default',
  table: 'cloudtrail_logs',
  partitions: { day: 'day', account: 'account', region: 'region' },
};
const PARTITIONS = { from: '2026/11/21', to: '2026/11/22' };

async function open(
  logs: string,
  { select = 'eventid', partitions = PARTITIONS as Partitions } = {},
): Promise<DuckDbEngine> {
  return openDuckDb({
    logs,
    run: {
      runId: 'run',
      trigger: 'manual',
      window: { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' },
      partitions,
      archive: 'runs/run',
      warnings: [],
    },
    table: TABLE,
    reports: [`SELECT ${select} FROM events`],
    workDirectory: join(await emptyDirectory(), 'work'),
    memoryLimit: '256MB',
  });
}

async function answer(engine: DuckDbEngine, sql: string): Promise<(string | null)[][]> {
  const id = await engine.start({ sql, parameters: [], token: `t${sql.length}` });
  for (;;) {
    const execution = await engine.poll(id);
    if (execution.state === 'failed') throw new Error(execution.error?.message);
    if (execution.state === 'succeeded')
      return parse(await text(engine.result(execution.resultLocation ?? '')), { from: 2 });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function text(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of chunks) parts.push(part);
  return Buffer.concat(parts);
}

/** What the table of these logs holds in the columns named. */
async function tableOf(logs: string, select: string, options: { partitions?: Partitions } = {}) {
  const engine = await open(logs, { select, ...options });
  const rows = await answer(engine, `SELECT ${select} FROM "default"."cloudtrail_logs" ORDER BY ALL`);
  const survey = await engine.survey();
  await engine.close();
  return { rows, survey };
}

async function logsOf(...files: [path: string, content: Parameters<typeof writeLog>[2]][]): Promise<string> {
  const logs = await emptyDirectory();
  for (const [path, content] of files) await writeLog(logs, path, content);
  return logs;
}

test('reads gzipped and plain log files', async () => {
  const logs = await logsOf(
    [logPath({ name: 'a.json.gz' }), [signIn({ eventID: '1' })]],
    [logPath({ name: 'b.json' }), [signIn({ eventID: '2' })]],
  );
  expect((await tableOf(logs, 'eventid')).rows).toEqual([['1'], ['2']]);
});

test('reads the account and the organization layout', async () => {
  const logs = await logsOf(
    [logPath({ account: '111111111111' }), [signIn({ eventID: '1' })]],
    [logPath({ account: '222222222222', organization: 'o-abc' }), [signIn({ eventID: '2' })]],
  );
  expect((await tableOf(logs, 'eventid, account, region, day')).rows).toEqual([
    ['1', '111111111111', 'us-east-1', '2026/11/21'],
    ['2', '222222222222', 'us-east-1', '2026/11/21'],
  ]);
});

test('opens only the day folders of the partitions', async () => {
  const logs = await logsOf(
    [logPath({ day: '2026/11/20' }), 'not opened, so not found to be damaged'],
    [logPath({ day: '2026/11/22' }), [signIn()]],
    [logPath({ day: '2026/11/23' }), 'not opened either'],
  );
  expect((await tableOf(logs, 'eventid')).survey).toMatchObject({ files: 1, damaged: [] });
});

test('opens only the accounts and regions of the partitions', async () => {
  const logs = await logsOf(
    [logPath({ account: '111111111111', region: 'us-east-1' }), [signIn({ eventID: '1' })]],
    [logPath({ account: '111111111111', region: 'eu-west-1' }), 'not opened'],
    [logPath({ account: '222222222222', region: 'us-east-1' }), 'not opened'],
  );
  const partitions = { ...PARTITIONS, accounts: ['111111111111'], regions: ['us-east-1'] };
  expect((await tableOf(logs, 'eventid', { partitions })).survey).toMatchObject({ files: 1, damaged: [] });
});

test('never opens digest and Insight files', async () => {
  const logs = await logsOf(
    [logPath({ folder: 'CloudTrail-Digest' }), '{}'],
    [logPath({ folder: 'CloudTrail-Insight' }), '{}'],
  );
  expect((await tableOf(logs, 'eventid')).survey.files).toBe(0);
});

test('leaves hidden files alone', async () => {
  const path = logPath().replace(/[^/]+$/, '._hidden.json.gz');
  const logs = await logsOf([path, 'resource fork']);
  expect((await tableOf(logs, 'eventid')).survey).toMatchObject({ files: 0, damaged: [] });
});

test('keeps a column that is named behind what looks like a comment', async () => {
  const logs = await logsOf([logPath(), [signIn({ userAgent: 'a--b' })]]);
  expect((await tableOf(logs, "useragent LIKE '%--%' AS found, eventid")).rows).toHaveLength(1);
});

test('keeps the records of the window, by eventtime, end excluded', async () => {
  const times = [
    '2026-11-20T23:59:59Z',
    '2026-11-21T00:00:00Z',
    '2026-11-21T23:59:59Z',
    '2026-11-22T00:00:00Z',
  ];
  const logs = await logsOf([logPath(), times.map((eventTime) => signIn({ eventTime }))]);
  expect((await tableOf(logs, 'eventtime')).rows).toEqual([
    ['2026-11-21T00:00:00Z'],
    ['2026-11-21T23:59:59Z'],
  ]);
});

const sound = gzipSync(JSON.stringify({ Records: [signIn()] }));
test.each<[string, string | Uint8Array]>([
  ['a truncated gzip', sound.subarray(0, sound.length / 2)],
  ['a gzip with a wrong checksum', Buffer.concat([sound.subarray(0, -8), Buffer.alloc(8)])],
  ['broken JSON', '{"Records":[{"eventTime":'],
  ['an empty file', new Uint8Array()],
  ['a digest file', '{"awsAccountId":"111122223333"}'],
  ['Records that are no list', '{"Records":{"eventTime":"2026-11-21T07:00:00Z"}}'],
  ['a JSON text that is no object', '[]'],
  ['bytes that are no UTF-8', Buffer.from('{"Records":[{"eventID":"\xff"}]}', 'latin1')],
  ['two JSON texts', '{"Records":[]}{"Records":[]}'],
])('names %s as damaged and reads the rest', async (_, content) => {
  const logs = await logsOf(
    [logPath({ name: '1.json.gz' }), [signIn({ eventID: '1' })]],
    [logPath({ name: '2.json.gz' }), content],
    [logPath({ name: '3.json.gz' }), [signIn({ eventID: '3' })]],
  );
  const { rows, survey } = await tableOf(logs, 'eventid');
  expect([rows, survey.damaged.map(({ file }) => file)]).toEqual([
    [['1'], ['3']],
    [logPath({ name: '2.json.gz' })],
  ]);
});

test.each([
  ['', 'the file is empty'],
  ['{"digest":1}', 'no "Records" in it: not a CloudTrail log file'],
  ['{"Records":{}}', '"Records" is not a list'],
  [Buffer.from([0x7b, 0xff]), 'not UTF-8 text'],
])('says why %p is damaged, in words that Japanese knows', async (content, reason) => {
  const [damaged] = (await tableOf(await logsOf([logPath(), content]), 'eventid')).survey.damaged;
  expect(damaged?.reason).toBe(reason);
  expect(japaneseWarnings['damaged-log-file'].line({ file: '', reason })).not.toContain(reason);
});

test.each<[string, string | Uint8Array]>([
  ['an empty list of records', '{"Records":[]}'],
  ['a byte order mark', `\uFEFF${JSON.stringify({ Records: [signIn()] })}`],
  ['white space and line breaks', JSON.stringify({ Records: [signIn()] }, null, 2)],
  ['another key before Records', JSON.stringify({ version: 1, Records: [signIn()] })],
  ['a lone surrogate', '{"Records":[{"eventTime":"2026-11-21T07:00:00Z","eventID":"\\ud800"}]}'],
  [
    'a lone surrogate in the name of a field',
    '{"Records":[{"eventTime":"2026-11-21T07:00:00Z","requestParameters":{"\\udfff":1}}]}',
  ],
  ['gzip under a .json name', gzipSync('{"Records":[]}')],
])('reads a file with %s', async (_, content) => {
  const logs = await logsOf([logPath({ name: 'a.json' }), content]);
  expect((await tableOf(logs, 'eventid')).survey.damaged).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['an object', { b: [1, 'x'] }, '{"b":[1,"x"]}'],
  ['a list', ['a', 'b'], '["a","b"]'],
  ['a boolean', true, 'true'],
  ['a number', 12.5, '12.5'],
  ['a string of JSON', '{"a":1}', '{"a":1}'],
  ['characters outside ASCII', '“田中”😀', '“田中”😀'],
  ['a line break', 'a\nb', 'a\nb'],
  ['a NUL', 'a\0b', 'a\0b'],
])('keeps %s where text is expected', async (_, value, text) => {
  const logs = await logsOf([logPath(), [signIn({ userAgent: value })]]);
  expect((await tableOf(logs, 'useragent')).rows).toEqual([[text]]);
});

test('keeps every other value of a file with a lone surrogate as it is written', async () => {
  const record = `{"eventTime":"2026-11-21T07:00:00Z","eventID":"\\ud83d\\ude00 \\ud800 \\\\ud800","requestParameters":12345678901234567890}`;
  const logs = await logsOf([logPath(), `{"Records":[${record}]}`]);
  expect((await tableOf(logs, 'eventid, requestparameters')).rows).toEqual([
    ['\u{1f600} \ufffd \\ud800', '12345678901234567890'],
  ]);
});

test('keeps a value of an unexpected type inside userIdentity', async () => {
  const logs = await logsOf([logPath(), [signIn({ userIdentity: { type: 'IAMUser', userName: { a: 1 } } })]]);
  expect((await tableOf(logs, 'useridentity.username')).rows).toEqual([['{"a":1}']]);
});

test('reads a record whose userIdentity is no object', async () => {
  const logs = await logsOf([logPath(), [signIn({ userIdentity: 'root', eventID: '1' })]]);
  expect((await tableOf(logs, 'eventid, useridentity.username')).rows).toEqual([['1', '']]);
});

test('reads keys that differ only in case', async () => {
  const parameters = { Tagging: 'a', tagging: 'b' };
  const logs = await logsOf([logPath(), [signIn({ requestParameters: parameters })]]);
  expect((await tableOf(logs, 'requestparameters')).rows).toEqual([[JSON.stringify(parameters)]]);
});

test('counts records without a time', async () => {
  const logs = await logsOf([
    logPath(),
    [signIn(), signIn({ eventTime: undefined }), signIn({ eventTime: 'soon' }), null],
  ]);
  expect((await tableOf(logs, 'eventid')).survey.recordsWithoutTime).toBe(3);
});

test('reads more files than fit into one batch', async () => {
  const padding = 'x'.repeat(1_500_000);
  const logs = await emptyDirectory();
  for (let i = 0; i < 12; i++) {
    await writeLog(logs, logPath({ name: `${i}.json` }), [
      signIn({ eventID: String(i), requestParameters: { padding } }),
    ]);
  }
  expect((await tableOf(logs, 'eventid')).rows).toHaveLength(12);
});

test('leaves nothing behind when closed', async () => {
  const directory = await emptyDirectory();
  const engine = await openDuckDb({
    logs: directory,
    run: {
      runId: 'run',
      trigger: 'manual',
      window: { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' },
      partitions: PARTITIONS,
      archive: 'runs/run',
      warnings: [],
    },
    table: TABLE,
    reports: [],
    workDirectory: join(directory, 'work'),
    memoryLimit: '256MB',
  });
  await answer(engine, 'SELECT 1');
  await engine.close();
  expect(await readdir(directory)).toEqual([]);
});
