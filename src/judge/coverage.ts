import { Temporal } from 'temporal-polyfill';
import type { Run, Window } from '../run/run.ts';
import { attempt } from '../time/time.ts';
import type { CoveredAccount } from './coverage-count.ts';
import type { LastRun } from './last-run.ts';
import { type Expected, type Silent, silentOf } from './silent.ts';

/** What the events of a window came from: part of the manifest. */
export interface Coverage {
  /** clock hours (UTC) that the window touches */
  hours: number;
  /** those with events, by account id; `silence` counts from the window's beginning and to its end too */
  accounts: CoveredAccount[];
  /** those with events in any account, in the order of their names */
  regions: string[];
  silent: Silent;
  /** id of the last run; absent where there was none to compare with */
  comparedWith?: string;
}

export interface CoverageInput {
  run: Pick<Run, 'partitions' | 'window'>;
  /** as the report `coverage` found them */
  accounts: readonly CoveredAccount[];
  expected: Expected;
  last: LastRun | undefined;
}

export function coverageOf({ run, accounts, expected, last }: CoverageInput): Coverage {
  const covered = {
    hours: clockHours(run.window),
    accounts: accounts.map((account) => ({ ...account, silence: longestSilence(account, run.window) })),
    regions: [...new Set(accounts.flatMap(({ regions }) => Object.keys(regions)))].sort(),
  };
  return {
    ...covered,
    silent: silentOf({ covered, last: last?.coverage, expected, run }),
    ...(last && { comparedWith: last.runId }),
  };
}

/** @returns clock hours without any event of the account */
export function hoursWithout({ hoursWithEvents }: CoveredAccount, { hours }: Coverage): number {
  return Math.max(hours - hoursWithEvents, 0);
}

const HOUR = 3_600_000;

function clockHours({ from, to }: Window): number {
  return Math.ceil(milliseconds(to) / HOUR) - Math.floor(milliseconds(from) / HOUR);
}

function longestSilence({ silence, firstEventTime, lastEventTime }: CoveredAccount, { from, to }: Window) {
  const silences = [{ from, to: firstEventTime }, ...(silence ? [silence] : []), { from: lastEventTime, to }];
  return silences.reduce((longest, other) => (lengthOf(other) > lengthOf(longest) ? other : longest));
}

/** -1 where one end is no time: a record may hold anything. */
function lengthOf({ from, to }: { from: string; to: string }): number {
  return attempt(() => milliseconds(to) - milliseconds(from)) ?? -1;
}

function milliseconds(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}
