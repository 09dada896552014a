import fc from 'fast-check';
import { RequestError } from '../../src/errors.ts';
import { eventsOf, IS_INSTANT } from '../../src/reports/events.ts';
import { tokenize } from '../../src/reports/sql-tokens.ts';
import { literalStatement, statementOf } from '../../src/reports/statement.ts';
import { tableConfigSchema } from '../../src/table/table-config.ts';

const TABLE = {
  database: 'default',
  table: 'cloudtrail_logs',
  partitions: { day: 'day', account: 'account', region: 'region' },
};
const ONE_ACCOUNT = { ...TABLE, partitions: { day: 'timestamp' } };
const WINDOW = { from: '2026-11-20T15:00:00Z', to: '2026-11-21T15:00:00Z', timezone: 'Asia/Tokyo' };
const DAYS = { from: '2026/11/20', to: '2026/11/22' };
const REPORT = { sql: 'SELECT eventname FROM events' };

test('puts the bounded events in front of a report', () => {
  expect(statementOf(REPORT, eventsOf(ONE_ACCOUNT, WINDOW, DAYS))).toEqual({
    sql: `WITH events AS (
  SELECT *
  FROM "default"."cloudtrail_logs"
  WHERE "timestamp" >= ?
    AND "timestamp" <= ?
    AND eventtime >= ?
    AND eventtime < ? AND ${IS_INSTANT}
)
SELECT eventname FROM events`,
    parameters: ['2026/11/20', '2026/11/22', '2026-11-20T15:00:00', '2026-11-21T15:00:00'],
    goesOn: { line: 9, reportLine: 1 },
    derived: [],
  });
});

test('puts the derived columns that a report names into events', () => {
  const column = (name: string, line: number) => ({
    name,
    sql: '  lower(\n    eventname)',
    source: { file: 'sql/events.sql', line },
  });
  const derived = [column('one', 3), column('two', 7), column('three', 9)];
  const events = eventsOf(ONE_ACCOUNT, WINDOW, DAYS, [{ derived }]);
  const { sql, derived: places } = statementOf({ sql: 'SELECT three, "One" FROM events' }, events);
  expect(sql.split('\n').slice(0, 7)).toEqual([
    'WITH events AS (',
    '  SELECT *,',
    '  lower(',
    '    eventname) AS "one",',
    '  lower(',
    '    eventname) AS "three"',
    '  FROM "default"."cloudtrail_logs"',
  ]);
  expect(places.map(({ line, column }) => [line, column.name])).toEqual([
    [3, 'one'],
    [5, 'three'],
  ]);
});

test('leaves a plan of the version before as it was: its events have no derived columns', () => {
  const events = { sql: 'events AS (\n  SELECT *\n  FROM t\n)', parameters: [] };
  expect(statementOf({ sql: 'SELECT identity FROM events ORDER BY 1' }, events).sql).toBe(
    'WITH events AS (\n  SELECT *\n  FROM t\n)\nSELECT identity FROM events ORDER BY 1',
  );
});

test('refuses a derived column that has the name of a partition column', () => {
  const derived = [
    { name: 'account', sql: 'upper(awsregion)', source: { file: 'sql/events/a.sql', line: 2 } },
  ];
  expect(() => eventsOf(TABLE, WINDOW, DAYS, [{ derived }])).toThrow(
    new RequestError([
      'sql/events/a.sql:2: account is the name of a partition column of the table: use another name',
    ]),
  );
  expect(eventsOf(ONE_ACCOUNT, WINDOW, DAYS, [{ derived }]).derived).toEqual(derived);
});

test('bounds the partitions of accounts and regions, a parameter a value', () => {
  const { sql, parameters } = statementOf(
    REPORT,
    eventsOf(TABLE, WINDOW, {
      ...DAYS,
      accounts: ['111122223333', '444455556666'],
      regions: ['us-east-1'],
    }),
  );
  expect(sql).toContain('AND "account" IN (?, ?)\n    AND "region" IN (?)\n    AND eventtime >= ?');
  expect(parameters.slice(2, 5)).toEqual(['111122223333', '444455556666', 'us-east-1']);
});

test('bounds the events themselves where the table has no such partitions', () => {
  const bounds = { ...DAYS, accounts: ['111122223333'], regions: ['us-east-1'] };
  expect(statementOf(REPORT, eventsOf(ONE_ACCOUNT, WINDOW, bounds)).sql).toContain(
    'AND coalesce(recipientaccountid, useridentity.accountid) IN (?)\n    AND awsregion IN (?)',
  );
});

test.each([
  [
    'WITH a AS (SELECT 1) SELECT a FROM events',
    /^WITH events AS \([\s\S]*?\n\),\n {5}a AS \(SELECT 1\) SELECT/,
  ],
  [
    'with recursive a AS (SELECT 1) SELECT a FROM events',
    /^with recursive events AS \([\s\S]*?\n\),\n {15}a AS/,
  ],
  ['-- why\nWITH a AS (SELECT 1) SELECT a FROM events', /^-- why\nWITH events AS \([\s\S]*?\n\),\n {5}a AS/],
  ['-- with\nSELECT a FROM events', /^WITH events AS \([\s\S]*?\n\)\n-- with\nSELECT/],
])('merges with %j', (sql, expected) => {
  expect(statementOf({ sql }, eventsOf(TABLE, WINDOW, DAYS)).sql).toMatch(expected);
});

test.each(['accounts', 'regions'])('refuses an empty list of %s, which would bound nothing', (list) => {
  expect(() => statementOf(REPORT, eventsOf(TABLE, WINDOW, { ...DAYS, [list]: [] }))).toThrow(
    new RequestError([`partitions.${list} is empty: expected at least one, or no list at all`]),
  );
});

test.each(['logs"; DROP TABLE x --', 'Logs', 'cloud-trail', ''])('refuses the table name %j', (table) => {
  expect(() => statementOf(REPORT, eventsOf({ ...TABLE, table }, WINDOW, DAYS))).toThrow(
    'table table: give lower-case letters, digits and underscores, as Athena does',
  );
});

test('names the recommended table where nothing is configured', () => {
  expect(tableConfigSchema.parse({})).toEqual(TABLE);
});

test('has no account partition where only the day is configured', () => {
  expect(tableConfigSchema.parse({ partitions: { day: 'timestamp' } }).partitions).toEqual({
    day: 'timestamp',
  });
});

test('never lets a value into the SQL, and has one ? for each', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string(), { minLength: 1 }),
      fc.array(fc.string(), { minLength: 1 }),
      (accounts, regions) => {
        const { sql, parameters } = statementOf(
          REPORT,
          eventsOf(TABLE, WINDOW, { ...DAYS, accounts, regions }),
        );
        const { tokens } = tokenize(sql.replace(IS_INSTANT, ''));
        expect(tokens.filter(({ kind }) => kind === 'string' || kind === 'number')).toEqual([]);
        expect(tokens.filter(({ text }) => text === '?')).toHaveLength(parameters.length);
        expect(parameters).toEqual([
          DAYS.from,
          DAYS.to,
          ...accounts,
          ...regions,
          '2026-11-20T15:00:00',
          '2026-11-21T15:00:00',
        ]);
      },
    ),
  );
});

describe('a literal statement', () => {
  test('each value stands quoted in the place of its parameter', () => {
    const sql = 'SELECT * FROM t WHERE a = ? AND b IN (?, ?)';

    expect(literalStatement({ sql, parameters: ['1', "O'Neill", '?'] })).toBe(
      "SELECT * FROM t WHERE a = '1' AND b IN ('O''Neill', '?')",
    );
  });

  test('question marks in strings, names and comments are not parameters', () => {
    const sql = `SELECT '?', "?" /* ? */ FROM t -- ?\nWHERE a = ?`;

    expect(literalStatement({ sql, parameters: ['1'] })).toBe(sql.replace(/\?$/, "'1'"));
  });

  test('a value without a place is an error of the program', () => {
    expect(() => literalStatement({ sql: 'SELECT ?', parameters: ['1', '2'] })).toThrow('1 parameters');
  });
});
