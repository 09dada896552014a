/** Whether the table can be read for the windows that runs ask for, and reads the folders that hold the logs. */
import { Temporal } from 'temporal-polyfill';
import { scheduledWindow } from '../plan/schedule-window.ts';
import type { ProjectedFolders, Window } from '../run/run.ts';
import { cloudTrailColumns } from '../table/cloudtrail-columns.ts';
import { addedColumns } from '../table/missing-columns.ts';
import { isProjected, projectedFolders } from '../table/projected-folders.ts';
import { projectionFaults, tableFaults } from '../table/table-coverage.ts';
import { INPUT_FORMAT, SERDE } from '../table/table-ddl.ts';
import { type Projection, projectionOf, type TableDescription } from '../table/table-description.ts';
import { partitionsOf, windowOf } from '../time/window.ts';
import { type Answer, type Finding, fault, judge, ok, shortList, warning } from './finding.ts';
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

type Folders = readonly RegionFolder[];

const LOCATION = 'table location';
const REPAIR = "correct the table's properties, or recreate the table";
const REPAIR_LOCATION = "correct the table's location and its storage.location.template";

/** @param folders of the logs, as far as they are known */
export function judgeTable(answer: Answer<TableDescription>, folders: Folders, setup: Setup): Finding[] {
  const { table } = setup.config;
  const name = `${table.database}.${table.table}`;
  const todo = 'set table.database, table.table and table.partitions in --config as the catalog has them';
  return judge(answer, fault('table', `table ${name} does not exist`, todo), (description) => {
    const faults = tableFaults(description, table).map((seen) => fault('table', seen, todo));
    const usable = () => [
      ok('table', `${name}, partitioned by ${description.partitionColumns.join(', ')}`),
      columns(description),
      ...format(description),
      ...projection(description, setup),
    ];
    return [...(faults.length > 0 ? faults : usable()), judgeTableFolders(description, folders, setup)];
  });
}

function columns(description: TableDescription): Finding {
  const check = 'table columns';
  const present = description.columns.map((name) => name.toLowerCase());
  const all = Object.keys(cloudTrailColumns).map((name) => name.toLowerCase());
  const missing = [
    ...new Set([...all.filter((name) => !present.includes(name)), ...addedColumns(description)]),
  ];
  if (missing.length === 0) return ok(check, `all ${all.length} of today's CloudTrail records`);
  const seen = `missing: ${shortList(missing, undefined, 40)}`;
  const todo = 'recreate the table with these columns: they are empty in reports, or the report fails';
  return missing.includes('eventtime')
    ? fault(check, `${seen}; without eventtime no window can be read`, todo)
    : warning(check, seen, todo);
}

/** CloudTrail's, of today and of before: https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html */
const SERDES = [SERDE, 'com.amazon.emr.hive.serde.CloudTrailSerde'];

/** Another one makes each file a row or none, without an error. */
function format({ properties }: TableDescription): Finding[] {
  const serde = properties['serde.serialization.lib'] ?? SERDE;
  const input = properties.inputformat ?? INPUT_FORMAT;
  const wrong = [
    ...(SERDES.includes(serde) ? [] : [`the SerDe ${serde}`]),
    ...(input === INPUT_FORMAT ? [] : [`the input format ${input}`]),
  ];
  if (wrong.length === 0) return [];
  const seen = `${wrong.join(' and ')}, not made for CloudTrail's files: rows may be missing or empty`;
  const todo = `recreate the table with the SerDe ${SERDE} and the input format ${INPUT_FORMAT} (cloudtrail-audit ddl)`;
  return [warning('table format', seen, todo)];
}

function projection(description: TableDescription, setup: Setup): Finding[] {
  const projection = projectionOf(description);
  if (projection) {
    return [ok('projection', 'partition projection is on'), ...range(projection, setup)];
  }
  const seen =
    'partition projection is off: the table has only the days that somebody adds, and Athena finds no rows for others';
  return [warning('projection', seen, 'turn partition projection on for account, region and day')];
}

/** Of the windows that are not covered, the longest says what would be right for all. */
function range(projection: Projection, { config, now }: Setup): Finding[] {
  const { table, timezone, schedule, limits, accounts, regions } = config;
  const bounds = { ...(accounts && { accounts }), ...(regions && { regions }) };
  const faultsIn = (window: Window) => {
    const partitions = { ...partitionsOf(window), ...bounds };
    return projectionFaults(projection, { table, now, run: { window, partitions } });
  };
  const present = Temporal.Instant.from(now);
  const faultsOfLast = (days: number) =>
    faultsIn(windowOf(present.subtract({ hours: 24 * days }), present, timezone));
  const longest = faultsOfLast(limits.days);
  const scheduled = faultsIn(scheduledWindow({ scheduledTime: now, timezone, ...schedule }).window);
  if (scheduled.length > 0) {
    return (longest.length > 0 ? longest : scheduled).map((seen) => fault('projection', seen, REPAIR));
  }
  if (longest.length === 0) return [ok('projection range', `covers the last ${limits.days} days`)];
  const refused = limits.days > 30 && faultsOfLast(30).length > 0 ? 30 : limits.days;
  const seen = `runs over the last ${refused} days are refused: ${longest.join('; ')}`;
  return [warning('projection range', seen, REPAIR)];
}

/** @param logs their folders, as far as they are known */
export function judgeTableFolders(
  description: TableDescription,
  logs: Folders,
  { logs: { bucket, prefix }, config }: Setup,
): Finding {
  const projection = projectionOf(description);
  const template = projection?.template;
  // Athena ignores the location of a table that has a template.
  const path = template ?? description.location ?? '';
  if (path.replace(/^s3:\/\//, '').includes('//'))
    return fault(LOCATION, `${path} has an empty folder name (//): no logs are there`, REPAIR_LOCATION);
  // The bucket alone: a template may begin before the prefix, and a location may begin after it.
  if (!`${path}/`.startsWith(`s3://${bucket}/`)) {
    const seen = `the table reads ${path || 'no place'}, but the logs are in s3://${bucket}/${prefix}`;
    return fault(LOCATION, seen, `${REPAIR_LOCATION}, or give another --log-bucket`);
  }
  const day = `\${${config.table.partitions.day}}`;
  const folders = projection && projectedFolders(projection, config.table.partitions.day);
  if (template && !folders) {
    const seen = `${template} does not end in the day, ${day}`;
    return fault(LOCATION, seen, `${REPAIR_LOCATION}: …/CloudTrail/REGION/${day}`);
  }
  const asked = logs.filter(
    ({ account, region, newest }) =>
      newest !== undefined &&
      (config.accounts?.includes(account) ?? true) &&
      (config.regions?.includes(region) ?? true),
  );
  if (asked.length === 0) return ok(LOCATION, path);
  return folders ? byProjection(folders, asked, path) : byLocation(path, asked);
}

function byProjection(folders: ProjectedFolders, withLogs: Folders, template: string): Finding {
  const missing = withLogs.filter(({ folder }) => !isProjected(folder, folders));
  if (missing.length === 0) return ok(LOCATION, `${template} covers every account and region that has logs`);
  if (missing.length === withLogs.length) {
    const seen = `${template} does not match the log folders, such as ${missing[0]?.folder}`;
    return fault(LOCATION, seen, REPAIR_LOCATION);
  }
  const seen = `logs that are not projected, so no report shows them: ${named(missing)}`;
  const todo =
    'add these accounts and regions to the projection, or list those you want as accounts and regions in --config';
  return fault('table coverage', seen, todo);
}

function byLocation(location: string, withLogs: Folders): Finding {
  const missing = withLogs.filter(({ folder }) => !folder.startsWith(location));
  if (missing.length === 0) return ok(LOCATION, location);
  const seen = `${location} leaves out ${named(missing)}, which have logs`;
  return warning(LOCATION, seen, 'check that partitions are added for them');
}

function named(regions: Folders): string {
  const names = regions.map(({ account, region }) => `${account} ${region}`);
  return shortList(names, undefined, 10);
}
