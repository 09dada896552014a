import fc from 'fast-check';
import { tokenize } from '../../src/reports/sql-tokens.ts';

const kindsAndTexts = (sql: string) => tokenize(sql).tokens.map(({ kind, text }) => `${kind} ${text}`);
const faults = (sql: string) => tokenize(sql).faults;

test('splits SQL into its tokens', () => {
  expect(kindsAndTexts(`SELECT a.b, 'it''s', "A ""b""", 1.5 >= .5 -- end`)).toEqual([
    'word SELECT',
    'word a',
    'punctuation .',
    'word b',
    'punctuation ,',
    `string 'it''s'`,
    'punctuation ,',
    'identifier "A ""b"""',
    'punctuation ,',
    'number 1.5',
    'punctuation >',
    'punctuation =',
    'number .5',
  ]);
});

test('names words and quoted identifiers in lower case, unquoted', () => {
  expect(tokenize(`Events "Other ""One"""`).tokens.map(({ name }) => name)).toEqual([
    'events',
    'other "one"',
  ]);
});

test('counts lines through strings and comments, whatever ends them', () => {
  const sql = "a 'x\ny' b\r\nc /* \n */ d\re";
  expect(tokenize(sql, 10).tokens.map(({ text, line }) => [text, line])).toEqual([
    ['a', 10],
    ["'x\ny'", 10],
    ['b', 11],
    ['c', 12],
    ['d', 13],
    ['e', 14],
  ]);
});

test.each([
  ["SELECT\n'abc", 2, 'a string begins here and never ends'],
  ["'it''s", 1, 'a string begins here and never ends'],
  ['SELECT\n\n/* abc', 3, 'a comment begins here and never ends'],
  ['SELECT "abc', 1, 'a quoted identifier begins here'],
  ['SELECT ""', 1, 'a quoted identifier begins here'],
  ['SELECT `abc`', 1, 'Athena does not quote identifiers with `'],
  ['SELECT\u3000a', 1, '(U+3000)'],
  ["SELECT ‘a'", 1, '(U+2018)'],
  ['SELECT $$a$$', 1, '(U+0024)'],
  ['SELECT /* a /* b */ c */ 1', 1, 'a comment inside a comment'],
  ["SELECT E'a\\'b'", 1, "Athena has no E'…' strings"],
])('finds the fault in %j', (sql, line, reason) => {
  expect(faults(sql)[0]).toEqual({ line, reason: expect.stringContaining(reason) });
});

test('has no quarrel with a name that ends in e before a string', () => {
  expect(faults("SELECT a LIKE'x', DATE'2026-11-21', e 'x'")).toEqual([]);
});

test('takes any text for one string, its quotes doubled', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const literal = `'${text.replaceAll("'", "''")}'`;
      expect(tokenize(literal).tokens.map((token) => token.text)).toEqual([literal]);
    }),
  );
});

test('loses nothing but white space and comments', () => {
  const piece = fc.constantFrom(
    'a',
    '"b;"',
    "'c--'",
    '1',
    '(',
    ')',
    ',',
    ';',
    '?',
    "/*d'*/",
    '--e"\n',
    ' ',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const sql = pieces.join(' ');
      const kept = pieces.filter((text) => !/^(?:\s|--|\/\*)/.test(text));
      expect(tokenize(sql).tokens.map(({ text, start }) => sql.slice(start, start + text.length))).toEqual(
        kept,
      );
    }),
  );
});
