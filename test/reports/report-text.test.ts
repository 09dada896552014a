import { readReportText } from '../../src/reports/report-text.ts';

const faults = (sql: string) => readReportText(sql).faults;

test('takes white space and one closing semicolon off', () => {
  const { sql, faults } = readReportText("\n\nSELECT ';' AS a FROM events ; -- done\n");
  expect(sql).toBe("SELECT ';' AS a FROM events");
  expect(faults).toEqual([]);
});

test.each(['SELECT a FROM events', 'select a from events', 'WITH x AS (SELECT 1) SELECT a FROM events, x'])(
  'allows %s',
  (sql) => {
    expect(faults(sql)).toEqual([]);
  },
);

test('keeps comments, which readers of the statement need', () => {
  expect(readReportText('-- why\nSELECT a /* what */ FROM events').sql).toBe(
    '-- why\nSELECT a /* what */ FROM events',
  );
});

test.each([
  ['', 1, 'no SQL: expected SELECT … FROM events'],
  ['\n-- nothing yet\n', 1, 'no SQL'],
  [';', 1, 'no SQL'],
  ['SELECT 1', 1, 'reads no events: expected FROM events'],
  ["SELECT 'FROM events'", 1, 'reads no events'],
  ['SELECT a FROM events;\nSELECT b FROM events', 2, 'SELECT follows the closing ;'],
  ['SELECT a FROM events;;', 1, '; follows the closing ;'],
  ['SELECT a FROM events\nWHERE a = ?', 2, '? is a parameter'],
  ['INSERT INTO x SELECT * FROM events', 1, 'begins with INSERT: expected SELECT, or WITH … SELECT'],
  ['\n\nDROP TABLE events', 3, 'begins with DROP'],
  ['(SELECT a FROM events)', 1, 'begins with (:'],
  ['FROM events SELECT a', 1, 'begins with FROM'],
  ['"select" a FROM events', 1, 'begins with "select"'],
  ["SELECT 'a FROM events", 1, 'a string begins here and never ends'],
])('refuses %j', (sql, line, reason) => {
  expect(faults(sql)[0]).toEqual({ line, reason: expect.stringContaining(reason) });
});

test('counts lines from where the text begins in its file', () => {
  expect(readReportText('\nSELECT a FROM other', 7).faults[0]).toMatchObject({ line: 8 });
});

test('has no quarrel with ? ; and other tables in strings and comments', () => {
  expect(faults("SELECT '? ; FROM other' AS a -- ? ; FROM other\nFROM events /* ? ; FROM other */")).toEqual(
    [],
  );
});

test.each([
  ['SELECT a AS b FROM events', 'b', true],
  ['SELECT a AS "b" FROM events', 'b', true],
  ['SELECT e.* FROM events e', 'b', true],
  ['SELECT a, * FROM events', 'b', true],
  ['SELECT a, count(*) AS n, a * 2 AS m FROM events GROUP BY a', 'b', false],
  ["SELECT 'b' AS a FROM events -- b", 'b', false],
])('%s may return %s: %s', (sql, column, may) => {
  expect(readReportText(sql).mayReturn(column)).toBe(may);
});
