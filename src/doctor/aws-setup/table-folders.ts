/** Whether the table reads the folders in which the logs lie. */

import type { ProjectedFolders } from '../../run/run.ts';
import { isProjected, projectedFolders } from '../../table/projected-folders.ts';
import type { TableConfig } from '../../table/table-config.ts';
import { projectionOf, type TableDescription } from '../../table/table-description.ts';
import { type Finding, fault, ok, shortList, warning } from '../finding.ts';
import type { Arrivals, RegionArrival } from './arrivals.ts';

export interface FolderContext {
  table: TableConfig;
  /** `s3://bucket/prefix` of the log bucket */
  place: string;
  /** those that runs are narrowed to */
  accounts?: readonly string[] | undefined;
  regions?: readonly string[] | undefined;
}

const REPAIR = 'correct the location of the table, and its storage.location.template';

/** @param arrivals undefined where the bucket could not be looked at */
export function judgeFolders(
  description: TableDescription,
  arrivals: Arrivals | undefined,
  context: FolderContext,
): Finding[] {
  const { location = '' } = description;
  const projection = projectionOf(description);
  const template = projection?.template;
  // With a template the location is not looked at.
  const faults = placeFaults(template ?? location, context.place);
  if (faults.length > 0) return faults;
  const folders = projection && projectedFolders(projection, context.table.partitions.day);
  if (template && !folders) {
    const seen = `${template} does not end in the day, \${${context.table.partitions.day}}`;
    return [
      fault('table location', seen, `${REPAIR}: …/CloudTrail/REGION/\${${context.table.partitions.day}}`),
    ];
  }
  const covered = arrivals && withLogs(arrivals, context);
  if (!covered || covered.length === 0) return [ok('table location', template ?? location)];
  return folders ? byProjection(folders, covered, template ?? '') : byLocation(location, covered);
}

function placeFaults(path: string, place: string): Finding[] {
  const check = 'table location';
  if (path.replace(/^s3:\/\//, '').includes('//')) {
    return [fault(check, `${path} has an empty folder name (//), under which nothing lies`, REPAIR)];
  }
  // A template may begin before what stands before AWSLogs/, and a location behind it.
  const [bucket] = `${place}/`.slice('s3://'.length).split('/');
  if (path.startsWith(`s3://${bucket}/`) || path === `s3://${bucket}`) return [];
  return [
    fault(
      check,
      `the table reads ${path || 'no place'}, the logs lie in ${place}`,
      `${REPAIR}, or give another --log-bucket`,
    ),
  ];
}

function withLogs({ regions }: Arrivals, { accounts, regions: asked }: FolderContext): RegionArrival[] {
  return regions.filter(
    ({ account, region, newest }) =>
      newest !== undefined && (accounts?.includes(account) ?? true) && (asked?.includes(region) ?? true),
  );
}

function byProjection(
  folders: ProjectedFolders,
  covered: readonly RegionArrival[],
  template: string,
): Finding[] {
  const check = 'table location';
  const missing = covered.filter(({ folder }) => !isProjected(folder, folders));
  if (missing.length === 0) return [ok(check, `${template}: every account and region that has logs`)];
  if (missing.length === covered.length) {
    return [fault(check, `${template} matches no folder of logs, such as ${missing[0]?.folder}`, REPAIR)];
  }
  const seen = `has logs and is not projected, so that no report shows it: ${shortList(missing.map(nameOf), undefined, 10)}`;
  return [
    fault(
      'table coverage',
      seen,
      'add these accounts and regions to the projection, or name those that are meant as accounts and regions in --config',
    ),
  ];
}

function byLocation(location: string, covered: readonly RegionArrival[]): Finding[] {
  const check = 'table location';
  const missing = covered.filter(({ folder }) => !folder.startsWith(location));
  if (missing.length === 0) return [ok(check, location)];
  const seen = `${location} leaves out ${shortList(missing.map(nameOf), undefined, 10)}, which have logs`;
  return [warning(check, seen, 'see whether partitions are added for them')];
}

function nameOf({ account, region }: RegionArrival): string {
  return `${account} ${region}`;
}
