import fc from 'fast-check';
import { tokenize } from '../../src/reports/sql-tokens.ts';
import { checkTableReferences } from '../../src/reports/table-references.ts';

const check = (sql: string) => checkTableReferences(tokenize(sql).tokens);

test.each([
  ['SELECT a FROM events', 1],
  ['select a from EVENTS e', 1],
  ['SELECT a FROM "events" AS e (x, y), events f', 2],
  ['SELECT a FROM events e JOIN events f ON e.a = f.a AND (e.b, f.b) = (1, 2)', 2],
  ['SELECT a FROM (events e CROSS JOIN events f)', 2],
  ['SELECT a FROM (SELECT a FROM events) e, (VALUES (1, 2), (3, 4)) v (x, y)', 1],
  ['SELECT a FROM ((SELECT a FROM events) UNION ALL (SELECT b FROM events)) x', 2],
  ['SELECT r.arn FROM events CROSS JOIN UNNEST(resources, ARRAY[1, 2]) AS t (r, n)', 1],
  ['SELECT a FROM events, LATERAL (SELECT events.b FROM events) l', 2],
  ['SELECT a FROM events JOIN events f ON f.a = ARRAY[1, 2][1], events g', 3],
  ['WITH a AS (SELECT 1 FROM events), b (x, y) AS (SELECT 1, 2 FROM a) SELECT * FROM a, b', 1],
  ['WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT * FROM n, events', 1],
  ['SELECT a FROM events WHERE b IN (WITH c AS (SELECT 1) SELECT * FROM c)', 1],
  ['SELECT EXTRACT(hour FROM eventtime), TRIM(BOTH FROM a), SUBSTRING(b FROM 2) FROM events', 1],
  ['SELECT a FROM events WHERE a IS DISTINCT FROM b OR a IS NOT DISTINCT FROM c', 1],
  ['SELECT a FROM events GROUP BY a, b HAVING count(*) > 1 ORDER BY a, b', 1],
  ['SELECT sum(a) OVER w, 1 FROM events WINDOW w AS (ORDER BY a), v AS (ORDER BY b)', 1],
  ['SELECT a FROM events UNION SELECT b, c FROM events', 2],
  [`SELECT 'FROM other', "from", e.table FROM events e -- JOIN other`, 1],
])('allows %s', (sql, reads) => {
  expect(check(sql)).toEqual({ faults: [], reads });
});

test.each([
  ['SELECT a FROM other', 'reads the table other'],
  ['SELECT a FROM "Other"', 'reads the table "Other"'],
  ['SELECT a FROM default.cloudtrail_logs', 'reads the table default.cloudtrail_logs'],
  ['SELECT a FROM "default"."events"', 'reads the table "default"."events"'],
  ['SELECT a FROM events . other', 'reads the table events.other'],
  ['SELECT a FROM events, other', 'reads the table other'],
  ['SELECT a FROM events e LEFT JOIN other o ON true', 'reads the table other'],
  ['SELECT a FROM events e JOIN events f ON e.a = f.a, other', 'reads the table other'],
  ['SELECT a FROM (events e CROSS JOIN other)', 'reads the table other'],
  ['SELECT a FROM (events, other)', 'reads the table other'],
  ['SELECT a FROM events WHERE a IN (SELECT b FROM other)', 'reads the table other'],
  ['SELECT (SELECT max(a) FROM other) FROM events', 'reads the table other'],
  ['SELECT a FROM events UNION ALL SELECT a FROM other', 'reads the table other'],
  ['SELECT EXTRACT(hour FROM (SELECT b FROM other)) FROM events', 'reads the table other'],
  ['SELECT DISTINCT a FROM other', 'reads the table other'],
  ['SELECT a FROM events limit, other', 'reads the table other'],
  ['SELECT a FROM events window, other', 'reads the table other'],
  ['SELECT a FROM events qualify, other', 'reads the table other'],
  ['SELECT a FROM LATERAL other', 'reads the table other'],
  ['SELECT a FROM UNNEST, events', 'reads the table UNNEST'],
  ["SELECT a FROM 's3://bucket/file.csv'", "'s3://bucket/file.csv' is in a table's place"],
  ["SELECT a FROM read_csv('file.csv')", 'reads read_csv(…) as a table'],
  ['SELECT a FROM TABLE(f(1)), events', 'reads TABLE(…) as a table'],
  ['SELECT a FROM events WHERE a IN (TABLE other)', 'TABLE reads a table too'],
  ['SELECT a FROM events WHERE a IN (PIVOT other ON b)', 'Athena has no PIVOT'],
  ['SELECT a FROM events: other', 'Athena does not accept "events:"'],
  ['WITH events AS (SELECT 1) SELECT * FROM events', 'WITH events … hides the bounded events'],
  ['WITH "Events" AS (SELECT 1) SELECT * FROM events', 'WITH events … hides the bounded events'],
  ['SELECT * FROM (WITH events AS (SELECT 1) SELECT * FROM events)', 'WITH events … hides'],
  ['WITH a AS (SELECT * FROM b), b AS (SELECT 1 FROM events) SELECT * FROM a', 'reads the table b'],
  ['WITH a AS (WITH b AS (SELECT 1) SELECT * FROM b) SELECT * FROM a, b', 'reads the table b'],
  ['WITH a AS (SELECT * FROM a) SELECT * FROM a', 'reads the table a'],
  ['WITH a AS (DELETE FROM other) SELECT * FROM events', 'expected WITH name AS (SELECT …)'],
  ['WITH a AS (SELECT 1) INSERT INTO other SELECT * FROM events', 'expected SELECT after the WITH queries'],
  ['WITH a (x, y SELECT 1', 'expected WITH name AS (SELECT …)'],
  ['SELECT (a FROM events', '"(" is never closed'],
  ['SELECT a) FROM events', '")" closes nothing'],
  ['SELECT (a] FROM events', '"]" closes nothing'],
])('refuses %s', (sql, reason) => {
  expect(check(sql).faults[0]?.reason).toContain(reason);
});

test('names the line of the table', () => {
  expect(check('SELECT a\nFROM events e\nJOIN other o\nON true').faults).toMatchObject([{ line: 3 }]);
});

test('finds every other table, wherever it stands', () => {
  const place = fc.constantFrom(
    (table: string) => `SELECT a FROM ${table}`,
    (table: string) => `SELECT a FROM events, ${table} t`,
    (table: string) => `SELECT a FROM events NATURAL JOIN ${table}`,
    (table: string) => `SELECT a FROM events WHERE EXISTS (SELECT 1 FROM ${table})`,
    (table: string) => `WITH x AS (SELECT 1 FROM ${table}) SELECT a FROM events, x`,
    (table: string) => `SELECT a FROM ((events CROSS JOIN ${table}))`,
  );
  const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,20}$/).filter((word) => !/^(?:events|x)$/.test(word));
  const written = fc.constantFrom(
    (word: string) => `"${word}"`,
    (word: string) => `"${word.toUpperCase()}"`,
    (word: string) => `db.${word}`,
    (word: string) => `events."${word}"`,
  );
  fc.assert(
    fc.property(place, name, written, (sql, word, write) => {
      expect(check(sql(write(word))).faults).toHaveLength(1);
    }),
  );
});

test('is deaf to case, comments and line breaks', () => {
  const gap = fc.constantFrom(' ', '\n', '/* FROM other */', '-- JOIN other\n');
  const words = 'SELECT a FROM events e JOIN events f ON e.a = f.a WHERE a IN ( SELECT b FROM events )'.split(
    ' ',
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(gap, fc.boolean()), { minLength: 30, maxLength: 30 }), (choices) => {
      const sql = words.map(
        (word, i) => (choices[i]?.[1] ? word.toUpperCase() : word) + (choices[i]?.[0] ?? ' '),
      );
      expect(check(sql.join(''))).toEqual({ faults: [], reads: 3 });
    }),
  );
});

test('ends, and never throws, on any sequence of tokens', () => {
  const words =
    "SELECT WITH RECURSIVE AS FROM JOIN LATERAL UNNEST VALUES TABLE events a ( ) [ ] , . : ; ? * 1 's'".split(
      ' ',
    );
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words)), (pieces) => {
      expect(() => check(pieces.join(' '))).not.toThrow();
    }),
    { numRuns: 2000 },
  );
});
