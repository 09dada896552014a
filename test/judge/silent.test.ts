import { silenceWarnings, silentOf } from '../../src/judge/silent.ts';
import type { CoveredAccount, Expected, Silent } from '../../src/run/coverage.ts';

const [A, B, C] = ['111122223333', '444455556666', '777788889999'];
const window = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' };
const DAYS = { from: '2026/11/21', to: '2026/11/23' };
const NONE: Silent = { accounts: [], regions: [], sinceLastRun: [] };

function account(
  id: string,
  regions = ['us-east-1'],
  lastEventTime = '2026-11-20T23:00:00Z',
): CoveredAccount {
  return {
    account: id,
    events: regions.length,
    regions: Object.fromEntries(regions.map((region) => [region, 1])),
    firstEventTime: '2026-11-20T01:00:00Z',
    lastEventTime,
    hoursWithEvents: 2,
  };
}

interface Days {
  now: CoveredAccount[];
  before?: CoveredAccount[];
  silentBefore?: Silent['accounts'];
}

function silent({ now, before, silentBefore = [] }: Days, expected: Expected = {}, bounds = {}): Silent {
  const regions = [...new Set(now.flatMap((covered) => Object.keys(covered.regions)))];
  return silentOf({
    covered: { accounts: now, regions },
    last: before && { accounts: before, silent: { ...NONE, accounts: silentBefore } },
    expected,
    run: { window, partitions: { ...DAYS, ...bounds } },
  });
}

test('no account is silent without a configuration and without a last run', () => {
  expect(silent({ now: [] })).toEqual(NONE);
});

describe('expected by configuration', () => {
  test('an account without events is silent', () => {
    expect(silent({ now: [account(A)] }, { accounts: [A, B] }).accounts).toEqual([
      { account: B, expected: 'configuration' },
    ]);
  });

  test('the last run knows its last event', () => {
    expect(silent({ now: [], before: [account(A)] }, { accounts: [A] }).accounts).toEqual([
      { account: A, expected: 'configuration', lastEventTime: '2026-11-20T23:00:00Z' },
    ]);
  });

  test('an account of the last run that is not among them may fall silent', () => {
    expect(silent({ now: [account(A)], before: [account(A), account(B)] }, { accounts: [A] })).toEqual(NONE);
  });

  test('a region is silent where no account has events in it', () => {
    const now = [account(A, ['us-east-1']), account(B, ['eu-north-1'])];
    expect(silent({ now }, { regions: ['us-east-1', 'eu-north-1', 'ap-south-1'] }).regions).toEqual([
      'ap-south-1',
    ]);
  });

  test.each([
    ['accounts', { accounts: [A] }],
    ['regions', { regions: ['us-east-1'] }],
  ])('what the run was not to read is not missed: %s', (_, bounds) => {
    const expected = { accounts: [A, B], regions: ['us-east-1', 'ap-south-1'] };
    const now = [account(A), ...('regions' in bounds ? [account(B)] : [])];
    const { accounts, regions } = silent({ now }, expected, bounds);
    expect('accounts' in bounds ? accounts : regions).toEqual([]);
  });
});

describe('expected since the last run', () => {
  test('an account that had events is silent', () => {
    expect(silent({ now: [account(A)], before: [account(A), account(B)] }).accounts).toEqual([
      { account: B, expected: 'last-run', lastEventTime: '2026-11-20T23:00:00Z' },
    ]);
  });

  test('an account stays silent in the runs after', () => {
    const silentBefore = [
      { account: B, expected: 'last-run', lastEventTime: '2026-11-14T00:00:00Z' },
    ] as const;
    const days = { now: [account(A)], before: [account(A)], silentBefore: [...silentBefore] };
    expect(silent(days).accounts).toEqual(silentBefore);
  });

  test('an account is no longer expected a week after its last event', () => {
    const silentBefore = [
      { account: B, expected: 'last-run', lastEventTime: '2026-11-13T23:59:59Z' },
    ] as const;
    const days = { now: [account(A)], before: [account(A)], silentBefore: [...silentBefore] };
    expect(silent(days)).toEqual(NONE);
  });

  test('in weekly runs an account stays expected until two windows after its last event', () => {
    const week = { from: '2026-11-15T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' };
    const silentInWeek = (lastEventTime: string) => {
      const was = { account: B, expected: 'last-run', lastEventTime } as const;
      const last = { accounts: [account(A)], silent: { ...NONE, accounts: [was] } };
      const covered = { accounts: [account(A)], regions: ['us-east-1'] };
      return silentOf({ covered, last, expected: {}, run: { window: week, partitions: DAYS } }).accounts;
    };

    expect(silentInWeek('2026-11-01T00:00:00Z')).toMatchObject([{ account: B }]);
    expect(silentInWeek('2026-10-31T23:59:59Z')).toEqual([]);
  });

  test('an account that is back is silent no more', () => {
    const silentBefore = [
      { account: B, expected: 'last-run', lastEventTime: '2026-11-19T00:00:00Z' },
    ] as const;
    expect(silent({ now: [account(B)], before: [], silentBefore: [...silentBefore] })).toEqual(NONE);
  });

  test('records without an account belong to no account', () => {
    expect(silent({ now: [], before: [account('unknown')] })).toEqual(NONE);
  });

  test('regions that accounts no longer use are gathered, with the accounts', () => {
    const before = [
      account(A, ['us-east-1', 'eu-west-3']),
      account(B, ['eu-west-3', 'us-east-1']),
      account(C),
    ];
    expect(silent({ now: [account(A), account(B), account(C)], before }).sinceLastRun).toEqual([
      { region: 'eu-west-3', accounts: [A, B] },
    ]);
  });

  test('the regions of a silent account are not named beside it', () => {
    expect(silent({ now: [], before: [account(A)] }).sinceLastRun).toEqual([]);
  });

  test('where regions are expected by configuration, others may fall silent', () => {
    const days = { now: [account(A)], before: [account(A, ['us-east-1', 'eu-west-3'])] };
    expect(silent(days, { regions: ['us-east-1'] })).toEqual(NONE);
  });
});

test('a silent account and an expected region are warned of, a region since the last run is not', () => {
  const accounts: Silent['accounts'] = [{ account: A, expected: 'last-run' }];
  const sinceLastRun = [{ region: 'eu-west-3', accounts: [B] }];
  const found = silenceWarnings({ accounts, regions: ['ap-south-1'], sinceLastRun });
  expect(found.map(({ code }) => code)).toEqual(['silent-account', 'silent-region']);
});
