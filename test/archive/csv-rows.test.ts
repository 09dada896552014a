import { jest } from '@jest/globals';
import fc from 'fast-check';
import { type Columns, csvRows } from '../../src/archive/csv-rows.ts';
import { safeCsv } from '../../src/steps/archive/result-csv.ts';

async function* pieces(content: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function rowsOf(csv: string, size = 7, columns?: Columns): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const some of csvRows(pieces(Buffer.from(csv), size), columns)) rows.push(...some);
  return rows;
}

test.each<[string, string, string[][]]>([
  [
    'cells with and without quotes',
    '"a",b,\r\n"c",,"d"\r\n',
    [
      ['a', 'b', ''],
      ['c', '', 'd'],
    ],
  ],
  ['quotes, commas and line breaks in a cell', '"a ""b"", c\r\nd"\r\n', [['a "b", c\r\nd']]],
  [
    'lines that end in LF',
    'a,b\n"c",d\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['characters of several bytes', '"監査","🔒"\r\n', [['監査', '🔒']]],
  ['nothing', '', []],
])('reads %s', async (_, csv, rows) => {
  for (const size of [1, 2, 3, 1000]) expect(await rowsOf(csv, size)).toEqual(rows);
});

test('reads nothing more where no rows are wanted', async () => {
  let read = 0;
  async function* counted() {
    for await (const piece of pieces(Buffer.from('a\r\nb\r\nc\r\n'), 3)) {
      read += 1;
      yield piece;
    }
  }

  for await (const rows of csvRows(counted(), () => undefined)) expect(rows).toEqual([]);

  expect(read).toBe(1);
});

test.each(['a,b\r\n1,"2', 'a,b\r\n1', 'a,b\r\n1,"2"\r'])('%j was cut', async (csv) => {
  await expect(rowsOf(csv, 3)).rejects.toThrow('the CSV ends inside a row');
});

test('a long row is read a few times, however many pieces it comes in', async () => {
  const csv = `a\r\n"${'""'.repeat(100_000)}"\r\n`;
  const find = jest.spyOn(String.prototype, 'indexOf');

  await rowsOf(csv, 100);

  expect(find.mock.calls.length).toBeLessThan(500_000);
  find.mockRestore();
});

test('a cell of 40,000 characters is one cell', async () => {
  const long = 'x"'.repeat(20_000);
  expect(await rowsOf(`"${long.replaceAll('"', '""')}",b\r\n`, 1000)).toEqual([[long, 'b']]);
});

test('reads whatever the archive writes', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', '=', 'é', ' '), maxLength: 6 });
  const table = fc.array(fc.tuple(cell, cell), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 20 }), async (rows, size) => {
      const line = (cells: string[]) => `${cells.map((it) => `"${it.replaceAll('"', '""')}"`).join(',')}\n`;
      const result = [['one', 'two'], ...rows].map(line).join('');
      let csv = '';
      for await (const piece of safeCsv(pieces(Buffer.from(result), 1000), [])) csv += Buffer.from(piece);

      const found = await rowsOf(csv, size);

      // Before what a spreadsheet would run the archive puts an apostrophe.
      const bare = found.slice(1).map((cells) => cells.map((it) => it.replace(/^'/, '')));
      expect(bare).toEqual(rows);
    }),
  );
});

test('gives the wanted columns alone, in their order; one that is not there is empty', async () => {
  const wanted: Columns = (header) => ['c', 'x', 'a'].map((name) => header.indexOf(name));

  expect(await rowsOf('a,b,c\r\n1,"2",3\r\n"4",5,\r\n', 3, wanted)).toEqual([
    ['3', '', '1'],
    ['', '', '4'],
  ]);
});
