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
