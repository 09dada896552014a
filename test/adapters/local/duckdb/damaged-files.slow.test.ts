import { symlink } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ja } from '../../../../src/mail/words/ja.ts';
import { logPath, signIn, writeLog } from '../../../logs.ts';
import { logsOf, tableOf } from './loaded-table.ts';

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
  ['two lists of records', '{"Records":[{"eventID":"2"}],"Records":[{"eventID":"2"}]}'],
  ['two lists of records after something else', '{"v":1,"Records":[{"eventID":"2"}],"Records":[]}'],
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
  ['{"Records":[],"Records":[]}', 'it has "Records" more than once'],
  [Buffer.from([0x7b, 0xff]), 'not UTF-8 text'],
])('says why %p is damaged, in words that Japanese knows', async (content, reason) => {
  const [damaged] = (await tableOf(await logsOf([logPath(), content]), 'eventid')).survey.damaged;
  expect(damaged?.reason).toBe(reason);
  expect(ja.warnings['damaged-log-file'].line({ file: '', reason })).not.toContain(reason);
});

test.each([
  ['text', 'notes.txt', 'to do'],
  ['nothing', 'empty', ''],
  ['a picture', 'a.png', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
])('passes over a file of %s, without counting it, and names it', async (_, name, content) => {
  const other = logPath({ name });
  const { survey } = await tableOf(await logsOf([logPath(), [signIn()]], [other, content]), 'eventid');
  expect(survey).toMatchObject({
    files: 1,
    damaged: [],
    passedOver: [{ reason: 'not-json', count: 1, paths: [other] }],
  });
});

test.each([
  ['JSON without records', 'notes', '{"to":"do"}'],
  ['a gzip of a download that broke off', 'a.json.gz.6eF3a2B1', sound.subarray(0, sound.length / 2)],
  ['a gzip that broke off, without an ending', 'a', sound.subarray(0, sound.length / 2)],
  ['JSON in UTF-16', 'a.json', Buffer.from('\ufeff{"Records":[]}', 'utf16le')],
])('%s is a damaged log file', async (_, name, content) => {
  const { survey } = await tableOf(await logsOf([logPath({ name }), content]), 'eventid');
  expect([survey.damaged.map(({ file }) => file), survey.passedOver]).toEqual([
    [logPath({ name })],
    undefined,
  ]);
});

test('reads a download that was whole before it got its name, once', async () => {
  const whole = gzipSync(JSON.stringify({ Records: [signIn({ eventID: '1' })] }));
  const { rows } = await tableOf(await logsOf([logPath({ name: 'a.json.gz.6eF3a2B1' }), whole]), 'eventid');
  expect(rows).toEqual([['1']]);
});

test('names another AWSLogs below the directory, but no link to its own', async () => {
  const logs = await logsOf([logPath(), [signIn()]], [join('o-a1b2c3d4e5', logPath()), []]);
  await symlink('.', join(logs, 'latest'));
  expect((await tableOf(logs, 'eventid')).survey).toMatchObject({
    files: 1,
    passedOver: [{ reason: 'other-root', count: 1, paths: ['o-a1b2c3d4e5/AWSLogs'] }],
  });
});

test('reads a record that has "Records" of its own', async () => {
  const logs = await logsOf([logPath(), [signIn({ eventID: '1', requestParameters: { Records: [] } })]]);
  const { rows, survey } = await tableOf(logs, 'eventid');
  expect([rows, survey.damaged]).toEqual([[['1']], []]);
});

test.each([
  ['alone', []],
  ['beside damaged files', ['{"Records":[']],
  ['beside large files', [`{"Records":[]}${' '.repeat(17 * 2 ** 20)}`]],
])('reads files that the engine can read, though they are not quite JSON, %s', async (_, beside) => {
  const notQuite = `{"Records":[${JSON.stringify(signIn())},]}`;
  // As many as must meet in one batch, whichever worker takes which.
  const files = Array.from({ length: 2 * (availableParallelism() + 1) }, (_, i) =>
    [notQuite, ...beside].map((text, j): [string, string] => [logPath({ name: `${i}-${j}.json` }), text]),
  );
  const { rows } = await tableOf(await logsOf(...files.flat()), 'eventid');
  expect(rows).toHaveLength(files.length);
});

test('reads on after more damaged files than fit into the batches of all workers', async () => {
  const logs = await logsOf([logPath({ name: 'z.json' }), [signIn()]]);
  const damaged = Array.from({ length: 256 * (availableParallelism() + 2) }, (_, i) => `${i}.json`);
  await Promise.all(damaged.map((name) => writeLog(logs, logPath({ name }), '{}')));
  const { rows, survey } = await tableOf(logs, 'eventid');
  expect([rows.length, survey.damaged.length]).toEqual([1, damaged.length]);
});

test.each([
  ['a folder that is a link to itself', '21'],
  ['a link that leads nowhere', 'nowhere'],
])('names %s as unreadable and reads the rest', async (_, target) => {
  const logs = await logsOf([logPath({ day: '2026/11/22' }), [signIn({ eventID: '1' })]]);
  const folder = dirname(logPath({ day: '2026/11/21' }));
  await symlink(join(logs, dirname(folder), target), join(logs, folder));
  const { rows, survey } = await tableOf(logs, 'eventid');
  expect([rows, survey.damaged, survey.unreadable]).toEqual([
    [['1']],
    [],
    [{ folder, reason: expect.stringMatching(/^E/) }],
  ]);
});

test('names a link to something without end as damaged', async () => {
  const logs = await logsOf([logPath({ name: 'b.json' }), [signIn()]]);
  await symlink('/dev/zero', join(logs, logPath({ name: 'a.json' })));
  expect((await tableOf(logs, 'eventid')).survey.damaged).toEqual([
    { file: logPath({ name: 'a.json' }), reason: 'not a file' },
  ]);
});
