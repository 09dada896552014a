import { configSchema } from '../../src/config/config.ts';
import { RequestError } from '../../src/errors.ts';
import {
  affordableBytes,
  checkCost,
  enoughScanLimit,
  maybeBySchedule,
  scannedPartitions,
} from '../../src/plan/cost.ts';
import type { Plan } from '../../src/run/run.ts';

const configWith = (limits: object, usdPerTerabyte = 5) => configSchema.parse({ limits, usdPerTerabyte });
const plan = { reports: [{ id: 'a' }, { id: 'b' }] } as unknown as Plan;

function refusal(bytes: number, complete = true, limits: object = { usdPerRun: 10 }) {
  try {
    checkCost(plan, { bytes, complete }, configWith(limits));
    return undefined;
  } catch (error) {
    return error instanceof RequestError ? error.faults : error;
  }
}

test('a run may cost as much as the ceiling', () => {
  expect(refusal(1e12)).toBeUndefined();
});

test('one that would cost more is refused: the setting, what it would read and cost, and what to do', () => {
  expect(refusal(1.3e12)).toEqual([
    'limits.usdPerRun: 10 is less than this run would cost: its 2 reports would read 2,600 GB, for USD 13.00: ask for fewer days, reports, accounts or regions, or raise it',
  ]);
});

test('so is a run whose logs were counted in part, if that part costs too much already', () => {
  expect(refusal(1.3e12, false)).toEqual([
    expect.stringContaining('would read at least 2,600 GB, for at least USD 13.00'),
  ]);
  expect(refusal(0.1e12, false)).toBeUndefined();
});

test('without a ceiling a run may cost any amount', () => {
  expect(refusal(1e15, true, {})).toBeUndefined();
});

test.each([
  [{ usdPerRun: 10 }, 5, 1e12],
  [{ usdPerRun: 10 }, 0, undefined],
  [{}, 5, undefined],
])('with %j at USD %d a terabyte, two reports may each read %d bytes', (limits, price, bytes) => {
  expect(affordableBytes(2, configWith(limits, price))).toBe(bytes);
});

test.each([
  ['at its time', 'schedule', '2026-11-22T07:00:00Z', true],
  ['as long as the schedule tries', 'schedule', '2026-11-23T13:00:00Z', true],
  ['later: by a person', 'schedule', '2026-11-23T13:00:01Z', false],
  ['by hand', 'manual', '2026-11-22T07:00:00Z', false],
] as const)('a run asked for %s (%s, %s) is the schedule’s own: %s', (_, trigger, now, own) => {
  const window = { from: '2026-11-21T06:30:00Z', to: '2026-11-22T06:30:00Z', timezone: 'UTC' };

  expect(maybeBySchedule({ trigger, window }, configWith({}), now)).toBe(own);
});

test('accounts and regions bound what is read only where the table has partitions of them', () => {
  const partitions = { from: '2026/11/21', to: '2026/11/22', accounts: ['1'], regions: ['us-east-1'] };
  const { table } = configSchema.parse({ table: { partitions: { day: 'day', region: 'region' } } });

  expect(scannedPartitions(partitions, table)).toEqual({
    from: '2026/11/21',
    to: '2026/11/22',
    regions: ['us-east-1'],
  });
});

test.each([
  [0, 1e9],
  [3.2e9, 7e9],
])('for %d bytes of logs a scan limit of %d is enough', (bytes, limit) => {
  expect(enoughScanLimit(bytes)).toBe(limit);
});
