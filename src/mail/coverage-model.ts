import { hoursWithout } from '../judge/coverage.ts';
import type { Coverage, CoveredAccount } from '../run/coverage.ts';
import { labelOf, type Ranking, type RowTable } from './figures-model.ts';
import type { Headline } from './model.ts';
import { printable } from './printable.ts';
import type { WindowText } from './window-text.ts';
import type { Wording } from './wording.ts';

const ACCOUNTS_SHOWN = 8;
const REGIONS_SHOWN = 6;
const REGIONS_OF_ACCOUNT = 4;

/** `the 2 accounts and 4 regions that had events` */
export function coveredText({ accounts, regions }: Coverage, wording: Wording): string {
  return wording.coverage.covered(accounts.length, regions.length);
}

export function coverageHeadline({ accounts, regions }: Coverage, wording: Wording): Headline {
  return {
    title: wording.coverage.accounts,
    value: wording.number(accounts.length),
    note: wording.coverage.inRegions(regions.length),
    tone: accounts.length === 0 ? 'unknown' : 'plain',
  };
}

/** What the mail shows of the report `coverage`: events by region, and the accounts, those with the most silent hours first. */
export function coverageShown(coverage: Coverage, window: WindowText, wording: Wording) {
  return { rankings: [regionRanking(coverage, wording)], table: accountTable(coverage, window, wording) };
}

function regionRanking({ accounts }: Coverage, wording: Wording): Ranking {
  const sums = new Map<string, number>();
  for (const [region, events] of accounts.flatMap(({ regions }) => Object.entries(regions))) {
    sums.set(region, (sums.get(region) ?? 0) + events);
  }
  const all = byEvents(sums);
  const whole = sumOf(all);
  const others = all.slice(REGIONS_SHOWN);
  return {
    label: labelOf('awsregion', wording),
    column: 'awsregion',
    values: all.slice(0, REGIONS_SHOWN).map(([region, events]) => ({
      value: printable(region),
      none: false,
      rows: wording.number(events),
      share: wording.share(events, whole),
      fraction: events / whole,
    })),
    ...(others.length > 0 && {
      others: wording.coverage.otherRegions(
        others.length,
        sumOf(others),
        wording.share(sumOf(others), whole),
      ),
    }),
  };
}

function accountTable(coverage: Coverage, window: WindowText, wording: Wording): RowTable {
  const quietest = coverage.accounts.toSorted(
    (a, b) => a.hoursWithEvents - b.hoursWithEvents || a.events - b.events,
  );
  const shown = quietest.slice(0, ACCOUNTS_SHOWN);
  const { account, events, regions, first, last, without } = wording.coverage.columns;
  return {
    title: wording.coverage.title(shown.length, quietest.length),
    columns: [account, events, regions, first, last, without],
    rows: shown.map((covered) => [
      printable(covered.account),
      wording.number(covered.events),
      regionsOf(covered, wording),
      window.time(covered.firstEventTime),
      window.time(covered.lastEventTime),
      silenceOf(covered, coverage, window, wording),
    ]),
  };
}

function regionsOf({ regions }: CoveredAccount, wording: Wording): string {
  const all = byEvents(new Map(Object.entries(regions)));
  const rest = all.length - REGIONS_OF_ACCOUNT;
  return wording.list([
    ...all
      .slice(0, REGIONS_OF_ACCOUNT)
      .map(([region, events]) => wording.coverage.ofRegion(printable(region), events)),
    ...(rest > 0 ? [wording.coverage.moreRegions(rest)] : []),
  ]);
}

function silenceOf(
  covered: CoveredAccount,
  coverage: Coverage,
  window: WindowText,
  wording: Wording,
): string {
  const without = hoursWithout(covered, coverage);
  const { silence } = covered;
  if (without === 0 || !silence) return wording.number(without);
  return wording.coverage.hoursWithout(
    without,
    coverage.hours,
    window.time(silence.from),
    window.time(silence.to),
  );
}

function byEvents(events: ReadonlyMap<string, number>): [string, number][] {
  return [...events].sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1));
}

function sumOf(events: readonly [string, number][]): number {
  return events.reduce((sum, [, count]) => sum + count, 0);
}
