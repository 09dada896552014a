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

test('keeps everything for a report that takes *', () => {
  expect(usedColumns(COLUMNS, ['SELECT * FROM events ORDER BY eventname'], [])).toEqual(COLUMNS);
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
