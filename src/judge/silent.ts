import { Temporal } from 'temporal-polyfill';
import type { Coverage, Expected, Silent, SilentAccount } from '../run/coverage.ts';
import type { Run, Window } from '../run/run.ts';
import { type Warning, warn } from '../run/warning.ts';

interface SilentInput {
  /** of this run */
  covered: Pick<Coverage, 'accounts' | 'regions'>;
  /** of the last run; absent without a run to compare with */
  last: Pick<Coverage, 'accounts' | 'silent'> | undefined;
  expected: Expected;
  run: Pick<Run, 'partitions' | 'window'>;
}

/**
 * An account that fell silent stays expected, run after run, for so long after its last event, or for two windows where
 * those are longer: one mail is easily missed, and a closed account must not be reported for ever.
 */
const EXPECTED_HOURS = 7 * 24;
/** What records without an account are counted under. */
const UNKNOWN = 'unknown';

/** Compares what was covered with what was expected, as far as the run was to read it. */
export function silentOf(input: SilentInput): Silent {
  const { covered, expected, run } = input;
  const { accounts, regions } = run.partitions;
  const live = new Set(covered.accounts.map(({ account }) => account));
  const isSilent = (account: string) => !live.has(account) && (accounts?.includes(account) ?? true);
  return {
    accounts: expectedAccounts(input).filter(({ account }) => isSilent(account)),
    regions: (expected.regions ?? []).filter(
      (region) => !covered.regions.includes(region) && (regions?.includes(region) ?? true),
    ),
    sinceLastRun: expected.regions ? [] : regionsSinceLastRun(input),
  };
}

/** What makes a run partial. A silent region of an account with other events does not: many are used now and then. */
export function silenceWarnings({ accounts, regions }: Silent): Warning[] {
  return [
    ...accounts.map((silent) => warn('silent-account', silent)),
    ...regions.map((region) => warn('silent-region', { region })),
  ];
}

function expectedAccounts({ last, expected, run }: SilentInput): SilentAccount[] {
  const known = new Map<string, string | undefined>([
    ...(last?.silent.accounts ?? []).map(({ account, lastEventTime }) => [account, lastEventTime] as const),
    ...(last?.accounts ?? []).map(({ account, lastEventTime }) => [account, lastEventTime] as const),
  ]);
  const lastEvent = (time: string | undefined) => time !== undefined && { lastEventTime: time };
  if (expected.accounts) {
    return expected.accounts.map((account) => ({
      account,
      expected: 'configuration',
      ...lastEvent(known.get(account)),
    }));
  }
  const seen = new Set(last?.accounts.map(({ account }) => account));
  const since = expectedSince(run.window);
  return [...known]
    .filter(([account, time = '']) => account !== UNKNOWN && (seen.has(account) || time >= since))
    .map(([account, time]) => ({ account, expected: 'last-run', ...lastEvent(time) }));
}

/** An account whose last event was before this is no longer expected. */
function expectedSince({ from, to }: Window): string {
  const start = Temporal.Instant.from(from);
  const hours = start.until(Temporal.Instant.from(to)).total('hours');
  return start.subtract({ hours: Math.max(EXPECTED_HOURS, Math.ceil(2 * hours)) }).toString();
}

function regionsSinceLastRun({ covered, last }: SilentInput): Silent['sinceLastRun'] {
  const before = new Map(last?.accounts.map(({ account, regions }) => [account, Object.keys(regions)]));
  const found = new Map<string, string[]>();
  for (const { account, regions } of covered.accounts) {
    for (const region of before.get(account) ?? []) {
      if (!Object.hasOwn(regions, region)) found.set(region, [...(found.get(region) ?? []), account]);
    }
  }
  return Array.from(found, ([region, accounts]) => ({ region, accounts })).sort((a, b) =>
    a.region < b.region ? -1 : 1,
  );
}
