import type { Coverage, CoveredAccount, Expected, LastRun } from '../run/coverage.ts';
import type { Run, Window } from '../run/run.ts';
import { attempt, milliseconds } from '../time/time.ts';
import { silentOf } from './silent.ts';

/** @param accounts as the report `coverage` found them */
export function coverageOf(
  accounts: readonly CoveredAccount[],
  run: Pick<Run, 'partitions' | 'window'>,
  { expected, last }: { expected: Expected; last: LastRun | undefined },
): Coverage {
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

/** Clock hours in which the account had no event. */
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

/** -1 where an end is not an instant: a record may hold anything. */
function lengthOf({ from, to }: { from: string; to: string }): number {
  return attempt(() => milliseconds(to) - milliseconds(from)) ?? -1;
}
