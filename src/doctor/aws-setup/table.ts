/** Whether the table reads the logs that lie in the bucket, for the windows that runs ask for. */

import type { Window } from '../../run/run.ts';
import { cloudTrailColumns } from '../../table/cloudtrail-columns.ts';
import type { TableConfig } from '../../table/table-config.ts';
import { projectionFaults, tableFaults } from '../../table/table-coverage.ts';
import { type Projection, projectionOf, type TableDescription } from '../../table/table-description.ts';
import { partitionsOf } from '../../time/window.ts';
import { type Finding, fault, ok, shortList, warning } from '../finding.ts';
import { type Answer, judge } from './answer.ts';
import type { TableWindows } from './table-windows.ts';

export interface TableContext {
  table: TableConfig;
  /** those that runs are narrowed to */
  accounts?: string[] | undefined;
  regions?: string[] | undefined;
  windows: TableWindows;
  /** the present, an instant */
  now: string;
}

const REPAIR = "correct the table's properties, or make the table anew";

/** @param answer absent where the catalog has no such table */
export function judgeTable(answer: Answer<TableDescription>, context: TableContext): Finding[] {
  const { table } = context;
  const check = 'table';
  return judge(check, answer, {
    absent: () => unusable(undefined, table),
    found: (description) => {
      const faults = unusable(description, table);
      if (faults.length > 0) return faults;
      const partitions = description.partitionColumns.join(', ');
      return [
        ok(check, `${table.database}.${table.table}, partitioned by ${partitions}`),
        ...columns(description),
        ...projected(description, context),
      ];
    },
  });
}

function unusable(description: TableDescription | undefined, table: TableConfig): Finding[] {
  return tableFaults(description, table).map((seen) =>
    fault('table', seen, 'name the table and its partition columns in --config, as they are in the catalog'),
  );
}

function columns({ columns }: TableDescription): Finding[] {
  const check = 'table columns';
  const present = columns.map((name) => name.toLowerCase());
  const all = Object.keys(cloudTrailColumns).map((name) => name.toLowerCase());
  const missing = all.filter((name) => !present.includes(name));
  if (missing.length === 0) return [ok(check, `all ${all.length} of today's CloudTrail records`)];
  const seen = `missing: ${shortList(missing, undefined, 40)}`;
  const todo = 'make the table anew with these columns: a report that names one fails';
  return [
    missing.includes('eventtime')
      ? fault(check, `${seen}; without eventtime no window can be read`, todo)
      : warning(check, seen, todo),
  ];
}

function projected(description: TableDescription, context: TableContext): Finding[] {
  const projection = projectionOf(description);
  if (projection) return [ok('projection', 'partition projection is on'), ...range(projection, context)];
  const seen =
    'partition projection is off: the table has the days that somebody adds to it, and of others no rows, without an error';
  return [warning('projection', seen, 'switch partition projection on, for account, region and day')];
}

/** Where a window is not covered, the longest says what would be right for all. */
function range(projection: Projection, context: TableContext): Finding[] {
  const { table, now, windows, accounts, regions } = context;
  const bounds = { ...(accounts && { accounts }), ...(regions && { regions }) };
  const faultsIn = (window: Window) =>
    projectionFaults(projection, {
      table,
      now,
      run: { window, partitions: { ...partitionsOf(window), ...bounds } },
    });
  const longest = windows.longer.at(-1)?.window ?? windows.scheduled;
  if (faultsIn(windows.scheduled).length > 0) {
    return faultsIn(longest).map((seen) => fault('projection', seen, REPAIR));
  }
  const refused = windows.longer.find(({ window }) => faultsIn(window).length > 0);
  if (!refused) return [ok('projection range', `covers the last ${windows.longer.at(-1)?.days ?? 1} days`)];
  const seen = `runs over the last ${refused.days} days are refused: ${faultsIn(longest).join('; ')}`;
  return [warning('projection range', seen, REPAIR)];
}
