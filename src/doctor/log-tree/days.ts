/** Whether the logs have gaps: accounts, regions, days, and how old the newest are. */
import { daysBetween, listedDays, missingDays } from '../../time/days.ts';
import { hoursBetween } from '../../time/time.ts';
import { age, counted, type Finding, fault, ok, shortList, warning } from '../finding.ts';
import { judgeGlobalEvents } from '../global-events.ts';
import { type AccountDays, daysOf, daysOfAccounts, type LogTree, type RegionLogs } from './tree.ts';

/** Copies are made daily, and CloudTrail delivers within minutes as a rule. */
const FRESH_HOURS = 24;
/** A region that misses more of its days than this is a quiet one: CloudTrail writes no file where nothing happens. */
const QUIET = 0.1;

/** @param now the present, an instant */
export function judgeDays({ regions }: LogTree, now: string): Finding[] {
  if (regions.length === 0) return [];
  const days = daysOf(regions);
  const accounts = daysOfAccounts(regions);
  const regionNames = [...new Set(regions.map(({ region }) => region))].sort();
  return [
    ok('accounts', shortList([...accounts.keys()], undefined, 10)),
    ok('regions', shortList(regionNames, undefined, 40)),
    ...judgeGlobalEvents(
      regions,
      'copy that region too; if the bucket does not have it, make the trail a multi-region one',
    ),
    judgeAllDays(days),
    ...gapsOfAccounts(accounts, days),
    ...gapsOfRegions(regions, accounts),
    ...silentAccounts(accounts, days.at(-1) ?? ''),
    newest(regions, now),
  ];
}

function judgeAllDays(days: readonly string[]): Finding {
  const missing = missingDays(days);
  const span = `${counted(days.length, 'day')}, ${days[0]} to ${days.at(-1)}`;
  if (missing.length === 0) return ok('days', `${span}, all with log files`);
  return fault(
    'days',
    `${span}; ${counted(missing.length, 'day')} between them without any log file: ${listedDays(missing)}`,
    'copy these days again; if the bucket does not have them, the trail was off, and reports show no events of these days',
  );
}

function gapsOfAccounts(accounts: AccountDays, all: readonly string[]): Finding[] {
  return [...accounts].flatMap(([account, days]) => {
    const missing = missingDays(days).filter((day) => all.includes(day));
    if (missing.length === 0) return [];
    const seen = `${account}: ${counted(missing.length, 'day')} without any log file: ${listedDays(missing)}`;
    return [warning('days of an account', seen, 'copy these days again, or check whether its trail was off')];
  });
}

function gapsOfRegions(regions: readonly RegionLogs[], accounts: AccountDays): Finding[] {
  const quiet: string[] = [];
  const findings = regions.flatMap(({ account, region, days }) => {
    const missing = missingDays(days).filter((day) => accounts.get(account)?.includes(day));
    if (missing.length === 0) return [];
    if (missing.length > QUIET * (days.length + missing.length)) {
      quiet.push(`${account} ${region}`);
      return [];
    }
    const seen = `${account} ${region}: ${counted(missing.length, 'day')} without log files, in a region that has them on most days: ${listedDays(missing)}`;
    return [
      warning('days of a region', seen, 'copy these days again, or check whether the trail was off there'),
    ];
  });
  if (quiet.length === 0) return findings;
  const seen = `without log files on many days, as where little happens: ${shortList(quiet)}`;
  return [...findings, ok('quiet regions', seen)];
}

/** Accounts whose logs end days before the logs of other accounts. */
function silentAccounts(accounts: AccountDays, lastDay: string): Finding[] {
  return [...accounts].flatMap(([account, days]) => {
    const last = days.at(-1) ?? '';
    if (daysBetween(last, lastDay) < 2) return [];
    const seen = `${account}: the newest log files are of ${last}; other accounts have log files up to ${lastDay}`;
    const todo = 'check whether its trail is logging, and whether the copy has its later days';
    return [warning('silent account', seen, todo)];
  });
}

function newest(regions: readonly RegionLogs[], now: string): Finding {
  const check = 'newest log file';
  const [newest = ''] = regions.map(({ newest }) => newest).sort((a, b) => (a < b ? 1 : -1));
  const hours = hoursBetween(newest, now);
  const seen = `delivered at ${newest}`;
  if (hours < -1) return warning(check, `${seen}, which is in the future`, 'check the clock of this machine');
  if (hours <= FRESH_HOURS) return ok(check, `${seen}, ${age(hours)} ago`);
  const todo = 'copy the newer logs; if the bucket has no newer ones, check whether the trail is logging';
  return warning(check, `${seen}, ${age(hours)} ago`, todo);
}
