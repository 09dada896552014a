/** Whether the folders and files of a log directory are where CloudTrail puts them, which is where runs look. */
import { LAYOUT, ROOT } from '../../logs/layout.ts';
import type { Paths } from '../../logs/log-count.ts';
import type { UnreadableFolder } from '../../ports.ts';
import type { PassedOver } from '../../run/warning.ts';
import { type Finding, fault, ok, shortList, warning } from '../finding.ts';
import { judgePassedOver } from '../passed-over.ts';

/** What names of folders and files say. Paths begin below the directory named. */
export interface LogTree {
  /** the regions that hold log files, in the order of their paths */
  regions: readonly RegionLogs[];
  /** the folders beside an account's logs: CloudTrail-Digest, Config */
  beside: readonly FolderBeside[];
  odd: Readonly<Record<keyof typeof ODD, Paths>>;
  passedOver?: readonly PassedOver[];
  unreadable?: readonly UnreadableFolder[];
}

export interface RegionLogs {
  /** of the organization layout: `o-a1b2c3d4e5` */
  organization: string | undefined;
  account: string;
  region: string;
  /** UTC days that have log files, oldest first: `2026/11/21` */
  days: readonly string[];
  /** when the newest log file was delivered, as its name says: an instant */
  newest: string;
}

export interface FolderBeside {
  account: string;
  service: string;
  /** counted of digests only */
  files: number;
  /** the newest day that has any */
  lastDay: string | undefined;
}

/** What runs read wrongly. */
const ODD = {
  twice: [
    'same log twice',
    'log files both zipped and unzipped, so every record is read twice',
    'remove one of the two',
  ],
  misfiled: [
    'misfiled',
    'log files in the folder of another account, region or day than their names say',
    `move them to where they belong: ${LAYOUT}`,
  ],
} satisfies Record<string, [check: string, what: string, todo: string]>;

export function judgeTree(tree: LogTree): Finding[] {
  const odd = Object.entries(ODD).flatMap(([name, text]) =>
    oddPaths(tree.odd[name as keyof typeof ODD], ...text),
  );
  const unreadable = (tree.unreadable ?? []).map(({ folder, reason }) =>
    fault('unreadable', `${folder} cannot be listed: ${reason}`, 'make it readable for this user'),
  );
  return [layoutFound(tree), ...twoTrails(tree), ...judgePassedOver(tree.passedOver), ...odd, ...unreadable];
}

/** @returns a warning where there are such paths */
export function oddPaths({ count, first }: Paths, check: string, what: string, todo: string): Finding[] {
  return count > 0 ? [warning(check, `${what}: ${shortList(first, count)}`, todo)] : [];
}

function layoutFound({ regions }: LogTree): Finding {
  const layouts = regions.map(({ organization }) =>
    organization ? `the organization layout (${organization})` : 'the account layout',
  );
  if (layouts.length > 0) return ok('layout', `${ROOT} in ${[...new Set(layouts)].sort().join(' and ')}`);
  return fault('layout', `${ROOT} holds no log files`, `copy them to where runs look: ${LAYOUT}/*.json.gz`);
}

/** Two trails that log the same calls. Of records that are the same in every column, reports show one. */
function twoTrails({ regions }: LogTree): Finding[] {
  const organizations = new Map<string, string | undefined>();
  const doubled = new Set<string>();
  for (const { organization, account, region, days } of regions) {
    for (const day of days) {
      const key = `${account}/${region}/${day}`;
      if (organizations.has(key) && organizations.get(key) !== organization) doubled.add(account);
      organizations.set(key, organization);
    }
  }
  if (doubled.size === 0) return [];
  const seen = `${shortList([...doubled])}: log files of the same days in two layouts, as two trails write them`;
  const todo = 'reports may show a call twice: keep the trails in separate directories, and read one';
  return [warning('two trails', seen, todo)];
}

/** The days on which any region of an account has log files, oldest first, by account. */
export type AccountDays = ReadonlyMap<string, readonly string[]>;

export function daysOfAccounts(regions: readonly RegionLogs[]): AccountDays {
  const accounts = [...new Set(regions.map(({ account }) => account))];
  return new Map(accounts.map((name) => [name, daysOf(regions.filter(({ account }) => account === name))]));
}

export function daysOf(regions: readonly RegionLogs[]): string[] {
  return [...new Set(regions.flatMap(({ days }) => days))].sort();
}
