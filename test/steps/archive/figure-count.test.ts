import { ResultError } from '../../../src/errors.ts';
import { FigureCount, type FigureOptions } from '../../../src/steps/archive/figure-count.ts';

const COLUMNS = ['eventtime', 'username', 'sourceipaddress'];

function count(rows: (string | null)[][], options: Partial<FigureOptions> = {}) {
  const figures = new FigureCount({ counts: [], mute: {}, timezone: 'UTC', ...options });
  figures.header(COLUMNS);
  for (const row of rows) figures.row({ value: (column) => row[column] ?? null });
  return figures.figures();
}

const at = (eventtime: string, username: string | null = 'alice', ip = '192.0.2.1') => [
  eventtime,
  username,
  ip,
];

test('counts the rows', () => {
  expect(count([at('2026-11-22T07:00:00Z'), at('2026-11-22T06:00:00Z')]).rows).toBe(2);
});

test('counts the values of the columns asked for', () => {
  const { counts } = count([at('2026-11-22T07:00:00Z', 'bob'), at('2026-11-22T06:00:00Z', null)], {
    counts: ['username'],
  });
  expect(counts).toEqual([
    {
      column: 'username',
      values: [
        { value: '', rows: 1 },
        { value: 'bob', rows: 1 },
      ],
      otherValues: 0,
      otherRows: 0,
    },
  ]);
});

test.each([
  ['Asia/Tokyo', '2026-11-22T22:10:00Z', 7],
  ['Asia/Kolkata', '2026-11-22T00:29:59Z', 5],
  ['Asia/Kolkata', '2026-11-22T00:30:00Z', 6],
  ['Asia/Kathmandu', '2026-11-22T00:15:00Z', 6],
  ['America/New_York', '2026-03-08T07:00:00Z', 3],
])('counts by the hour of %s: %s is hour %i', (timezone, eventtime, hour) => {
  expect(count([at(eventtime)], { timezone }).hours[hour]).toBe(1);
});

test('counts a row without a valid time, at no hour', () => {
  const { rows, hours } = count([at('2026-99-99T99:99:99Z')]);
  expect([rows, Math.max(...hours)]).toEqual([1, 0]);
});

test('returns the newest and the oldest time', () => {
  const figures = count([at('2026-11-22T07:00:00Z'), at('2026-11-22T06:00:00Z')]);
  expect([figures.newest, figures.oldest]).toEqual(['2026-11-22T07:00:00Z', '2026-11-22T06:00:00Z']);
});

test('keeps of these rows the time and what is counted: request parameters alone may be hundreds of kilobytes', () => {
  const { newestRows } = count([at('2026-11-22T07:00:00Z', 'bob')], { counts: ['username'] });
  expect(newestRows).toEqual([{ eventtime: '2026-11-22T07:00:00Z', username: 'bob' }]);
});

test('keeps the first 20 rows, which are the newest', () => {
  const rows = Array.from({ length: 30 }, (_, i) => at(`2026-11-22T07:00:${59 - i}Z`));
  expect(count(rows).newestRows).toHaveLength(20);
});

test('leaves muted rows out of every figure but the number of rows', () => {
  const rows = [at('2026-11-22T07:00:00Z', 'awsadmin'), at('2026-11-22T06:00:00Z', 'alice')];
  const figures = count(rows, { counts: ['username'], mute: { username: ['awsadmin'] } });
  expect([figures.rows, figures.mutedRows, figures.newestRows.length, figures.counts[0]?.values]).toEqual([
    2,
    1,
    1,
    [{ value: 'alice', rows: 1 }],
  ]);
});

test('mutes by a pattern', () => {
  const rows = [at('2026-11-22T07:00:00Z', 'ci-build'), at('2026-11-22T06:00:00Z', 'cinema')];
  expect(count(rows, { mute: { username: ['ci-*'] } }).mutedRows).toBe(1);
});

test('mutes a value with the characters of a regular expression only where it is equal', () => {
  const rows = [at('2026-11-22T07:00:00Z', 'a.b*'), at('2026-11-22T06:00:00Z', 'axb1')];
  expect(count(rows, { mute: { username: ['a.b*'] } }).mutedRows).toBe(1);
});

test('refuses a counted column that the result does not have', () => {
  expect(() => count([], { counts: ['outcome'] })).toThrow(
    new ResultError(
      `the header's "counts" names the column "outcome", which this report does not have; it has eventtime, username, sourceipaddress`,
    ),
  );
});

test('refuses a muted column that the report does not have', () => {
  expect(() => count([], { mute: { user: ['x'] } })).toThrow(
    new ResultError(
      'mute names the column "user", which this report does not have; it has eventtime, username, sourceipaddress',
    ),
  );
});

test('takes names as one whatever their case, as the engines and the catalogue do', () => {
  const figures = new FigureCount({
    counts: ['sourceipaddress'],
    mute: { userName: ['deploy'] },
    timezone: 'UTC',
  });
  figures.header(['eventTime', 'UserName', 'sourceIPAddress']);
  for (const name of ['alice', 'deploy'])
    figures.row({ value: (column) => at('2026-11-22T07:00:00Z', name)[column] ?? null });

  expect(figures.figures()).toMatchObject({
    columns: ['eventtime', 'username', 'sourceipaddress'],
    mutedRows: 1,
    newest: '2026-11-22T07:00:00Z',
    counts: [{ column: 'sourceipaddress', values: [{ value: '192.0.2.1', rows: 1 }] }],
  });
});
