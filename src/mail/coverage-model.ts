import { hoursWithout } from '../judge/coverage.ts';
import type { Coverage, CoveredAccount } from '../run/coverage.ts';
import { capped } from './capped.ts';
import { labelOf } from './figures-model.ts';
import { printable } from './printable.ts';
import type { Headline, Ranking, RowTable } from './summary.ts';
import type { WindowText } from './window-text.ts';
import type { Words } from './words/en.ts';

const ACCOUNTS_SHOWN = 8;
const REGIONS_SHOWN = 6;
const REGIONS_OF_ACCOUNT = 4;

/** `the 2 accounts and 4 regions that had events` */
export function coveredText({ accounts, regions }: Coverage, words: Words): string {
  return words.coverage.covered(accounts.length, regions.length);
}

export function coverageHeadline({ accounts, regions }: Coverage, words: Words): Headline {
  return {
    title: words.coverage.accounts,
    value: words.number(accounts.length),
    note: words.coverage.inRegions(regions.length),
    tone: accounts.length === 0 ? 'unknown' : 'plain',
  };
}

/** What the mail shows of the report `coverage`: events by region, and the accounts, those with the most silent hours first. */
export function coverageShown(coverage: Coverage, window: WindowText, words: Words) {
  return { rankings: [regionRanking(coverage, words)], table: accountTable(coverage, window, words) };
}

function regionRanking({ accounts }: Coverage, words: Words): Ranking {
  const sums = new Map<string, number>();
  for (const [region, events] of accounts.flatMap(({ regions }) => Object.entries(regions))) {
    sums.set(region, (sums.get(region) ?? 0) + events);
  }
  const all = byEvents(sums);
  const whole = sumOf(all);
  const others = all.slice(REGIONS_SHOWN);
  return {
    label: labelOf('awsregion', words),
    column: 'awsregion',
    values: all.slice(0, REGIONS_SHOWN).map(([region, events]) => ({
      value: printable(region),
      none: false,
      rows: words.number(events),
      share: words.share(events, whole),
      fraction: events / whole,
    })),
    ...(others.length > 0 && {
      others: words.coverage.otherRegions(others.length, sumOf(others), words.share(sumOf(others), whole)),
    }),
  };
}

function accountTable(coverage: Coverage, window: WindowText, words: Words): RowTable {
  const quietest = coverage.accounts.toSorted(
    (a, b) => a.hoursWithEvents - b.hoursWithEvents || a.events - b.events,
  );
  const shown = quietest.slice(0, ACCOUNTS_SHOWN);
  const { account, events, regions, first, last, without } = words.coverage.columns;
  return {
    title: words.coverage.title(shown.length, quietest.length),
    columns: [account, events, regions, first, last, without],
    rows: shown.map((covered) => [
      printable(covered.account),
      words.number(covered.events),
      regionsOf(covered, words),
      window.time(covered.firstEventTime),
      window.time(covered.lastEventTime),
      silenceOf(covered, coverage, window, words),
    ]),
  };
}

function regionsOf({ regions }: CoveredAccount, { coverage, list }: Words): string {
  const all = byEvents(new Map(Object.entries(regions)));
  const texts = all.map(([region, events]) => coverage.ofRegion(printable(region), events));
  return list(capped(texts, REGIONS_OF_ACCOUNT, coverage.moreRegions));
}

function silenceOf(covered: CoveredAccount, coverage: Coverage, window: WindowText, words: Words): string {
  const without = hoursWithout(covered, coverage);
  const { silence } = covered;
  if (without === 0 || !silence) return words.number(without);
  return words.coverage.hoursWithout(
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
