import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { isFormula, wellFormed } from '../hostile/cells.ts';
import { corpus } from '../hostile/corpus.ts';
import { renderedRun } from './run.ts';

/** Excel and LibreOffice read _x0041_ as A; this reader does not. */
const unescaped = (cell: unknown) => String(cell ?? '').replaceAll('_x005F_', '_');

/** The rows of each sheet. A date-time is a fraction of a day: its milliseconds are rounded. */
async function sheetsOf(workbook: Buffer) {
  const sheets = await readWorkbook(workbook, { trim: false });
  return new Map(
    sheets.map(({ sheet, data }) => [
      sheet,
      data.map((row) =>
        row.map((cell) => (cell instanceof Date ? new Date(Math.round(cell.getTime() / 1000) * 1000) : cell)),
      ),
    ]),
  );
}

const xmlOf = (workbook: Buffer, part: string) =>
  Buffer.from(unzipSync(workbook)[part] ?? []).toString('utf8');

test('text stays text, times are date-times, counts are numbers', async () => {
  const { workbook } = await renderedRun([
    {
      id: 'logins',
      title: 'Logins',
      columns: ['identity', 'recipientaccountid', 'eventtime', 'events', 'requestid'],
      rows: [
        ['=1+1', '001122223333', '2026-11-21T07:08:09Z', '12', '12345678901234567890'],
        ['1.50', '1e5', 'yesterday', '-1', ''],
        [null, 'TRUE', '2026-02-30T00:00:00Z', '007', '2026-11-21T07:08:09Z'],
      ],
    },
  ]);

  expect((await sheetsOf(workbook)).get('Logins')).toEqual([
    ['identity', 'recipientaccountid', 'eventtime (UTC)', 'events', 'requestid'],
    ['=1+1', '001122223333', new Date('2026-11-21T07:08:09Z'), 12, '12345678901234567890'],
    ['1.50', '1e5', 'yesterday', '-1', null],
    [null, 'TRUE', '2026-02-30T00:00:00Z', '007', '2026-11-21T07:08:09Z'],
  ]);
  expect(xmlOf(workbook, 'xl/worksheets/sheet1.xml')).not.toContain('<f>');
});

test('the header stays in view, and the rows can be filtered', async () => {
  const { workbook } = await renderedRun([
    { id: 'a', title: "Bob's", columns: ['x', 'y'], rows: [['1', '2']] },
  ]);

  const sheet = xmlOf(workbook, 'xl/worksheets/sheet1.xml');
  expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2"');
  expect(sheet).toContain('<autoFilter ref="A1:B2"/>');
  expect(xmlOf(workbook, 'xl/workbook.xml')).toContain("'Bob''s'!$A$1:$B$2");
});

test('every hostile value comes back as it was logged', async () => {
  const rows = corpus.map(({ value }) => [value]);
  const { workbook } = await renderedRun([{ id: 'hostile', columns: ['useragent'], rows }]);

  const read = (await sheetsOf(workbook)).get('hostile') ?? [];
  const wrong = corpus.flatMap(({ name, value }, at) =>
    comesBackAs(value, unescaped(read[at + 1]?.[0])) ? [] : [name],
  );
  expect(wrong).toEqual([]);
  expect(read.length).toBe(corpus.length + 1);
});

test('a value that is longer than a cell may be is cut, and says so', async () => {
  const { workbook } = await renderedRun([
    { id: 'a', columns: ['x'], rows: [['y'.repeat(40_000)], [`${'z'.repeat(32_700)}${'😀'.repeat(100)}`]] },
  ]);

  const sheets = await sheetsOf(workbook);
  const [, [cut = ''] = [], [pair = ''] = []] = sheets.get('a') ?? [];
  expect(String(cut)).toHaveLength(32_767);
  expect(cut).toMatch(/y … \[cut: 40,000 characters, whole in the CSV\]$/);
  expect(pair).toMatch(/😀 … \[cut/);
  expect(textOf(sheets.get('Summary'))).toContain(
    'a: values longer than 32,767 characters, which Excel does not hold, are cut: 2. They are whole in a.csv.',
  );
});

test('rows beyond the limit of a sheet go on in further sheets, each with its header', async () => {
  const rows = Array.from({ length: 7 }, (_, at) => [String(at)]);
  const limits = { rows: 4, bytes: 1e9, workbook: 1e9 };
  const { workbook } = await renderedRun([{ id: 'a', columns: ['x'], rows }], { limits });

  const sheets = await sheetsOf(workbook);
  expect(['a', 'a (2)', 'a (3)'].map((name) => sheets.get(name)?.flat())).toEqual([
    ['x', '0', '1', '2'],
    ['x', '3', '4', '5'],
    ['x', '6'],
  ]);
  expect(textOf(sheets.get('Summary'))).toContain('a, a (2), a (3)');
});

test('rows that exactly fill a sheet make no empty one', async () => {
  const limits = { rows: 3, bytes: 1e9, workbook: 1e9 };
  const { workbook } = await renderedRun([{ id: 'a', columns: ['x'], rows: [['0'], ['1']] }], { limits });

  expect([...(await sheetsOf(workbook)).keys()]).toEqual(['Summary', 'Review', 'a']);
});

test('a sheet whose XML is too large goes on in a further one', async () => {
  const rows = Array.from({ length: 300 }, () => ['x'.repeat(1000)]);
  const limits = { rows: 1e6, bytes: 100_000, workbook: 1e9 };
  const { workbook } = await renderedRun([{ id: 'a', columns: ['x'], rows }], { limits });

  const sheets = await sheetsOf(workbook);
  const counts = ['a', 'a (2)', 'a (3)', 'a (4)'].map((name) => (sheets.get(name)?.length ?? 1) - 1);
  expect(counts.every((count) => count > 0)).toBe(true);
  expect(counts.reduce((sum, count) => sum + count)).toBe(300);
});

test('a workbook that is full says how many rows are missing, and where they are', async () => {
  const rows = Array.from({ length: 3000 }, (_, at) => [randomHex(at)]);
  const limits = { rows: 1e6, bytes: 1e9, workbook: 10_000 };
  const { workbook } = await renderedRun(
    [
      { id: 'a', columns: ['x'], rows },
      { id: 'b', columns: ['x'], rows },
    ],
    { limits },
  );

  const sheets = await sheetsOf(workbook);
  const summary = textOf(sheets.get('Summary'));
  expect(summary).toMatch(
    /a: only [\d,]+ of 3,000 rows are here, because the workbook is full. All are in a.csv./,
  );
  expect(summary).toMatch(/b: only [\d,]+ of 3,000 rows are here/);
  expect(sheets.get('a')?.length).toBeLessThan(3000);
});

test('a report without rows and one that failed each say so', async () => {
  const { workbook } = await renderedRun([
    { id: 'none', columns: ['x'], rows: [] },
    { id: 'broken', columns: [], rows: new Error('HIVE_BAD_DATA: a <file>') },
  ]);

  const sheets = await sheetsOf(workbook);
  expect(sheets.get('none')).toEqual([['x'], ['No rows.']]);
  expect(sheets.get('broken')?.flat()).toEqual([
    'broken',
    'This report failed: Error: HIVE_BAD_DATA: a <file>',
  ]);
  expect(textOf(sheets.get('Summary'))).toContain('failed');
});

test('sheets have names that Excel takes', async () => {
  const titles = [
    "'What? [all]: a/b\\c*'",
    'x'.repeat(40),
    `${'X'.repeat(31)}y`,
    'summary',
    'History',
    '\u202e',
  ];
  const { workbook } = await renderedRun(
    titles.map((title, at) => ({ id: `r${at}`, title, columns: ['x'], rows: [] })),
  );

  const names = [...(await sheetsOf(workbook)).keys()];
  expect(names.filter((name) => name.length > 31 || /[:\\/?*[\]]|^'|'$/.test(name))).toEqual([]);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(titles.length + 2);
  expect(names).not.toContain('History');
});

test('the summary has the verdict, the reports with their files, and the review sheet its run', async () => {
  const { workbook, files } = await renderedRun([{ id: 'a', columns: ['x'], rows: [['1']] }]);

  const sheets = await sheetsOf(workbook);
  const { files: listed, runId } = JSON.parse(String(files.get('manifest.json')));
  const { sha256 } = listed.find(({ file }: { file: string }) => file === 'a.csv');
  expect(sheets.get('Summary')).toContainEqual(['a', 1, 'a', 'a.csv', sha256]);
  expect(textOf(sheets.get('Review'))).toContain(runId);
});

test('values that come again stand once, ids of each row in their cells', async () => {
  const ids = Array.from({ length: 2000 }, (_, at) => randomHex(at));
  const rows = ids.map((id, at) => [id, ` a & b ${at % 2} `]);
  const { workbook } = await renderedRun([{ id: 'a', columns: ['eventid', 'useragent'], rows }]);

  const strings = xmlOf(workbook, 'xl/sharedStrings.xml');
  expect(strings.match(/ a &amp; b 0 /g)).toHaveLength(1);
  expect(ids.filter((id) => strings.includes(id)).length).toBeLessThan(1100);
  expect((await sheetsOf(workbook)).get('a')?.slice(1)).toEqual(rows);
});

test('results of the review are chosen from the list of the command `review`', async () => {
  const { workbook } = await renderedRun([{ id: 'a', columns: ['x'], rows: [] }]);
  const review = (await sheetsOf(workbook)).get('Review') ?? [];
  const parts = Object.values(unzipSync(workbook)).map((part) => Buffer.from(part).toString());
  const xml = parts.find((part) => part.includes('<dataValidation ')) ?? '';

  const header = review.findIndex((row) => row.includes('Result'));
  const column = 'ABCDEFGH'[review[header]?.indexOf('Result') ?? 0];
  expect(xml).toContain(`sqref="${column}${header + 2}:${column}${header + 6}"`);
  expect(xml).toContain('<formula1>"false-alarm,followed-up"</formula1>');
});

test('in Japanese', async () => {
  const { workbook } = await renderedRun([{ id: 'a', columns: ['x'], rows: [] }], {
    settings: { language: 'ja' },
  });

  const sheets = await sheetsOf(workbook);
  expect([...sheets.keys()]).toEqual(['概要', 'レビュー', 'a']);
  expect(sheets.get('a')?.[1]).toEqual(['行はありません。']);
});

test('the same run gives the same bytes', async () => {
  const fixtures = [{ id: 'a', columns: ['eventtime'], rows: [['2026-11-21T07:08:09Z']] }];

  const [one, two] = [await renderedRun(fixtures), await renderedRun(fixtures)];

  expect(one.workbook.equals(two.workbook)).toBe(true);
});

const textOf = (rows: readonly (readonly unknown[])[] = []) => rows.flat().join('\n');

/** Not to be compressed. */
const randomHex = (seed: number) => createHash('sha512').update(String(seed)).digest('hex');

/** Whether a cell is the value that was logged, but for what Excel, or the CSV, cannot hold. */
function comesBackAs(value: string, cell: string): boolean {
  const shown = wellFormed(value)
    .replace(/(?![\t\n\r\u007f-\u009f])\p{Cc}/gu, (control) =>
      String.fromCharCode(0x2400 + control.charCodeAt(0)),
    )
    .replace(/[\ufffe\uffff]/g, '\ufffd');
  // In the CSV it is as one without its apostrophe.
  if (shown[0] === "'" && isFormula(value.slice(1))) return cell === shown.slice(1);
  if (shown.length <= 32_767) return cell === shown;
  return cell.length <= 32_767 && cell.startsWith(shown.slice(0, 32_000));
}
