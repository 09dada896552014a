import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ja } from '../../../../src/mail/words/ja.ts';
import { logPath, signIn } from '../../../logs.ts';
import { logsOf, tableOf } from './loaded-table.ts';

test('reads a file that is larger than the memory', async () => {
  const padding = 'x'.repeat(1_000_000);
  const records = Array.from({ length: 80 }, (_, i) =>
    signIn({ eventID: String(i), requestParameters: { padding } }),
  );
  const logs = await logsOf([logPath(), records]);
  const { rows, survey } = await tableOf(logs, 'eventid');
  expect([rows.length, survey.damaged]).toEqual([80, []]);
});

test('names a large file of which only the last part is damaged, takes nothing of it, and reads the rest', async () => {
  const records = Array.from({ length: 20 }, () =>
    JSON.stringify(signIn({ userAgent: 'x'.repeat(1_000_000) })),
  );
  const logs = await logsOf(
    [logPath({ name: 'a.json.gz' }), `{"Records":[${records.join()},{"eventTime":]}`],
    [logPath({ name: 'b.json.gz' }), [signIn({ eventID: 'b' })]],
  );
  const { rows, survey } = await tableOf(logs, 'eventid');
  expect([rows, survey.damaged.map(({ file }) => file)]).toEqual([[['b']], [logPath({ name: 'a.json.gz' })]]);
});

test.each([
  ['spaces only', (spaces: string) => spaces, 'no list "Records" in it: not a CloudTrail log file'],
  ['records that never end', (spaces: string) => `{"Records":[${spaces}`, 'the file ends inside "Records"'],
  [
    'one endless record',
    (spaces: string) => `{"Records":[{"eventID":"${spaces}"}]}`,
    'a record of more than 16 MB',
  ],
  [
    'much beside its records',
    (spaces: string) => `{"Records":[],"version":"${spaces}"}`,
    'more than 1 MB beside "Records": not a CloudTrail log file',
  ],
])('names a file of %s as damaged, says why, and reads the rest', async (_, content, reason) => {
  const logs = await logsOf(
    [logPath({ name: 'a.json.gz' }), content(' '.repeat(40_000_000))],
    [logPath({ name: 'b.json.gz' }), [signIn({ eventID: 'b' })]],
  );
  const { rows, survey } = await tableOf(logs, 'eventid');
  expect([rows, survey.damaged.map((damaged) => damaged.reason)]).toEqual([[['b']], [reason]]);
  expect(ja.warnings['damaged-log-file'].line({ file: '', reason })).not.toContain(reason);
});

test('names files beyond any log file in size, gzipped or plain, without reading them', async () => {
  const bomb = logPath({ name: 'a.json.gz' });
  const plain = logPath({ name: 'b.json' });
  const logs = await logsOf(
    [bomb, Buffer.concat(new Array(9).fill(gzipSync(Buffer.alloc(2 ** 26))))],
    [plain, '{"Records":[]}'],
  );
  await truncate(join(logs, plain), 2 ** 29 + 1);
  const reason = "more than 512 MB of JSON: CloudTrail's log files hold a few megabytes";
  expect((await tableOf(logs, 'eventid')).survey.damaged).toEqual([
    { file: bomb, reason },
    { file: plain, reason },
  ]);
});
