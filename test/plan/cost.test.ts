import { configSchema } from '../../src/config/config.ts';
import { RequestError } from '../../src/errors.ts';
import { affordableBytes, checkCost, scannedPartitions } from '../../src/plan/cost.ts';
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

test('accounts and regions bound what is read only where the table has partitions of them', () => {
  const partitions = { from: '2026/11/21', to: '2026/11/22', accounts: ['1'], regions: ['us-east-1'] };
  const { table } = configSchema.parse({ table: { partitions: { day: 'day', region: 'region' } } });

  expect(scannedPartitions(partitions, table)).toEqual({
    from: '2026/11/21',
    to: '2026/11/22',
    regions: ['us-east-1'],
  });
});
