/** Whether the days that a table projects are those that a run needs. */
import { Temporal } from 'temporal-polyfill';
import { fault, faultUnless } from '../errors.ts';
import type { Run } from '../run/run.ts';
import { DAY_FORMAT, dateOf, formatDay } from '../time/days.ts';
import { localDay } from '../time/time.ts';
import { lastUtcDay } from '../time/window.ts';
import { type Days, projectedDays } from './projected-days.ts';
import type { TableConfig } from './table-config.ts';
import type { ColumnProjection } from './table-description.ts';

export interface DayContext {
  run: Pick<Run, 'window' | 'partitions'>;
  table: TableConfig;
  /** the present instant */
  now: string;
}

export function dayFaults(projection: ColumnProjection, context: DayContext): string[] {
  const property = `projection.${context.table.partitions.day}`;
  if (projection.type === 'date') return dateFaults(projection, property, context);
  if (projection.type === 'enum') return enumFaults(projection.values, property, context);
  const type = projection.type === 'unknown' ? projection.seen : projection.type;
  return [fault(`${property}.type`, type, 'cannot be bounded to the days of a window: give date')];
}

function dateFaults(
  { format, range, interval, unit }: Extract<ColumnProjection, { type: 'date' }>,
  property: string,
  context: DayContext,
): string[] {
  // Java's yyyy and uuuu differ before the year 1 only.
  const isFolderFormat = /^[yu]{4}\/MM\/dd$/.test(format.trim());
  const bounds = `${range.from},${range.to}`;
  const days = projectedDays(range, context.now);
  return [
    ...faultUnless(
      isFolderFormat,
      `${property}.format`,
      format,
      `is not how CloudTrail names the folders of days: give ${DAY_FORMAT}`,
    ),
    ...faultUnless(interval === '1', `${property}.interval`, interval, 'leaves days out: give 1'),
    ...faultUnless(
      unit === 'DAYS',
      `${property}.interval.unit`,
      unit,
      'is not one day after another: give DAYS',
    ),
    ...(days
      ? rangeFaults(bounds, days, property, context)
      : [fault(`${property}.range`, bounds, 'is no range of days: give one such as 2020/01/01,NOW')]),
  ];
}

function rangeFaults(bounds: string, days: Days, property: string, context: DayContext): string[] {
  const needed = neededDays(context);
  if (covers(days, needed)) return [];
  const { database, table } = context.table;
  const right = `${formatDay(earlier(needed.from, days.from))},NOW`;
  return [
    fault(
      `${property}.range`,
      bounds,
      [
        `covers the days ${span(days)}, and the logs of the window lie in ${span(needed)}.`,
        'For other days Athena finds no rows and says nothing.',
        `Ask for days that it covers, or give ${right}:`,
        `ALTER TABLE \`${database}\`.\`${table}\` SET TBLPROPERTIES ('${property}.range' = '${right}')`,
      ].join(' '),
    ),
  ];
}

function enumFaults(values: readonly string[], property: string, context: DayContext): string[] {
  const { from, to } = neededDays(context);
  const days = Array.from({ length: from.until(to).days + 1 }, (_, i) => formatDay(from.add({ days: i })));
  const missing = days.find((day) => !values.includes(day));
  return faultUnless(
    missing === undefined,
    `${property}.values`,
    values.join(','),
    `leaves out ${missing}, where logs of the window lie: project days by the type date`,
  );
}

/** The days whose folders are read, as far as they have begun: those for late logs reach beyond the present. */
function neededDays({ run, now }: DayContext): Days {
  const { partitions, window } = run;
  const today = localDay(Temporal.Instant.from(now), 'UTC');
  const begun = earlier(dateOf(partitions.to), today);
  const last = dateOf(lastUtcDay(window));
  return { from: dateOf(partitions.from), to: isBefore(begun, last) ? last : begun };
}

function covers(days: Days, needed: Days): boolean {
  return !isBefore(needed.from, days.from) && !isBefore(days.to, needed.to);
}

function earlier(one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return isBefore(one, other) ? one : other;
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}

function span({ from, to }: Days): string {
  return `${formatDay(from)} to ${formatDay(to)}`;
}
