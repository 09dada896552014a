/** Whether logs arrive in the bucket. */
import { Temporal } from 'temporal-polyfill';
import { age } from './age.ts';
import { type Answer, judge } from './answer.ts';
import { counted, type Finding, fault, ok, shortList, warning } from './finding.ts';
import { judgeGlobalEvents } from './global-events.ts';

export interface Arrivals {
  regions: readonly RegionArrival[];
  /** those that have digest files */
  accountsWithDigests: readonly string[];
  /** what stands before AWSLogs/ elsewhere in the bucket; looked for where there is none at the place named */
  otherPrefixes: readonly string[];
}

export interface RegionArrival {
  account: string;
  region: string;
  /** `s3://bucket/AWSLogs/111122223333/CloudTrail/us-east-1/` */
  folder: string;
  /** when its newest log file was delivered, an instant; undefined: it has none */
  newest: string | undefined;
}

export interface ArrivalContext {
  /** `s3://bucket/prefix` */
  place: string;
  /** those that the configuration narrows runs to */
  accounts?: readonly string[] | undefined;
  regions?: readonly string[] | undefined;
  /** the present, an instant */
  now: string;
}

/** CloudTrail delivers within minutes of a call, and somewhere in an account something calls within hours. */
const LATE_HOURS = 6;
const STALE_HOURS = 24;

export function judgeArrivals(answer: Answer<Arrivals>, context: ArrivalContext): Finding[] {
  const check = 'logs';
  return judge(check, answer, {
    absent: () => [
      fault(check, `there is no bucket for ${context.place}`, 'give the bucket that CloudTrail writes to'),
    ],
    found: ({ regions, accountsWithDigests, otherPrefixes }) => {
      const arrived = regions.filter(({ newest }) => newest !== undefined) as Arrived[];
      if (arrived.length === 0) return [nothing(context, otherPrefixes)];
      const accounts = newestOfAccounts(arrived);
      return [
        ok(
          check,
          `${counted(accounts.size, 'account')} in ${counted(new Set(arrived.map(({ region }) => region)).size, 'region')}`,
        ),
        newest(arrived, context.now),
        ...silentAccounts(accounts, context.now),
        ...silentRegions(arrived, accounts),
        ...judgeGlobalEvents(arrived),
        ...configured(arrived, context),
        digests([...accounts.keys()], accountsWithDigests),
      ];
    },
  });
}

type Arrived = RegionArrival & { newest: string };

function nothing({ place }: ArrivalContext, otherPrefixes: readonly string[]): Finding {
  const seen = `no log files below ${place}/AWSLogs/`;
  const [other] = otherPrefixes;
  if (other === undefined) {
    return fault(
      'logs',
      seen,
      'see whether this is the bucket of the trail, and whether the trail is logging',
    );
  }
  const bucket = /^s3:\/\/[^/]+/.exec(place)?.[0];
  return fault(
    'logs',
    `${seen}, but the bucket has ${shortList(otherPrefixes.map((prefix) => `${prefix}AWSLogs/`))}`,
    `give --log-bucket ${bucket}/${other.replace(/\/$/, '')}`,
  );
}

function newest(arrived: readonly Arrived[], now: string): Finding {
  const check = 'newest log file';
  const newest =
    arrived
      .map(({ newest }) => newest)
      .sort()
      .at(-1) ?? '';
  const hours = hoursSince(newest, now);
  const seen = `delivered at ${newest}, ${age(hours)} ago`;
  const todo =
    'see whether the trail is logging (aws cloudtrail get-trail-status), and whether the bucket lets CloudTrail write';
  if (hours > STALE_HOURS) return fault(check, `${seen}: no logs arrive`, todo);
  return hours > LATE_HOURS ? warning(check, seen, todo) : ok(check, seen);
}

function silentAccounts(accounts: ReadonlyMap<string, string>, now: string): Finding[] {
  const last = [...accounts.values()].sort().at(-1) ?? '';
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
function silentRegions(arrived: readonly Arrived[], accounts: ReadonlyMap<string, string>): Finding[] {
  const silent = arrived.filter(
    ({ account, newest }) => hoursSince(newest, accounts.get(account) ?? newest) > STALE_HOURS,
  );
  if (silent.length === 0) return [];
  const list = shortList(
    silent.map(({ account, region, newest }) => `${account} ${region} (${newest.slice(0, 10)})`),
  );
  return [ok('quiet regions', `newest log file more than a day older than the account's: ${list}`)];
}

function configured(arrived: readonly Arrived[], { accounts = [], regions = [] }: ArrivalContext): Finding[] {
  const without = (kind: string, asked: readonly string[], present: readonly string[]) => {
    const missing = asked.filter((name) => !present.includes(name));
    if (missing.length === 0) return [];
    return [
      warning(
        `configured ${kind}`,
        `no log files of ${shortList(missing)}, which the configuration names`,
        `correct ${kind} in --config, or see whether the trail covers them`,
      ),
    ];
  };
  return [
    ...without(
      'accounts',
      accounts,
      arrived.map(({ account }) => account),
    ),
    ...without(
      'regions',
      regions,
      arrived.map(({ region }) => region),
    ),
  ];
}

function digests(accounts: readonly string[], withDigests: readonly string[]): Finding {
  const check = 'digest files';
  const without = accounts.filter((account) => !withDigests.includes(account));
  if (without.length === 0) return ok(check, 'every account has them: log file validation is on');
  return warning(
    check,
    `none for ${shortList(without)}: log file validation seems to be off`,
    'switch it on: without it nobody can tell whether log files were changed or removed',
  );
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
