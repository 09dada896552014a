import { jest } from '@jest/globals';
import fc from 'fast-check';
import { CsvRows, csvCells, csvRows } from '../../src/archive/csv-rows.ts';
import { safeCsv } from '../../src/steps/archive/result-csv.ts';

async function* pieces(content: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function rowsOf(csv: string, size = 7): Promise<string[][]> {
  const found: string[][] = [];
  for await (const rows of csvRows(pieces(Buffer.from(csv), size)))
    while (rows.next()) found.push(rows.texts());
  return found;
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

test('may be left before its end: nothing more is read then', async () => {
  let read = 0;
  async function* counted() {
    for await (const piece of pieces(Buffer.from('a\r\nb\r\nc\r\n'), 3)) {
      read += 1;
      yield piece;
    }
  }

  for await (const rows of csvRows(counted())) if (rows.next()) break;

  expect(read).toBe(1);
});

test.each(['a,b\r\n1,"2', 'a,b\r\n1', 'a,b\r\n1,"2"\r'])('%j was cut', async (csv) => {
  await expect(rowsOf(csv, 3)).rejects.toThrow('the CSV ends inside a row');
});

test('a long row is read a few times, however many pieces it comes in', async () => {
  const csv = `a\r\n"${'""'.repeat(100_000)}"\r\n`;
  const tried = jest.spyOn(CsvRows.prototype, 'next');

  await rowsOf(csv, 100);

  expect(tried.mock.calls.length).toBeLessThan(50);
  tried.mockRestore();
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

test('a column that is not there has no text', async () => {
  for await (const rows of csvRows(pieces(Buffer.from('a,b\r\n'), 100)))
    while (rows.next()) expect([-1, 0, 2].map((column) => rows.text(column))).toEqual(['', 'a', '']);
});

test('gives the wanted columns alone, in their order; one that is not there is empty', async () => {
  const found: string[][] = [];
  for await (const cells of csvCells(pieces(Buffer.from('a,b,c\r\n1,"2",3\r\n"4",5,\r\n'), 3), [
    'c',
    'x',
    'a',
  ]))
    found.push(cells);

  expect(found).toEqual([
    ['3', '', '1'],
    ['', '', '4'],
  ]);
});

test('rows are read again from a place in the piece', async () => {
  const found: string[] = [];
  for await (const rows of csvRows(pieces(Buffer.from('a\r\nb\r\nc\r\n'), 100))) {
    rows.next();
    const { at } = rows;
    while (rows.next()) found.push(rows.text(0));
    rows.at = at;
    while (rows.next()) found.push(rows.text(0));
  }
  expect(found).toEqual(['b', 'c', 'b', 'c']);
});

test('a byte order mark is no part of the first cell', async () => {
  for (const size of [1, 2, 100]) expect(await rowsOf('\ufeffa\r\n', size)).toEqual([['a']]);
});

test('has more columns than there were places for', async () => {
  const cells = Array.from({ length: 200 }, (_, at) => `c${at}`);
  expect(await rowsOf(`${cells.join()}\r\n`, 50)).toEqual([cells]);
});
