import { hoursWithout } from '../judge/coverage.ts';
import type { Coverage, CoveredAccount } from '../run/coverage.ts';
import type { Count } from '../run/figures.ts';
import { capped } from './capped.ts';
import { rankingOf } from './figures-model.ts';
import { printable } from './printable.ts';
import type { Headline, Ranking, ReportFigures, RowTable } from './summary.ts';
import type { WindowText } from './window-text.ts';
import type { Words } from './words/en.ts';

const ACCOUNTS_SHOWN = 8;
const REGIONS_SHOWN = 6;
const REGIONS_OF_ACCOUNT = 4;

export function coverageHeadline({ accounts, regions }: Coverage, words: Words): Headline {
  return {
    title: words.coverage.accounts,
    value: words.number(accounts.length),
    note: words.coverage.inRegions(regions.length),
    tone: accounts.length === 0 ? 'unknown' : 'plain',
  };
}

/** What the mail shows of the report `coverage`: events by region, and the accounts with the most silent hours. */
export function coverageFigures(coverage: Coverage, window: WindowText, words: Words): ReportFigures {
  return {
    rankings: [regionRanking(coverage, words)],
    hours: undefined,
    table: accountTable(coverage, window, words),
  };
}

function regionRanking({ accounts }: Coverage, words: Words): Ranking {
  const sums = new Map<string, number>();
  for (const [region, events] of accounts.flatMap(({ regions }) => Object.entries(regions))) {
    sums.set(region, (sums.get(region) ?? 0) + events);
  }
  const values = byEvents(sums);
  const whole = values.reduce((sum, { rows }) => sum + rows, 0);
  return rankingOf(
    { column: 'awsregion', values, otherValues: 0, otherRows: 0 },
    { most: REGIONS_SHOWN, whole, others: words.coverage.otherRegions },
    words,
  );
}

function accountTable(coverage: Coverage, window: WindowText, words: Words): RowTable {
  const quietest = coverage.accounts.toSorted(
    (a, b) => a.hoursWithEvents - b.hoursWithEvents || a.events - b.events,
  );
  const shown = quietest.slice(0, ACCOUNTS_SHOWN);
  return {
    title: words.coverage.title(shown.length, quietest.length),
    columns: words.coverage.columns,
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
  const texts = byEvents(Object.entries(regions)).map(({ value, rows }) =>
    coverage.ofRegion(printable(value), rows),
  );
  return list(capped(texts, REGIONS_OF_ACCOUNT, coverage.moreRegions));
}

function silenceOf(covered: CoveredAccount, coverage: Coverage, window: WindowText, words: Words): string {
  const without = hoursWithout(covered, coverage);
  const { silence } = covered;
  if (without === 0 || !silence) return words.number(without);
  const [from, to] = [window.time(silence.from), window.time(silence.to)];
  return words.coverage.hoursWithout(without, coverage.hours, from, to);
}

function byEvents(events: Iterable<[region: string, events: number]>): Count[] {
  const counts = Array.from(events, ([value, rows]) => ({ value, rows }));
  return counts.sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1));
}
