/** Whether the days that a table projects are those that a run needs. */
import type { Temporal } from 'temporal-polyfill';
import { fault, faultUnless } from '../errors.ts';
import type { Run } from '../run/run.ts';
import { DAY_FORMAT, type DayRange, dayAfter, dayOf, formatDay, parseDay } from '../time/days.ts';
import { attempt, earlier, later, zoned } from '../time/time.ts';
import { lastUtcDay } from '../time/window.ts';
import type { TableConfig } from './table-config.ts';
import type { ColumnProjection } from './table-description.ts';

export interface DayContext {
  run: Pick<Run, 'window' | 'partitions'>;
  table: TableConfig;
  /** the present instant */
  now: string;
}

type DateProjection = Extract<ColumnProjection, { type: 'date' }>;

export function dayFaults(projection: ColumnProjection, context: DayContext): string[] {
  const property = `projection.${context.table.partitions.day}`;
  if (projection.type === 'date') return dateFaults(projection, property, context);
  if (projection.type === 'enum') return enumFaults(projection.values, property, context);
  const type = projection.type === 'unknown' ? projection.seen : projection.type;
  return [fault(`${property}.type`, type, 'cannot be bounded to the days of a window: give date')];
}

function dateFaults(projection: DateProjection, property: string, context: DayContext): string[] {
  const { format, interval, unit } = projection;
  // Java's yyyy and uuuu differ before the year 1 only.
  const isFolderFormat = /^[yu]{4}\/MM\/dd$/.test(format.trim());
  const formatProblem = `is not how CloudTrail names the folders of days: give ${DAY_FORMAT}`;
  const unitProblem = 'is not one day after another: give DAYS';
  return [
    ...faultUnless(isFolderFormat, `${property}.format`, format, formatProblem),
    ...faultUnless(interval === '1', `${property}.interval`, interval, 'leaves days out: give 1'),
    ...faultUnless(unit === 'DAYS', `${property}.interval.unit`, unit, unitProblem),
    ...rangeFaults(projection, `${property}.range`, context),
  ];
}

function rangeFaults({ range }: DateProjection, property: string, context: DayContext): string[] {
  const bounds = `${range.from},${range.to}`;
  const days = projectedDays(range, context.now);
  if (!days) return [fault(property, bounds, 'is not a range of days: give one such as 2020/01/01,NOW')];
  const needed = neededDays(context);
  if (days.from <= needed.from && needed.to <= days.to) return [];
  const { database, table } = context.table;
  const right = `${earlier(needed.from, days.from)},NOW`;
  const problem = [
    `covers the days ${days.from} to ${days.to}, and the logs of the window are in ${needed.from} to ${needed.to}.`,
    'For other days Athena finds no rows and gives no error.',
    `Ask for days that it covers, or give ${right}:`,
    `ALTER TABLE \`${database}\`.\`${table}\` SET TBLPROPERTIES ('${property}' = '${right}')`,
  ];
  return [fault(property, bounds, problem.join(' '))];
}

function enumFaults(values: readonly string[], property: string, context: DayContext): string[] {
  const { from, to } = neededDays(context);
  let missing = from;
  while (missing <= to && values.includes(missing)) missing = dayAfter(missing);
  const problem = `leaves out ${missing}, which has logs of the window: project days by the type date`;
  return faultUnless(missing > to, `${property}.values`, values.join(','), problem);
}

/**
 * The days that a range covers if a query starts within the next hour: it may wait, or be started again, and the time
 * that counts is the one when it runs.
 *
 * @returns undefined where a bound is neither a day such as `2026/11/21` nor relative, such as `NOW-3YEARS`
 */
function projectedDays(range: DateProjection['range'], now: string): DayRange | undefined {
  const present = zoned(now, 'UTC');
  const from = boundDay(range.from, present.add({ hours: 1 }));
  const to = boundDay(range.to, present);
  return from && to ? { from, to } : undefined;
}

/** https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html#partition-projection-date-type */
const RELATIVE = /^\s*NOW\s*(?:([+-])\s*(\d+)\s*(YEAR|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND)S?\s*)?$/;

function boundDay(bound: string, now: Temporal.ZonedDateTime): string | undefined {
  const relative = RELATIVE.exec(bound);
  if (!relative) return parseDay(bound) && bound;
  const [, sign, count, unit = 'DAY'] = relative;
  const distance = { [`${unit.toLowerCase()}s`]: Number(`${sign ?? ''}${count ?? 0}`) };
  const day = attempt(() => now.add(distance).toPlainDate());
  // Days are compared as texts, so their years have four digits.
  return day && (day.year > 9999 ? '9999/12/31' : formatDay(day));
}

/** The days whose folders are read, as far as they have begun: those for late logs reach beyond the present. */
function neededDays({ run: { partitions, window }, now }: DayContext): DayRange {
  return { from: partitions.from, to: later(earlier(partitions.to, dayOf(now)), lastUtcDay(window)) };
}
