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
