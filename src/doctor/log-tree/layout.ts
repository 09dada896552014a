/** Whether a tree of log files lies as CloudTrail lays it out, which is where runs look. */
import { type Finding, fault, ok, shortList, warning } from '../finding.ts';
import type { LogPlace, LogTree, Paths } from './log-tree.ts';

const LAYOUT = 'AWSLogs/[o-ORGANIZATION/]ACCOUNT/CloudTrail/REGION/YYYY/MM/DD';

/** @returns also whether there is a tree to look at */
export function judgePlace(directory: string, place: LogPlace): Finding[] {
  const check = 'layout';
  switch (place.kind) {
    case 'unusable':
      return [fault(check, `${directory} ${place.reason}`, 'give the directory that holds AWSLogs')];
    case 'elsewhere': {
      const seen = `${directory} has no folder AWSLogs, but ${shortList(place.directories)} has`;
      return [fault(check, seen, `give --logs ${place.directories[0]}`)];
    }
    case 'contents': {
      const seen = `${directory} has no folder AWSLogs, but holds what belongs into one`;
      return [
        fault(check, seen, 'put these folders into a folder AWSLogs, and give the directory that holds it'),
      ];
    }
    case 'flat': {
      const seen = `${directory} has no folder AWSLogs; log files lie in it without their folders, such as ${place.file}`;
      return [fault(check, seen, `copy them as they lie in the bucket, with aws s3 sync: ${LAYOUT}`)];
    }
    case 'none': {
      const todo = `give the directory that holds AWSLogs, as in the log bucket: ${LAYOUT}`;
      return [fault(check, `${directory} has no folder AWSLogs, and nothing below it looks like one`, todo)];
    }
    case 'here':
      return place.others.map((other) =>
        warning(
          'prefix',
          `${other} holds an AWSLogs of its own, which is not read with ${directory}`,
          `look at it too: --logs ${other}`,
        ),
      );
  }
}

export function judgeLayout(tree: LogTree): Finding[] {
  const { strangeFolders, strayFiles, otherFiles, twice, misfiled } = tree;
  return [
    layoutFound(tree),
    ...inBothLayouts(tree),
    ...unless(
      strangeFolders,
      'folders',
      'folders by names that the layout does not have, which no run enters',
      MOVE,
    ),
    ...unless(strayFiles, 'stray files', 'log files outside of the day folders, which no run reads', MOVE),
    ...unless(
      otherFiles,
      'other files',
      'files in day folders that are no .json or .json.gz, which no run reads',
      COPY,
    ),
    ...unless(
      twice,
      'same log twice',
      'log files both zipped and unzipped: every record is read twice',
      REMOVE,
    ),
    ...unless(
      misfiled,
      'misfiled',
      'log files in the folder of another account, region or day than their names say',
      MOVE,
    ),
    ...tree.unreadable.map(({ file, reason }) =>
      fault('unreadable', `${file} cannot be looked into: ${reason}`, 'give this user leave to read it'),
    ),
  ];
}

const MOVE = `move them to where they belong: ${LAYOUT}`;
const COPY = 'copy them again if they are log files: a download that was broken off leaves such names';
const REMOVE = 'keep one of the two';

function unless({ count, first }: Paths, check: string, what: string, todo: string): Finding[] {
  return count === 0 ? [] : [warning(check, `${what}: ${shortList(first, count)}`, todo)];
}

function layoutFound({ regions }: LogTree): Finding {
  const organizations = new Set(regions.flatMap(({ organization }) => organization ?? []));
  const layouts = [
    ...(regions.some(({ organization }) => !organization) ? ['the account layout'] : []),
    ...[...organizations].map((id) => `the organization layout (${id})`),
  ];
  if (layouts.length > 0) return ok('layout', `AWSLogs in ${layouts.join(' and ')}`);
  return fault('layout', 'AWSLogs holds no log files', `copy them to where runs look: ${LAYOUT}/*.json.gz`);
}

/** Two trails that log the same calls. Of records that are the same in every column, reports show one. */
function inBothLayouts({ regions }: LogTree): Finding[] {
  const seenDays = new Map<string, string | undefined>();
  const doubled = new Set<string>();
  for (const { organization, account, region, days } of regions) {
    for (const day of Object.keys(days)) {
      const key = `${account}/${region}/${day}`;
      if (seenDays.has(key) && seenDays.get(key) !== organization) doubled.add(account);
      seenDays.set(key, organization);
    }
  }
  if (doubled.size === 0) return [];
  const seen = `${shortList([...doubled])}: log files of the same days in two layouts, as of two trails`;
  const todo =
    'reports may show a call twice: read the one trail and the other apart, from directories of their own';
  return [warning('two trails', seen, todo)];
}
