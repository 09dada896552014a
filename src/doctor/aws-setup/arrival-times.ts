/** How old the newest log files are: of all, of an account, of a region. */
import { Temporal } from 'temporal-polyfill';
import { age } from '../age.ts';
import { type Finding, fault, ok, shortList, warning } from '../finding.ts';

/** An account's region that has log files. */
export interface Arrived {
  account: string;
  region: string;
  /** when its newest log file was delivered, an instant */
  newest: string;
}

/** CloudTrail delivers within minutes of a call, and somewhere in an account something calls within hours. */
const LATE_HOURS = 6;
const STALE_HOURS = 24;

/** @param arrived one or more */
export function judgeTimes(arrived: readonly Arrived[], now: string): Finding[] {
  const accounts = newestOfAccounts(arrived);
  return [newest(accounts, now), ...silentAccounts(accounts, now), ...silentRegions(arrived, accounts)];
}

type Accounts = ReadonlyMap<string, string>;

function newest(accounts: Accounts, now: string): Finding {
  const check = 'newest log file';
  const newest = lastOf(accounts);
  const hours = hoursSince(newest, now);
  const seen = `delivered at ${newest}, ${age(hours)} ago`;
  const todo =
    'see whether the trail is logging (aws cloudtrail get-trail-status), and whether the bucket lets CloudTrail write';
  if (hours > STALE_HOURS) return fault(check, `${seen}: no logs arrive`, todo);
  return hours > LATE_HOURS ? warning(check, seen, todo) : ok(check, seen);
}

function silentAccounts(accounts: Accounts, now: string): Finding[] {
  const last = lastOf(accounts);
  return [...accounts].flatMap(([account, newest]) => {
    const hours = hoursSince(newest, now);
    // Where nothing arrives at all, that is said once.
    if (hours <= STALE_HOURS || hoursSince(newest, last) <= STALE_HOURS) return [];
    const seen = `${account}: its newest log file is of ${age(hours)} ago, those of others arrive`;
    return [
      warning(
        'silent account',
        seen,
        'see whether its trail is logging, and whether the bucket lets it write',
      ),
    ];
  });
}

/** Little happens in most regions, so that silence there is told, and is no warning. */
function silentRegions(arrived: readonly Arrived[], accounts: Accounts): Finding[] {
  const silent = arrived.filter(
    ({ account, newest }) => hoursSince(newest, accounts.get(account) ?? newest) > STALE_HOURS,
  );
  if (silent.length === 0) return [];
  const list = shortList(
    silent.map(({ account, region, newest }) => `${account} ${region} (${newest.slice(0, 10)})`),
  );
  return [ok('quiet regions', `newest log file more than a day older than the account's: ${list}`)];
}

function newestOfAccounts(arrived: readonly Arrived[]): Map<string, string> {
  const newest = new Map<string, string>();
  for (const region of arrived) {
    const known = newest.get(region.account) ?? '';
    if (region.newest > known) newest.set(region.account, region.newest);
  }
  return newest;
}

function hoursSince(instant: string, now: string): number {
  return Temporal.Instant.from(instant).until(Temporal.Instant.from(now)).total('hours');
}

function lastOf(accounts: Accounts): string {
  return [...accounts.values()].sort().at(-1) ?? '';
}
