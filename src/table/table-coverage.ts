/** Whether the table holds what a run asks for: where no partition is projected, Athena finds no rows and gives no error. */

import { fault, faultUnless, RequestError } from '../errors.ts';
import { folderOf } from '../logs/layout.ts';
import type { Plan } from '../run/run.ts';
import { type DayContext, dayFaults } from './day-faults.ts';
import { withMissingColumns } from './missing-columns.ts';
import { projectedFolders } from './projected-folders.ts';
import type { TableConfig } from './table-config.ts';
import {
  type ColumnProjection,
  type Projection,
  projectionOf,
  type TableDescription,
} from './table-description.ts';

interface CoverageContext {
  /** undefined: the table does not exist */
  description: TableDescription | undefined;
  table: TableConfig;
  /** the present instant */
  now: string;
}

/**
 * @returns the plan, with the columns that the table lacks and the folders that it reads. Where somebody adds a table's
 *   partitions by hand, the folders are not known.
 * @throws RequestError with every reason why the table would leave out what the plan asks for
 */
export function coveredPlan(plan: Plan, { description, table, now }: CoverageContext): Plan {
  refuse(tableFaults(description, table));
  if (!description) return plan;
  const run = { ...plan.run, events: withMissingColumns(plan.run.events, table, description) };
  const projection = projectionOf(description);
  if (!projection) return { ...plan, run };
  refuse(projectionFaults(projection, { run, table, now }));
  const projected = projectedFolders(projection, table.partitions.day);
  return { ...plan, run: { ...run, ...(projected && { projected }) } };
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new RequestError(faults);
}

/** Why the partitions that Athena makes up leave out what a run asks for. */
export function projectionFaults(projection: Projection, context: DayContext): string[] {
  const { table } = context;
  return [
    ...templateFaults(projection, table),
    ...Object.entries(projection.columns).flatMap(([column, columnProjection]) =>
      column === table.partitions.day
        ? dayFaults(columnProjection, context)
        : valueFaults(column, columnProjection, context),
    ),
  ];
}

/** Why a table cannot be read at all. */
export function tableFaults(description: TableDescription | undefined, config: TableConfig): string[] {
  const name = `${config.database}.${config.table}`;
  if (!description)
    return [fault('table', name, 'does not exist: give an existing one as table.database and table.table')];
  const { isView, columnTypes, partitionColumns, partitionTypes } = description;
  if (isView)
    return [fault('table', name, 'is a view, which has no partitions: give the table that it reads')];
  const isText = (type: string) => /^(string|(var)?char\b)/i.test(type);
  const timeType = columnTypes?.eventtime ?? 'string';
  const notText = `has the column eventtime of type ${timeType}, but reports compare it as the text that CloudTrail writes, 2026-11-21T22:00:00Z: recreate the table with eventtime string`;
  const present = partitionColumns.join(' and ') || 'no column at all';
  const partitionFaults = Object.entries(config.partitions).flatMap(([part, column]) => {
    if (column === undefined) return [];
    const setting = `table.partitions.${part}`;
    const type = partitionTypes[column] ?? 'string';
    const missing = `is not a partition column: ${name} is partitioned by ${present}`;
    const wrongType = `has the type ${type} but is compared with text: recreate the table with a column of type string`;
    return [
      ...faultUnless(partitionColumns.includes(column), setting, column, missing),
      ...faultUnless(isText(type), setting, column, wrongType),
    ];
  });
  return [...faultUnless(isText(timeType), 'table', name, notText), ...partitionFaults];
}

/**
 * Without a template Athena looks for Hive's folders, which CloudTrail does not write.
 *
 * @see https://repost.aws/knowledge-center/athena-error-invalid-table-property
 */
function templateFaults({ template, columns }: Projection, { partitions }: TableConfig): string[] {
  if (template) {
    const missing = Object.keys(columns)
      .map((column) => `\${${column}}`)
      .filter((place) => !template.includes(place));
    const problem = `leaves out ${missing.join(' and ')}, and Athena runs no query without them: name every partition column there`;
    return faultUnless(missing.length === 0, 'storage.location.template', template, problem);
  }
  const { day, account, region } = partitions;
  const folder = folderOf({
    account: account ? `\${${account}}` : 'ACCOUNT',
    region: region ? `\${${region}}` : 'REGION',
  });
  const right = `s3://BUCKET/${folder}\${${day}}`;
  return [
    `storage.location.template: missing, so Athena looks for folders such as ${day}=2026/11/21: give ${right}`,
  ];
}

function valueFaults(column: string, projection: ColumnProjection, { run, table }: DayContext): string[] {
  const { account, region } = table.partitions;
  // the list of the request that bounds the column
  const list = column === account ? 'accounts' : column === region ? 'regions' : undefined;
  const asked = list && run.partitions[list];
  const property = `projection.${column}`;
  switch (projection.type) {
    case 'enum': {
      const { values } = projection;
      const missing = asked?.filter((value) => !values.includes(value)) ?? [];
      const problem = `leaves out ${missing.join(', ')}, which ${list} asks for: add what is missing, or ask for others`;
      return faultUnless(missing.length === 0, `${property}.values`, values.join(','), problem);
    }
    case 'injected': {
      const problem = `refuses a query without values for the column: give ${list ?? 'another type'}`;
      return faultUnless(asked, `${property}.type`, 'injected', problem);
    }
    case 'unknown':
      return [
        fault(
          `${property}.type`,
          projection.seen,
          'is not a type that Athena knows: give enum, and the values',
        ),
      ];
    default:
      return [];
  }
}
