import { gunzipSync, gzipSync } from 'node:zlib';
import { MOST_SEEN, readSeen, readSeenValues, seenKey, seenText } from '../../src/archive/seen-file.ts';
import type { SeenValue } from '../../src/run/judgement.ts';

const [first, last] = ['2026-11-21T07:00:00Z', '2026-11-21T16:20:00Z'];
const ALICE: SeenValue = { kind: 'principal', key: ['1/user/alice'], first, last, events: 12 };
const ACTION: SeenValue = { kind: 'write-action', key: ['s3:Do'], first, last, events: 1, by: '1/role/a' };
const ODD: SeenValue = {
  kind: 'principal-region',
  key: ['"],["],"\\', 'é\n\u2028\ud800'],
  first,
  last,
  events: 3,
};

function fileOf(values: readonly SeenValue[], dropped = 0): Buffer {
  return gzipSync([...seenText(values, dropped)].join(''));
}

test('what was written is read, sorted by keys', async () => {
  const content = fileOf([ACTION, ODD, ALICE], 7);
  expect(await readSeenValues(content)).toEqual({ values: [ALICE, ODD, ACTION], dropped: 7 });
});

test('the order in which values come does not change the file', () => {
  expect(fileOf([ODD, ALICE, ACTION])).toEqual(fileOf([ACTION, ODD, ALICE]));
});

test('the file is JSON', () => {
  expect(JSON.parse(gunzipSync(fileOf([ALICE])).toString())).toEqual({
    version: 1,
    dropped: 0,
    values: [[['principal', '1/user/alice'], first, last, 12]],
  });
});

test('a file without values can be read', async () => {
  expect(await readSeenValues(fileOf([]))).toEqual({ values: [], dropped: 0 });
});

test('keys are read as they are compared', async () => {
  const keys: string[] = [];
  await readSeen(fileOf([ODD, ALICE]), (key) => keys.push(key));
  expect(keys).toEqual([ALICE, ODD].map(seenKey));
});

test('a file of many pieces is read whole', async () => {
  const many = Array.from({ length: 20_000 }, (_, i) => ({ ...ALICE, key: [`1/user/é${i}`] }));
  expect((await readSeenValues(fileOf(many))).values).toHaveLength(20_000);
});

const text = (lines: string[]) => gzipSync(lines.map((line) => `${line}\n`).join(''));
const HEAD = '{"version":1,"dropped":0,"values":[';

test.each<[string, Buffer, RegExp]>([
  ['is cut', fileOf([ALICE, ODD, ACTION]).subarray(0, -20), /unexpected end/],
  ['is empty', Buffer.alloc(0), /ends too early|unexpected end/],
  ['is not gzip', Buffer.from('{}'), /incorrect header/],
  ['ends before its end', text([HEAD, `[["principal","a"],"x","y",1]`]), /ends too early/],
  ['is of a newer version', text(['{"version":2,"values":[', ']}']), /newer version \(2\); update/],
  ['is something else', text(['Dear reader', ']}']), /does not begin/],
  ['has a line that is no value', text([HEAD, '{}', ']}']), /line 2 is not/],
  ['has values after its end', text([HEAD, ']}', `[["principal","a"],"x","y",1]`]), /line 2 is not/],
])('a file that %s is refused', async (_, content, reason) => {
  await expect(readSeenValues(content)).rejects.toThrow(reason);
});

test('a file with more values than one can have is refused', async () => {
  const value = '[["principal","a"],"x","y",1],';
  const content = text([HEAD, ...Array<string>(MOST_SEEN.values + 1).fill(value), ']}']);
  await expect(readSeen(content, () => {})).rejects.toThrow('is not one of its values');
});
