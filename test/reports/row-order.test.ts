import { inTotalOrder } from '../../src/reports/row-order.ts';

const orderOf = (sql: string) => inTotalOrder(sql).slice(sql.length);

test.each([
  ['SELECT DISTINCT a, eventtime, b.c AS eventid, d FROM events', '\nORDER BY 2 DESC, 3, 1, 4'],
  ['SELECT a AS x, "EventTime" FROM events', '\nORDER BY 2 DESC, 1'],
  ['SELECT count(*) AS n, a FROM events GROUP BY 2', '\nORDER BY 1, 2'],
  ['SELECT coalesce(a, b) c, CASE WHEN a THEN b END, d * 2 AS e FROM events', '\nORDER BY 1, 2, 3'],
  ['SELECT a IS DISTINCT FROM b AS x, c FROM events', '\nORDER BY 1, 2'],
  ['SELECT extract(hour FROM t) AS x, ARRAY[a, b] AS y FROM events', '\nORDER BY 1, 2'],
  ['WITH x AS (SELECT a, b, c FROM events ORDER BY 1) SELECT a FROM x', '\nORDER BY 1'],
  ['SELECT a, row_number() OVER (ORDER BY b) AS n FROM events', '\nORDER BY 1, 2'],
  ['SELECT a, b FROM events UNION ALL SELECT c, d FROM events', '\nORDER BY 1, 2'],
  ['SELECT a FROM events -- why', '\nORDER BY 1'],
])('%s: newest first, then by id, then by every column', (sql, order) => {
  expect(orderOf(sql)).toBe(order);
});

test.each(['SELECT a FROM events ORDER BY a', 'SELECT * FROM events order\nby eventtime'])(
  'leaves the order of %s',
  (sql) => {
    expect(inTotalOrder(sql)).toBe(sql);
  },
);

test.each(['LIMIT 5', 'OFFSET 5 LIMIT 5', 'LIMIT ALL', 'FETCH FIRST 5 ROWS ONLY'])(
  'orders before %s',
  (limit) => {
    expect(inTotalOrder(`SELECT a FROM events\n${limit}`)).toBe(`SELECT a FROM events\nORDER BY 1 ${limit}`);
  },
);

test("takes a table's alias for no limit", () => {
  expect(orderOf('SELECT a FROM events limit')).toBe('\nORDER BY 1');
});

test('leaves out what Athena cannot sort by: a map, and a struct that has one', () => {
  const sql = `SELECT useridentity, events.useridentity AS who, useridentity.sessioncontext.attributes AS a,
    useridentity.sessioncontext.webidfederationdata.attributes AS b, resources, eventid FROM events`;
  expect(orderOf(sql)).toBe('\nORDER BY 6, 3, 5');
});

test.each([
  'SELECT * FROM events',
  'SELECT a, e.* FROM events e',
  'WITH x AS (SELECT a FROM events) (SELECT a FROM x)',
  'SELECT useridentity FROM events',
])('gives %s no order: what it returns is not known, or cannot be sorted by', (sql) => {
  expect(inTotalOrder(sql)).toBe(sql);
});
