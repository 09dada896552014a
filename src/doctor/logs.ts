/** Whether logs arrive in their bucket: of all accounts, of each, of each region. */
import { folderOf } from '../logs/layout.ts';
import type { PassedOver } from '../run/warning.ts';
import type { TableDescription } from '../table/table-description.ts';
import { hoursBetween } from '../time/time.ts';
import { type Bucket, judgeBucket, noBucket } from './bucket.ts';
import {
  type Answer,
  age,
  counted,
  type Finding,
  fault,
  findings,
  judge,
  ok,
  shortList,
  warning,
} from './finding.ts';
import { judgeGlobalEvents } from './global-events.ts';
import { judgeNotCovered, judgePassedOver } from './passed-over.ts';
import type { Setup } from './setup.ts';
import { judgeTable, type RegionFolder } from './table.ts';

export interface Logs {
  bucket: Bucket;
  /** rules of its lifecycle that move log files to storage classes that Athena does not read; absent: it has no lifecycle */
  archived: Answer<readonly ArchivingRule[]>;
  arrivals: Answer<Arrivals>;
  /** absent: the catalog has no such table */
  table: Answer<TableDescription>;
}

export interface ArchivingRule {
  id: string;
  /** GLACIER or DEEP_ARCHIVE */
  storageClass: string;
  /** after so many days; undefined: at a date */
  days: number | undefined;
}

export interface Arrivals {
  regions: readonly RegionFolder[];
  /** when the newest digest file of each account was delivered; an account without one is absent */
  newestDigests: Readonly<Record<string, string>>;
  /** where else in the bucket CloudTrail writes an AWSLogs/ */
  otherPrefixes: readonly string[];
  /** absent: none */
  passedOver?: readonly PassedOver[];
  /** folders beside the log files that no report covers: `CloudTrail-NetworkActivity` */
  notCovered?: readonly string[];
}

type Arrived = RegionFolder & { newest: string };
/** The newest delivery of each account. */
type Newest = ReadonlyMap<string, string>;

/** CloudTrail delivers within minutes of a call, and somewhere in an account something calls within hours. */
const LATE_HOURS = 6;
const STALE_HOURS = 24;

export function judgeLogs({ bucket, archived, arrivals, table }: Logs, setup: Setup): Finding[] {
  const exists = bucket.region.kind !== 'absent';
  return findings(
    judgeBucket('log bucket', bucket, setup.region),
    exists && judgeLifecycle(archived, setup),
    exists && judgeArrivals(arrivals, setup),
    judgeTable(table, arrivals.kind === 'found' ? arrivals.value.regions : [], setup),
  );
}

/** https://docs.aws.amazon.com/athena/latest/ug/notes-on-supported-storage-classes.html */
function judgeLifecycle(answer: Answer<readonly ArchivingRule[]>, { config }: Setup): Finding[] {
  const check = 'log lifecycle';
  const none = ok(check, 'no rule moves log files to where Athena cannot read them');
  return judge(answer, none, (rules) => {
    const [first] = rules.toSorted((one, other) => (one.days ?? 0) - (other.days ?? 0));
    if (!first) return none;
    const { id, storageClass, days } = first;
    const when = days === undefined ? 'at a date' : `after ${counted(days, 'day')}`;
    const seen = `rule ${id} moves log files to ${storageClass} ${when}: Athena leaves them out, without an error`;
    const todo = `use GLACIER_IR or STANDARD_IA, which Athena reads, or do not ask for older days`;
    return (days ?? 0) <= config.limits.days ? warning(check, seen, todo) : ok(check, seen);
  });
}

function judgeArrivals(answer: Answer<Arrivals>, { logs, config, now }: Setup): Finding[] {
  return judge(answer, noBucket('logs', logs.bucket), (arrivals) => {
    const arrived = arrivals.regions.filter((folder): folder is Arrived => folder.newest !== undefined);
    const passedOver = judgePassedOver(arrivals.passedOver);
    if (arrived.length === 0) return [noLogs(logs, arrivals.otherPrefixes), ...passedOver];
    const newest = newestOfAccounts(arrived);
    const accounts = [...newest.keys()];
    const regions = [...new Set(arrived.map(({ region }) => region))];
    return [
      ok('logs', `${counted(accounts.length, 'account')} in ${counted(regions.length, 'region')}`),
      newestOfAll(newest, now),
      ...silentAccounts(newest, now),
      ...quietRegions(arrived, newest),
      ...judgeGlobalEvents(arrived, 'make the trail a multi-region one'),
      ...configured('accounts', config.accounts, accounts),
      ...configured('regions', config.regions, regions),
      ...digests(newest, arrivals.newestDigests),
      ...passedOver,
      ...judgePassedOver(otherRoots(logs, arrivals.otherPrefixes)),
      ...judgeNotCovered(arrivals.notCovered),
    ];
  });
}

function noLogs({ bucket, prefix }: Setup['logs'], otherPrefixes: readonly string[]): Finding {
  const seen = `no log files below s3://${bucket}/${folderOf({ prefix })}`;
  const [other] = otherPrefixes;
  if (other === undefined)
    return fault('logs', seen, "check that this is the trail's bucket, and that the trail is logging");
  const others = shortList(otherPrefixes.map((path) => folderOf({ prefix: path })));
  return fault('logs', `${seen}, but the bucket has ${others}`, `give --log-bucket s3://${bucket}/${other}`);
}

function otherRoots({ bucket }: Setup['logs'], prefixes: readonly string[]): PassedOver[] {
  const paths = prefixes.map((prefix) => `s3://${bucket}/${folderOf({ prefix })}`);
  return paths.length > 0 ? [{ reason: 'other-root', count: paths.length, paths }] : [];
}

function newestOfAll(accounts: Newest, now: string): Finding {
  const check = 'newest log file';
  const newest = lastOf(accounts);
  const hours = hoursBetween(newest, now);
  const seen = `delivered at ${newest}, ${age(hours)} ago`;
  const todo =
    'check that the trail is logging (aws cloudtrail get-trail-status), and that it may write to the bucket';
  if (hours > STALE_HOURS) return fault(check, `${seen}: no logs arrive`, todo);
  return hours > LATE_HOURS ? warning(check, seen, todo) : ok(check, seen);
}

/** Compared with the others: where nothing arrives at all, newestOfAll says so once. */
function silentAccounts(accounts: Newest, now: string): Finding[] {
  const last = lastOf(accounts);
  const todo = 'check that its trail is logging, and that it may write to the bucket';
  return [...accounts]
    .filter(([, newest]) => hoursBetween(newest, last) > STALE_HOURS)
    .map(([account, newest]) => {
      const seen = `${account}: its newest log file is ${age(hoursBetween(newest, now))} old, while others' arrive`;
      return warning('silent account', seen, todo);
    });
}

/** Little happens in most regions, so silence there is reported as ok. */
function quietRegions(arrived: readonly Arrived[], accounts: Newest): Finding[] {
  const quiet = arrived
    .filter(({ account, newest }) => hoursBetween(newest, accounts.get(account) ?? newest) > STALE_HOURS)
    .map(({ account, region, newest }) => `${account} ${region} (${newest.slice(0, 10)})`);
  if (quiet.length === 0) return [];
  const seen = `newest log file more than a day older than the account's: ${shortList(quiet)}`;
  return [ok('quiet regions', seen)];
}

function configured(
  kind: 'accounts' | 'regions',
  asked: readonly string[] = [],
  present: readonly string[],
): Finding[] {
  const missing = asked.filter((name) => !present.includes(name));
  if (missing.length === 0) return [];
  const seen = `no log files of ${shortList(missing)}, which the configuration names`;
  return [warning(`configured ${kind}`, seen, `correct ${kind} in --config, or check what the trail covers`)];
}

function digests(accounts: Newest, digests: Arrivals['newestDigests']): Finding[] {
  const check = 'digest files';
  const without = [...accounts.keys()].filter((account) => digests[account] === undefined);
  // One is delivered every hour.
  const stopped = [...accounts].flatMap(([account, newest]) => {
    const digest = digests[account] ?? newest;
    return hoursBetween(digest, newest) > STALE_HOURS ? `${account} (${digest.slice(0, 10)})` : [];
  });
  const todo =
    'turn on log file validation (aws cloudtrail update-trail --name TRAIL --enable-log-file-validation): without it, changed or removed log files go unnoticed';
  const off = `no digest files for ${shortList(without)}: log file validation seems to be off`;
  const ended = `digest files stopped, while log files arrive: ${shortList(stopped)}`;
  const found = findings(
    without.length > 0 && warning(check, off, todo),
    stopped.length > 0 && warning(check, ended, todo),
  );
  return found.length > 0 ? found : [ok(check, 'every account has digest files')];
}

function newestOfAccounts(arrived: readonly Arrived[]): Newest {
  const accounts = new Map<string, string>();
  for (const { account, newest } of arrived) {
    if (newest > (accounts.get(account) ?? '')) accounts.set(account, newest);
  }
  return accounts;
}

function lastOf(accounts: Newest): string {
  return [...accounts.values()].sort().at(-1) ?? '';
}
