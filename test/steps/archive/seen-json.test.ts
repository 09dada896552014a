import { MOST_SEEN } from '../../../src/archive/seen-file.ts';
import { seenJson } from '../../../src/steps/archive/seen-json.ts';

const HEADER = '"what","value1","value2","firsteventtime","lasteventtime","events","onlyprincipal"\n';
const row = (...values: (string | undefined)[]) =>
  `${values.map((value) => (value === undefined ? '' : `"${value}"`)).join(',')}\n`;
const principal = (name: string) => row('principal', name, undefined, 'f', 'l', '2', name);

async function written(rows: readonly string[], most: Partial<typeof MOST_SEEN> = {}) {
  async function* result() {
    yield Buffer.from(HEADER + rows.join(''));
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of seenJson(result(), [], { ...MOST_SEEN, ...most })) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

test('rows become values, sorted', async () => {
  const rows = [
    row('write-action', 's3:Do', undefined, 'f', 'l', '3', '1/user/a'),
    row('account-region', '1', 'eu-west-1', 'f', 'l', '1', undefined),
    principal('1/user/a'),
  ];
  expect(await written(rows)).toEqual({
    version: 1,
    dropped: 0,
    values: [
      [['account-region', '1', 'eu-west-1'], 'f', 'l', 1],
      [['principal', '1/user/a'], 'f', 'l', 2],
      [['write-action', 's3:Do'], 'f', 'l', 3, '1/user/a'],
    ],
  });
});

const NAMES = ['a', 'bbb', 'cc', 'd'];

test.each([
  ['too many', { values: 2 }, ['a', 'bbb'], 2],
  ['too long', { characters: 6 }, ['a', 'bbb', 'cc'], 1],
])('of values that are %s the first are kept, and the others counted', async (_, most, kept, dropped) => {
  const found = await written(NAMES.map(principal), most);
  const names = found.values.map(([[, name]]: [string[]]) => name);
  expect([names, found.dropped]).toEqual([kept, dropped]);
});

test('a result without a column that is needed is refused by its name', async () => {
  async function* result() {
    yield Buffer.from('"what"\n');
  }
  const reading = (async () => {
    for await (const _ of seenJson(result(), []));
  })();
  await expect(reading).rejects.toThrow('does not have value1, value2');
});

test('a kind that is not known is refused', async () => {
  await expect(written([row('planet', 'x', undefined, 'f', 'l', '1', undefined)])).rejects.toThrow(
    'has the value planet in what',
  );
});
