/** Whether the logs of a tree are whole: accounts, regions, days, and how old the newest are. */
import { Temporal } from 'temporal-polyfill';
import { daysBetween, listedDays, missingDays } from '../../time/days.ts';
import { age } from '../age.ts';
import { counted, type Finding, fault, ok, shortList, warning } from '../finding.ts';
import { judgeGlobalEvents } from '../global-events.ts';
import type { LogTree, RegionLogs } from './log-tree.ts';

/** Copies are made daily, and CloudTrail delivers within minutes as a rule. */
const FRESH_HOURS = 24;
/** A region that misses more of its days than this is a quiet one: CloudTrail writes no file where nothing happens. */
const QUIET = 0.1;

/** @param now the present, an instant */
export function judgeDays({ regions }: LogTree, now: string): Finding[] {
  if (regions.length === 0) return [];
  const accounts = perAccount(regions);
  return [
    ok('accounts', shortList([...accounts.keys()], accounts.size, 10)),
    ok('regions', shortList([...new Set(regions.map(({ region }) => region))].sort(), undefined, 40)),
    ...judgeGlobalEvents(
      regions,
      'copy that region too; if the bucket has none, make the trail a multi-region one',
    ),
    ...days(regions),
    ...gapsOfAccounts(accounts, missingDays(allDays(regions))),
    ...gapsOfRegions(regions, accounts),
    ...silentAccounts(accounts, allDays(regions).at(-1) ?? ''),
    newest(regions, now),
  ];
}

function days(regions: readonly RegionLogs[]): Finding[] {
  const all = allDays(regions);
  const missing = missingDays(all);
  const span = `${counted(all.length, 'day')}, ${all[0]} to ${all.at(-1)}`;
  if (missing.length === 0) return [ok('days', `${span}, none without log files`)];
  const seen = `${span}; ${counted(missing.length, 'day')} between them without any log file: ${listedDays(missing)}`;
  return [
    fault(
      'days',
      seen,
      'copy these days again; if the bucket has none either, the trail was off: reports know nothing of them',
    ),
  ];
}

function gapsOfAccounts(accounts: Accounts, missingInAll: readonly string[]): Finding[] {
  return [...accounts].flatMap(([account, regions]) => {
    const missing = missingDays(allDays(regions)).filter((day) => !missingInAll.includes(day));
    if (missing.length === 0) return [];
    const seen = `${account}: ${counted(missing.length, 'day')} without any log file: ${listedDays(missing)}`;
    return [warning('days of an account', seen, 'copy these days again, or see whether its trail was off')];
  });
}

function gapsOfRegions(regions: readonly RegionLogs[], accounts: Accounts): Finding[] {
  const quiet: string[] = [];
  const findings = regions.flatMap(({ account, region, days }) => {
    const own = Object.keys(days).sort();
    const others = missingDays(allDays(accounts.get(account) ?? []));
    const missing = missingDays(own).filter((day) => !others.includes(day));
    if (missing.length === 0) return [];
    if (missing.length > QUIET * (own.length + missing.length)) {
      quiet.push(`${account} ${region}`);
      return [];
    }
    const seen = `${account} ${region}: ${counted(missing.length, 'day')} without log files, of a region that has them on most days: ${listedDays(missing)}`;
    return [
      warning('days of a region', seen, 'copy these days again, or see whether the trail was off there'),
    ];
  });
  if (quiet.length === 0) return findings;
  return [
    ...findings,
    ok('quiet regions', `without log files on many days, as where little happens: ${shortList(quiet)}`),
  ];
}

/** Those whose logs end before those of others do. */
function silentAccounts(accounts: Accounts, lastDay: string): Finding[] {
  return [...accounts].flatMap(([account, regions]) => {
    const last = allDays(regions).at(-1) ?? '';
    if (daysBetween(last, lastDay) < 2) return [];
    return [
      warning(
        'silent account',
        `${account}: its newest log files are of ${last}, others' of ${lastDay}`,
        'see whether its trail is logging, and whether the copy has its later days',
      ),
    ];
  });
}

function newest(regions: readonly RegionLogs[], now: string): Finding {
  const newest =
    regions
      .map(({ newest }) => newest)
      .sort()
      .at(-1) ?? '';
  const hours = Temporal.Instant.from(newest).until(Temporal.Instant.from(now)).total('hours');
  const check = 'newest log file';
  if (hours < -1)
    return warning(
      check,
      `delivered at ${newest}, which is in the future`,
      'see whether the clock of this machine is right',
    );
  const seen = `delivered at ${newest}, ${age(hours)} ago`;
  return hours <= FRESH_HOURS
    ? ok(check, seen)
    : warning(check, seen, 'copy the newer logs; if the bucket has none, see whether the trail is logging');
}

type Accounts = ReadonlyMap<string, readonly RegionLogs[]>;

function perAccount(regions: readonly RegionLogs[]): Accounts {
  const accounts = new Map<string, RegionLogs[]>();
  for (const logs of regions) accounts.set(logs.account, [...(accounts.get(logs.account) ?? []), logs]);
  return accounts;
}

function allDays(regions: readonly RegionLogs[]): string[] {
  return [...new Set(regions.flatMap(({ days }) => Object.keys(days)))].sort();
}
