import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openDuckDb } from '../../../../src/adapters/local/duckdb/engine.ts';
import { emptyDirectory, logPath, signIn, writeLog } from '../../../logs.ts';
import { answer, logsOf, open, PARTITIONS, RUN, SMALL, TABLE, tableOf } from './loaded-table.ts';

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

test('reads a file with a line end in its name', async () => {
  const logs = await logsOf([logPath({ name: 'a\nb\u2028c.json.gz' }), [signIn({ eventID: '1' })]]);
  expect((await tableOf(logs, 'eventid')).rows).toEqual([['1']]);
});

test('leaves hidden files alone', async () => {
  const path = logPath().replace(/[^/]+$/, '._hidden.json.gz');
  const logs = await logsOf([path, 'resource fork']);
  expect((await tableOf(logs, 'eventid')).survey).toMatchObject({ files: 0, damaged: [] });
});

test('keeps a column that is named after what looks like a comment', async () => {
  const logs = await logsOf([logPath(), [signIn({ userAgent: 'a--b' })]]);
  expect((await tableOf(logs, "useragent LIKE '%--%' AS found, eventid")).rows).toHaveLength(1);
});

test.each([
  ['a short list is compared', 90, 'in_clause'],
  ['a long list is joined', 110, ''],
])('%s', async (_, length, disabled) => {
  const list = Array.from({ length }, (_, i) => `'${i}'`).join(', ');
  const engine = await open(await logsOf(), { select: `eventid IN (${list})` });
  expect(await answer(engine, `SELECT current_setting('disabled_optimizers')`)).toEqual([[disabled]]);
  await engine.close();
});

test('a query for a field that no record has fails alone, and its error has the line', async () => {
  const logs = await logsOf([logPath(), [signIn({ eventID: '1' })]]);
  const engine = await open(logs, { select: 'eventid, tlsdetails.shoesize' });
  const query = (select: string) => answer(engine, `SELECT ${select} FROM "default".cloudtrail_logs`);
  await expect(query('eventid, -- no shoesize\n  tlsdetails."ShoeSize"')).rejects.toThrow(
    /"ShoeSize" in struct[\s\S]*\nLINE 2: tlsdetails."ShoeSize"/i,
  );
  expect(await query('eventid')).toEqual([['1']]);
  await engine.close();
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

test('reads keys in any letter case, nested ones too', async () => {
  const { eventTime, ...record } = signIn({ eventID: undefined, userIdentity: undefined });
  const logs = await logsOf([
    logPath(),
    [
      signIn({ eventID: '1', userIdentity: { type: 'IAMUser', userName: 'ann' } }),
      { ...record, EVENTTIME: eventTime, eventId: '2', useridentity: { TYPE: 'IAMUser', UserName: 'bob' } },
      signIn({ eventID: '3', userIdentity: { type: 'IAMUser', username: 'eve' } }),
    ],
  ]);
  expect((await tableOf(logs, 'eventid, useridentity.type, useridentity.username')).rows).toEqual([
    ['1', 'IAMUser', 'ann'],
    ['2', 'IAMUser', 'bob'],
    ['3', 'IAMUser', 'eve'],
  ]);
});

test('of two keys that differ in case alone takes the last', async () => {
  const { eventID: _, ...record } = signIn();
  const twice = [
    { ...record, eventId: 'first', eventID: 'last' },
    { ...record, eventID: 'first', eventId: 'last' },
  ];
  const logs = await logsOf([logPath(), twice]);
  expect((await tableOf(logs, 'eventid')).rows).toEqual([['last'], ['last']]);
});

test.each(['2026-11-21T00:00:00.123Z', '2026-11-21T23:59:59.999Z'])(
  'keeps a record whose time is %s, with a fraction',
  async (eventTime) => {
    const logs = await logsOf([logPath(), [signIn({ eventTime })]]);
    const { rows, survey } = await tableOf(logs, 'eventtime');
    expect([rows, survey.recordsWithoutTime]).toEqual([[[eventTime]], 0]);
  },
);

test('does not count a record of another window as one without a time', async () => {
  const times = ['2026-11-20T09:00:00Z', '2026-11-22T00:00:00.123Z'];
  const logs = await logsOf([logPath(), times.map((eventTime) => signIn({ eventTime }))]);
  const { rows, survey } = await tableOf(logs, 'eventtime');
  expect([rows, survey.recordsWithoutTime]).toEqual([[], 0]);
});

test('counts records without a time', async () => {
  const logs = await logsOf([
    logPath(),
    [signIn(), signIn({ eventTime: undefined }), signIn({ eventTime: 'soon' }), null],
  ]);
  expect((await tableOf(logs, 'eventid')).survey.recordsWithoutTime).toBe(3);
});

test.each([
  '2026-11-21T09:00:00+09:00',
  '2026-11-21T07:00:00',
  '2026-11-21 07:00:00Z',
  '2026-11-21t07:00:00z',
  '2026-11-21T24:00:00Z',
  '2026-11-21',
  '20261121T070000Z',
  '2026-13-21T07:00:00Z',
  1_795_244_400,
])('counts a record whose time is %j as one without a time', async (eventTime) => {
  const logs = await logsOf([logPath(), [signIn({ eventTime })]]);
  expect((await tableOf(logs, 'eventid')).survey.recordsWithoutTime).toBe(1);
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

test('leaves no file when closed', async () => {
  const directory = await emptyDirectory();
  const engine = await openDuckDb({
    logs: directory,
    run: RUN,
    table: TABLE,
    reports: [],
    workDirectory: join(directory, 'work'),
    memory: SMALL,
  });
  await answer(engine, 'SELECT 1');
  await engine.close();
  expect(await readdir(directory)).toEqual([]);
});
