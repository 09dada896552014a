/** Whether the table can be read, for the windows that runs ask for. */
import { Temporal } from 'temporal-polyfill';
import { scheduledWindow } from '../plan/schedule-window.ts';
import type { Window } from '../run/run.ts';
import { cloudTrailColumns } from '../table/cloudtrail-columns.ts';
import { projectionFaults, tableFaults } from '../table/table-coverage.ts';
import { type Projection, projectionOf, type TableDescription } from '../table/table-description.ts';
import { partitionsOf, windowOf } from '../time/window.ts';
import { type Answer, judge } from './answer.ts';
import { type Finding, fault, ok, shortList, warning } from './finding.ts';
import type { Setup } from './setup.ts';
import { judgeTableFolders, type RegionFolder } from './table-folders.ts';

const REPAIR = "correct the table's properties, or recreate the table";

/** @param folders of the logs, as far as they are known */
export function judgeTable(
  answer: Answer<TableDescription>,
  folders: readonly RegionFolder[],
  setup: Setup,
): Finding[] {
  const { table } = setup.config;
  const name = `${table.database}.${table.table}`;
  const todo = 'set table.database, table.table and table.partitions in --config as the catalog has them';
  return judge(answer, fault('table', `there is no table ${name}`, todo), (description) => {
    const faults = tableFaults(description, table).map((seen) => fault('table', seen, todo));
    const usable = () => [
      ok('table', `${name}, partitioned by ${description.partitionColumns.join(', ')}`),
      columns(description),
      ...projection(description, setup),
    ];
    return [...(faults.length > 0 ? faults : usable()), judgeTableFolders(description, folders, setup)];
  });
}

function columns({ columns }: TableDescription): Finding {
  const check = 'table columns';
  const present = columns.map((name) => name.toLowerCase());
  const all = Object.keys(cloudTrailColumns).map((name) => name.toLowerCase());
  const missing = all.filter((name) => !present.includes(name));
  if (missing.length === 0) return ok(check, `all ${all.length} of today's CloudTrail records`);
  const seen = `missing: ${shortList(missing, undefined, 40)}`;
  const todo = 'recreate the table with these columns: a report that names one fails';
  return missing.includes('eventtime')
    ? fault(check, `${seen}; without eventtime no window can be read`, todo)
    : warning(check, seen, todo);
}

function projection(description: TableDescription, setup: Setup): Finding[] {
  const projection = projectionOf(description);
  if (projection) {
    return [ok('projection', 'partition projection is on'), ...range(projection, setup)];
  }
  const seen =
    'partition projection is off: the table has only the days that somebody adds, and for other days no rows and no error';
  return [warning('projection', seen, 'turn partition projection on for account, region and day')];
}

/** Where a window is not covered, the longest says what would be right for all. */
function range(projection: Projection, { config, now }: Setup): Finding[] {
  const { table, timezone, schedule, limits, accounts, regions } = config;
  const bounds = { ...(accounts && { accounts }), ...(regions && { regions }) };
  const faultsIn = (window: Window) =>
    projectionFaults(projection, {
      table,
      now,
      run: { window, partitions: { ...partitionsOf(window), ...bounds } },
    });
  const faultsOfLast = (days: number) => {
    const present = Temporal.Instant.from(now);
    return faultsIn(windowOf(present.subtract({ hours: 24 * days }), present, timezone));
  };
  const longest = faultsOfLast(limits.days);
  const scheduled = faultsIn(scheduledWindow({ scheduledTime: now, timezone, ...schedule }));
  if (scheduled.length > 0) {
    return (longest.length > 0 ? longest : scheduled).map((seen) => fault('projection', seen, REPAIR));
  }
  if (longest.length === 0) return [ok('projection range', `covers the last ${limits.days} days`)];
  const refused = limits.days > 30 && faultsOfLast(30).length > 0 ? 30 : limits.days;
  const seen = `runs over the last ${refused} days are refused: ${longest.join('; ')}`;
  return [warning('projection range', seen, REPAIR)];
}
