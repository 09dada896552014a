import { usedColumns } from '../../../../src/adapters/local/duckdb/columns.ts';

const COLUMNS = {
  eventName: 'string',
  userAgent: 'string',
  userIdentity: { arn: 'string', type: 'string' },
} as const;

test('keeps what reports and the derived columns in their events name, and no more', () => {
  expect(
    usedColumns(COLUMNS, ['SELECT eventname, identity FROM events'], ['2 * length(useridentity.arn)']),
  ).toEqual({
    eventName: 'string',
    userIdentity: { arn: 'string' },
  });
});

test.each([
  'SELECT * FROM events ORDER BY eventname',
  'WITH a AS (SELECT * FROM (events)) SELECT eventname FROM a',
  'SELECT e.* FROM (SELECT eventname FROM events) AS x JOIN "Events" AS e ON true',
  'SELECT array_agg(eventname), * FROM x, events',
])('keeps everything for a report that takes all of the events: %s', (sql) => {
  expect(usedColumns(COLUMNS, [sql], [])).toEqual(COLUMNS);
});

test.each([
  'WITH a AS (SELECT eventname FROM events), b AS (SELECT *, 1 AS events FROM a) SELECT * FROM b',
  'SELECT count(*), 2 * length(eventname) FROM events -- all: *',
])('keeps what is named where * is not of the events: %s', (sql) => {
  expect(usedColumns(COLUMNS, [sql], [])).toEqual({ eventName: 'string' });
});

test.each(['SELECT useridentity.shoesize FROM events', 'SELECT eventname FROM events -- not useridentity.'])(
  'keeps the whole of a struct of which no field is used: %s',
  (sql) => {
    expect(usedColumns(COLUMNS, [sql], []).userIdentity).toEqual(COLUMNS.userIdentity);
  },
);

test('keeps the whole of a struct in a struct of which no field is used', () => {
  const columns = { userIdentity: { arn: 'string', onBehalfOf: { userId: 'string' } } } as const;
  const sql = 'SELECT useridentity.onbehalfof.shoesize FROM events';
  expect(usedColumns(columns, [sql], [])).toEqual({ userIdentity: { onBehalfOf: { userId: 'string' } } });
});
