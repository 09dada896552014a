import { dayFaults } from '../../src/table/day-faults.ts';
import { tableConfigSchema } from '../../src/table/table-config.ts';
import type { ColumnProjection } from '../../src/table/table-description.ts';
import { partitionsOf } from '../../src/time/window.ts';

const table = tableConfigSchema.parse({});
const aDay = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z' };
const dates = (range: string, changed: object = {}): ColumnProjection => {
  const [from = '', to = ''] = range.split(',');
  return { type: 'date', range: { from, to }, format: 'yyyy/MM/dd', interval: '1', unit: 'DAYS', ...changed };
};

function faults(
  projection: ColumnProjection,
  { window = aDay, now = '2026-11-22T07:00:00.000Z' } = {},
): string[] {
  const inZone = { ...window, timezone: 'UTC' };
  const run = { window: inZone, partitions: partitionsOf(inZone) };
  return dayFaults(projection, { run, table, now });
}

describe('the range', () => {
  test.each([
    '2020/01/01,NOW',
    '2026/11/21,2026/11/23',
    'NOW-1DAYS,NOW',
    ' NOW - 1 DAY , NOW + 1 DAY ',
    'NOW-3YEARS,NOW',
    'NOW-1MONTH,NOW+1MONTH',
    'NOW-1WEEKS,NOW',
    'NOW-32HOURS,NOW',
  ])('%j covers yesterday', (range) => {
    expect(faults(dates(range))).toEqual([]);
  });

  test.each([
    '2026/11/22,NOW',
    'NOW,NOW',
    '2020/01/01,2026/11/20',
    '2020/01/01,NOW-2DAYS',
    'NOW+1DAYS,NOW+2DAYS',
    'NOW-7HOURS,NOW',
  ])('%j does not cover yesterday', (range) => {
    expect(faults(dates(range))).toEqual([expect.stringContaining('projection.day.range: ')]);
  });

  test('is named with the days that it covers, those that are needed, and how to change it', () => {
    const window = { from: '2026-10-01T00:00:00Z', to: '2026-10-08T00:00:00Z' };

    expect(faults(dates('NOW-1DAYS,NOW'), { window })).toEqual([
      "projection.day.range: \"NOW-1DAYS,NOW\" covers the days 2026/11/21 to 2026/11/22, and the logs of the window are in 2026/10/01 to 2026/10/08. For other days Athena finds no rows and gives no error. Ask for days that it covers, or give 2026/10/01,NOW: ALTER TABLE `default`.`cloudtrail_logs` SET TBLPROPERTIES ('projection.day.range' = '2026/10/01,NOW')",
    ]);
  });

  test('is not advised to begin later than it does', () => {
    const [text] = faults(dates('2013/11/01,2026/11/01'));

    expect(text).toContain("= '2013/11/01,NOW')");
  });

  test('need not reach into days to come', () => {
    const window = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T06:00:00Z' };

    expect(faults(dates('2020/01/01,2026/11/22'), { window })).toEqual([]);
  });

  test('covers the day after the window, where its late logs are, once that has begun', () => {
    expect(faults(dates('2020/01/01,2026/11/21'))).toHaveLength(1);
    expect(faults(dates('2020/01/01,2026/11/21'), { now: '2026-11-21T23:59:00.000Z' })).toEqual([]);
  });

  test('that is relative must still cover the window when a query begins late', () => {
    expect(faults(dates('NOW-1DAYS,NOW'), { now: '2026-11-22T22:59:00.000Z' })).toEqual([]);
    expect(faults(dates('NOW-1DAYS,NOW'), { now: '2026-11-22T23:30:00.000Z' })).toHaveLength(1);
  });

  test('is counted in UTC: a window of Tokyo’s morning begins the UTC day before', () => {
    const window = { from: '2026-11-20T23:30:00Z', to: '2026-11-21T23:30:00Z' };

    expect(faults(dates('NOW-1DAYS,NOW'), { window, now: '2026-11-22T00:00:00.000Z' })).toHaveLength(1);
    expect(faults(dates('NOW-2DAYS,NOW'), { window, now: '2026-11-22T00:00:00.000Z' })).toEqual([]);
  });

  test.each(['', 'NOW', '2020-01-01,NOW', '2026/02/30,NOW', 'now-1days,now', 'NOW-1FORTNIGHT,NOW'])(
    '%j is not a range',
    (range) => {
      expect(faults(dates(range))).toEqual([
        expect.stringMatching(
          /^projection\.day\.range: .* is not a range of days: give one such as 2020\/01\/01,NOW$/,
        ),
      ]);
    },
  );

  test('that leaves the calendar is not a range', () => {
    expect(faults(dates('NOW-999999999YEARS,NOW'))).toEqual([
      expect.stringContaining('is not a range of days'),
    ]);
  });
});

test.each([
  [
    { format: 'yyyy-MM-dd' },
    'projection.day.format: "yyyy-MM-dd" is not how CloudTrail names the folders of days: give yyyy/MM/dd',
  ],
  [{ interval: '2' }, 'projection.day.interval: "2" leaves days out: give 1'],
  [{ unit: 'MONTHS' }, 'projection.day.interval.unit: "MONTHS" is not one day after another: give DAYS'],
])('%j is a fault', (changed, fault) => {
  expect(faults(dates('2020/01/01,NOW', changed))).toEqual([fault]);
});

test('Java’s uuuu is the same year', () => {
  expect(faults(dates('2020/01/01,NOW', { format: 'uuuu/MM/dd' }))).toEqual([]);
});

test.each([{ type: 'injected' } as const, { type: 'integer' } as const])(
  'days of the type $type cannot be bounded',
  (projection) => {
    expect(faults(projection)).toEqual([
      `projection.day.type: "${projection.type}" cannot be bounded to the days of a window: give date`,
    ]);
  },
);

test('a list of days must hold every day of the window', () => {
  const values = ['2026/11/21', '2026/11/22'];

  expect(faults({ type: 'enum', values })).toEqual([]);
  expect(faults({ type: 'enum', values: ['2026/11/22'] })).toEqual([
    'projection.day.values: "2026/11/22" leaves out 2026/11/21, which has logs of the window: project days by the type date',
  ]);
});
