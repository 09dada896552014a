import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { ResultError } from '../../../src/errors.ts';
import { type RowReader, safeCsv } from '../../../src/steps/archive/result-csv.ts';

type Cell = string | null;

/** A result as Athena writes it. */
const athenaCsv = (rows: Cell[][]) =>
  rows
    .map(
      (row) => `${row.map((cell) => (cell === null ? '' : `"${cell.replaceAll('"', '""')}"`)).join(',')}\n`,
    )
    .join('');

async function* chunksOf(text: string, size = text.length || 1): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function convert(
  text: string,
  { chunk, reader }: { chunk?: number; reader?: RowReader } = {},
): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of safeCsv(chunksOf(text, chunk), reader ? [reader] : [])) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

function collector() {
  const rows: Cell[][] = [];
  let width = 0;
  const reader: RowReader = {
    header: (columns) => {
      width = columns.length;
    },
    row: (row) => {
      rows.push(Array.from({ length: width }, (_, column) => row.value(column)));
    },
  };
  return { rows, reader };
}

test('begins with a byte order mark, so that Excel reads UTF-8', async () => {
  expect(await convert(athenaCsv([['a'], ['田中']]))).toBe('\uFEFF"a"\r\n"田中"\r\n');
});

test('ends rows with CR LF and keeps a line break inside a cell', async () => {
  expect(
    await convert(
      athenaCsv([
        ['a', 'b'],
        ['1\n2', 'x'],
      ]),
    ),
  ).toBe('\uFEFF"a","b"\r\n"1\n2","x"\r\n');
});

test('keeps NULL apart from an empty string', async () => {
  expect(
    await convert(
      athenaCsv([
        ['a', 'b'],
        [null, ''],
      ]),
    ),
  ).toBe('\uFEFF"a","b"\r\n,""\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\n=x', '=1', '+1', '-1', '@x'])(
  'puts an apostrophe before %j',
  async (cell) => {
    expect(await convert(athenaCsv([['a'], [cell]]))).toBe(`\uFEFF"a"\r\n"'${cell}"\r\n`);
  },
);

test.each(['\u001b-1', '\u007f@x'])(
  'puts an apostrophe before %j: a control that a spreadsheet drops does not stop it',
  async (cell) => {
    expect(await convert(athenaCsv([['a'], [cell]]))).toBe(`\uFEFF"a"\r\n"'${cell}"\r\n`);
  },
);

test.each([
  ['\u0000', '\u2400'],
  ['a\u0000\u0000b"\u0000', 'a\u2400\u2400b""\u2400'],
  ['\u0000=1', "'\u2400=1"],
  ['\u0000\u0000＝1', "'\u2400\u2400＝1"],
])('shows NUL in %j by its picture', async (cell, shown) => {
  expect(await convert(athenaCsv([['a'], [cell]]))).toBe(`\uFEFF"a"\r\n"${shown}"\r\n`);
});

test.each(['a=1', ' =1', '\u200b=1', '\ufeff=1', ' ', '"=1"', "'=1", 'ﾀ', '｡=', '１'])(
  'leaves %j as it is',
  async (cell) => {
    expect(await convert(athenaCsv([['a'], [cell]]))).toBe(
      `\uFEFF${athenaCsv([['a'], [cell]]).replaceAll('\n', '\r\n')}`,
    );
  },
);

test('makes an unquoted cell safe too', async () => {
  expect(await convert('a,b\n=1,2\n')).toBe("\uFEFFa,b\r\n'=1,2\r\n");
});

test('gives the reader each value as it was, not as it is written', async () => {
  const { rows, reader } = collector();
  await convert(
    athenaCsv([
      ['a', 'b', 'c'],
      ['=1', 'say "hi"', null],
    ]),
    { reader },
  );
  expect(rows).toEqual([['=1', 'say "hi"', null]]);
});

test('refuses a result that ends inside a row', async () => {
  await expect(convert('"a","b"\n"1","2"\n"3"')).rejects.toThrow(
    new ResultError('the query result ends inside row 2: it was cut short in transfer'),
  );
});

test('refuses a row with another number of fields than the header', async () => {
  await expect(convert('"a","b"\n"1"\n')).rejects.toThrow(
    new ResultError('row 1 of the query result has 1 fields, the header 2'),
  );
});

test('refuses a result without a header row', async () => {
  await expect(convert('')).rejects.toThrow(
    new ResultError('the query result is empty: not even a header row'),
  );
});

const cells = fc.array(
  fc.array(
    fc.option(fc.string({ unit: fc.constantFrom(...'a=+-@"\',;\n\r\t＝＠é😀 \u0000\u00a0\u200b\ufeff') }), {
      nil: null,
    }),
    {
      minLength: 3,
      maxLength: 3,
    },
  ),
  { maxLength: 20 },
);

// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it is about
const FORMULA = /^[\u0000-\u001f\u007f]*[=+\-@＝＋－＠\t\r\n]/;

test('any cells, cut anywhere into chunks: a CSV parser reads back every row, formulas defused', async () => {
  await fc.assert(
    fc.asyncProperty(cells, fc.integer({ min: 1, max: 40 }), async (body, chunk) => {
      const rows = [['c1', 'c2', 'c3'], ...body];
      const csv = await convert(athenaCsv(rows), { chunk });
      const read = parse(csv, { bom: true, recordDelimiter: '\r\n' });
      const safe = (cell: Cell) =>
        `${FORMULA.test(cell ?? '') ? "'" : ''}${cell ?? ''}`.replaceAll('\u0000', '\u2400');
      expect(read).toEqual(rows.map((row) => row.map(safe)));
    }),
  );
});

test('any cells, cut anywhere into chunks: the reader sees every value', async () => {
  await fc.assert(
    fc.asyncProperty(cells, fc.integer({ min: 1, max: 40 }), async (body, chunk) => {
      const { rows, reader } = collector();
      await convert(athenaCsv([['c1', 'c2', 'c3'], ...body]), { chunk, reader });
      expect(rows).toEqual(body);
    }),
  );
});

test('copes with more columns than it first made room for', async () => {
  const { rows, reader } = collector();
  const wide = Array.from({ length: 200 }, (_, column) => `v${column}`);
  await convert(athenaCsv([wide, wide]), { reader });
  expect(rows).toEqual([wide]);
});

test('copes with more apostrophes than it first made room for', async () => {
  const cells = Array.from({ length: 1000 }, () => '=');
  expect(await convert(athenaCsv([cells]))).toBe(`\uFEFF${cells.map(() => `"'="`).join(',')}\r\n`);
});

test('a row may be longer than many chunks', async () => {
  const long = 'x"y,\n'.repeat(1000);
  const { rows, reader } = collector();
  await convert(
    athenaCsv([
      ['a', 'b'],
      [long, '1'],
      ['2', long],
    ]),
    { chunk: 100, reader },
  );
  expect(rows).toEqual([
    [long, '1'],
    ['2', long],
  ]);
});

test('values that come again in other rows are read as they are', async () => {
  const body = Array.from({ length: 500 }, (_, i) => [
    'say "hi"',
    `session-${i % 7}`,
    i % 2 ? null : '田中太郎',
  ]);
  const { rows, reader } = collector();
  await convert(athenaCsv([['a', 'b', 'c'], ...body]), { chunk: 1000, reader });
  expect(rows).toEqual(body);
});
