/** Whether the table reads the folders that hold the logs. */
import type { ProjectedFolders } from '../run/run.ts';
import { isProjected, projectedFolders } from '../table/projected-folders.ts';
import { projectionOf, type TableDescription } from '../table/table-description.ts';
import { type Finding, fault, ok, shortList, warning } from './finding.ts';
import type { Setup } from './setup.ts';

/** The folder of an account's region in the log bucket. */
export interface RegionFolder {
  account: string;
  region: string;
  /** `s3://bucket/AWSLogs/111122223333/CloudTrail/us-east-1/` */
  folder: string;
  /** when its newest log file was delivered, an instant; undefined: it has none */
  newest: string | undefined;
}

const CHECK = 'table location';
const REPAIR = "correct the table's location and its storage.location.template";

/** @param logs their folders, as far as they are known */
export function judgeTableFolders(
  description: TableDescription,
  logs: readonly RegionFolder[],
  { logs: { bucket, prefix }, config }: Setup,
): Finding {
  const projection = projectionOf(description);
  const template = projection?.template;
  // Athena ignores the location of a table that has a template.
  const path = template ?? description.location ?? '';
  if (path.replace(/^s3:\/\//, '').includes('//'))
    return fault(CHECK, `${path} has an empty folder name (//): no logs are there`, REPAIR);
  // The bucket alone: a template may begin before the prefix, and a location may begin after it.
  if (!`${path}/`.startsWith(`s3://${bucket}/`)) {
    const seen = `the table reads ${path || 'no place'}, but the logs are in s3://${bucket}/${prefix}`;
    return fault(CHECK, seen, `${REPAIR}, or give another --log-bucket`);
  }
  const day = `\${${config.table.partitions.day}}`;
  const folders = projection && projectedFolders(projection, config.table.partitions.day);
  if (template && !folders)
    return fault(
      CHECK,
      `${template} does not end in the day, ${day}`,
      `${REPAIR}: …/CloudTrail/REGION/${day}`,
    );
  const asked = logs.filter(
    ({ account, region, newest }) =>
      newest !== undefined &&
      (config.accounts?.includes(account) ?? true) &&
      (config.regions?.includes(region) ?? true),
  );
  if (asked.length === 0) return ok(CHECK, path);
  return folders ? byProjection(folders, asked, path) : byLocation(path, asked);
}

function byProjection(
  folders: ProjectedFolders,
  withLogs: readonly RegionFolder[],
  template: string,
): Finding {
  const missing = withLogs.filter(({ folder }) => !isProjected(folder, folders));
  if (missing.length === 0) return ok(CHECK, `${template}: every account and region that has logs`);
  if (missing.length === withLogs.length) {
    return fault(CHECK, `${template} matches no folder of logs, such as ${missing[0]?.folder}`, REPAIR);
  }
  const seen = `logs that are not projected, so no report shows them: ${named(missing)}`;
  const todo =
    'add these accounts and regions to the projection, or list those you want as accounts and regions in --config';
  return fault('table coverage', seen, todo);
}

function byLocation(location: string, withLogs: readonly RegionFolder[]): Finding {
  const missing = withLogs.filter(({ folder }) => !folder.startsWith(location));
  if (missing.length === 0) return ok(CHECK, location);
  const seen = `${location} leaves out ${named(missing)}, which have logs`;
  return warning(CHECK, seen, 'check that partitions are added for them');
}

function named(regions: readonly RegionFolder[]): string {
  const names = regions.map(({ account, region }) => `${account} ${region}`);
  return shortList(names, undefined, 10);
}
