import type { Coverage, CoveredAccount, Expected, LastRun } from '../run/coverage.ts';
import type { RunOutcome } from '../run/manifest.ts';
import type { Run, Window } from '../run/run.ts';
import type { WarningCode } from '../run/warning.ts';
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

const NO_DATA: readonly WarningCode[] = ['no-log-files', 'no-events'] satisfies NoData[];

/** Why a report without rows says nothing: it had nothing to search. */
type NoData = 'no-log-files' | 'no-events';

export function isNoData(code: WarningCode): boolean {
  return NO_DATA.includes(code);
}

/** @returns undefined where there were events */
export function noDataOf({
  warnings,
  coverage,
}: Pick<RunOutcome, 'warnings' | 'coverage'>): NoData | undefined {
  if (warnings.some(({ code }) => code === 'no-log-files')) return 'no-log-files';
  return coverage?.accounts.length === 0 ? 'no-events' : undefined;
}
