/** Whether the folders and files of a log directory are where CloudTrail puts them, which is where runs look. */
import { LAYOUT, ROOT } from '../../logs/layout.ts';
import type { DamagedFile } from '../../ports.ts';
import { type Finding, fault, ok, shortList, warning } from '../finding.ts';

/** What names of folders and files say; no file was opened. Paths begin below the directory named. */
export interface LogTree {
  /** those that hold log files, in the order of their paths */
  regions: readonly RegionLogs[];
  /** the folders beside an account's logs: CloudTrail-Digest, Config */
  beside: readonly FolderBeside[];
  /** folders that runs do not enter, because the layout does not have their names */
  unknownFolders: Paths;
  /** log files outside the day folders, which runs do not read */
  strayFiles: Paths;
  /** files in day folders that are not log files by their names */
  otherFiles: Paths;
  /** log files that are there zipped and unzipped */
  twice: Paths;
  /** log files in another account's, region's or day's folder than their names say */
  misfiled: Paths;
  unreadable: readonly DamagedFile[];
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
  /** counted in CloudTrail's own folders only */
  files: number;
  /** the newest day that has any */
  lastDay: string | undefined;
}

/** Paths, of which only the first few are kept. */
export interface Paths {
  count: number;
  first: readonly string[];
}

const MOVE = `move them to where they belong: ${LAYOUT}`;
const COPY = 'if they are log files, copy them again: an interrupted download leaves such names';

export function judgeTree(tree: LogTree): Finding[] {
  const { unknownFolders, strayFiles, otherFiles, twice, misfiled } = tree;
  return [
    layoutFound(tree),
    ...twoTrails(tree),
    ...named(unknownFolders, 'folders', 'folders that the layout does not have, and no run reads', MOVE),
    ...named(strayFiles, 'stray files', 'log files outside the day folders, which no run reads', MOVE),
    ...named(otherFiles, 'other files', 'files in day folders that are not .json or .json.gz', COPY),
    ...named(
      twice,
      'same log twice',
      'log files both zipped and unzipped, so that every record is read twice',
      'remove one of the two',
    ),
    ...named(
      misfiled,
      'misfiled',
      'log files in the folder of another account, region or day than their names say',
      MOVE,
    ),
    ...tree.unreadable.map(({ file, reason }) =>
      fault('unreadable', `${file} cannot be listed: ${reason}`, 'make it readable for this user'),
    ),
  ];
}

function named({ count, first }: Paths, check: string, what: string, todo: string): Finding[] {
  return count === 0 ? [] : [warning(check, `${what}: ${shortList(first, count)}`, todo)];
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
  return [
    warning(
      'two trails',
      seen,
      'reports may show a call twice: keep the trails in separate directories, and read one',
    ),
  ];
}
