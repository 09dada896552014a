/** Whether logs arrive in the bucket. */
import { counted, type Finding, fault, ok, shortList, warning } from '../finding.ts';
import { judgeGlobalEvents } from '../global-events.ts';
import { type Answer, judge } from './answer.ts';
import { type Arrived, judgeTimes } from './arrival-times.ts';

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

export function judgeArrivals(answer: Answer<Arrivals>, context: ArrivalContext): Finding[] {
  const check = 'logs';
  return judge(check, answer, {
    absent: () => [
      fault(check, `there is no bucket for ${context.place}`, 'give the bucket that CloudTrail writes to'),
    ],
    found: ({ regions, accountsWithDigests, otherPrefixes }) => {
      const arrived = regions.filter(({ newest }) => newest !== undefined) as Arrived[];
      if (arrived.length === 0) return [nothing(context, otherPrefixes)];
      const accounts = [...new Set(arrived.map(({ account }) => account))];
      const inRegions = new Set(arrived.map(({ region }) => region)).size;
      return [
        ok(check, `${counted(accounts.length, 'account')} in ${counted(inRegions, 'region')}`),
        ...judgeTimes(arrived, context.now),
        ...judgeGlobalEvents(arrived, 'make the trail a multi-region one'),
        ...configured(arrived, context),
        digests(accounts, accountsWithDigests),
      ];
    },
  });
}

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
  if (without.length === 0) return ok(check, 'every account has them');
  return warning(
    check,
    `none for ${shortList(without)}: log file validation seems to be off`,
    'switch it on: without it nobody can tell whether log files were changed or removed',
  );
}
