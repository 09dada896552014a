import { counted } from './finding.ts';

/** @returns `3 hours`, `12 days` */
export function age(hours: number): string {
  if (hours < 1) return counted(Math.max(0, Math.round(hours * 60)), 'minute');
  return hours < 48 ? counted(Math.round(hours), 'hour') : counted(Math.floor(hours / 24), 'day');
}
