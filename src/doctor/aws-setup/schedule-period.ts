/** Periods, ISO 8601, of schedules. */
import { Temporal } from 'temporal-polyfill';

/** @returns the period of the expressions that the deployment makes: `P1D` */
export function periodOf(expression: string): string | undefined {
  const [, minute, hour, day, month, weekday, year] =
    /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/.exec(expression) ?? [];
  if (!isNumber(minute) || month !== '*' || year !== '*') return undefined;
  const every = /^0\/(\d+)$/.exec(hour ?? '')?.[1];
  if (every && isAny(day) && isAny(weekday)) return `PT${every}H`;
  if (!isNumber(hour)) return undefined;
  if (isAny(day) && isAny(weekday)) return 'P1D';
  if (isAny(day)) return 'P1W';
  return isNumber(day) && isAny(weekday) ? 'P1M' : undefined;
}

function isAny(field: string | undefined): boolean {
  return field === '*' || field === '?';
}

function isNumber(field: string | undefined): boolean {
  return /^\d+$/.test(field ?? '');
}

/** @returns the period in hours, of a month the longest */
export function hoursOf(period: string): number {
  return Temporal.Duration.from(period).total({ unit: 'hours', relativeTo: '2026-01-01' });
}
