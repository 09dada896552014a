/** The options that say which events: those of `run`, `query`, `who` and `sql`. */
import type { Command } from 'commander';
import { faultUnless } from '../errors.ts';
import { list } from './typed-values.ts';

/** As they were typed. */
export interface RangeOptions {
  from?: string | undefined;
  to?: string | undefined;
  /** `24h` or `7d` up to now, in place of both */
  last?: string;
  timezone?: string;
  accounts?: string[];
  regions?: string[];
  config?: string;
}

export const LAST = /^([1-9]\d{0,3})([hd])$/;

export function withRange(command: Command): Command {
  return command
    .option('--from <time>', 'first day (2026-11-01, yesterday, today) or instant (2026-11-01T09:00:00Z)')
    .option('--to <time>', 'last day, included (today: up to now), or instant, excluded')
    .option('--last <time>', 'in place of --from and --to: the hours or days up to now, such as 24h or 7d')
    .option('--timezone <zone>', 'IANA time zone in which days begin (default: the configuration, else UTC)')
    .option('--accounts <ids>', 'only these accounts, separated by commas', list)
    .option('--regions <names>', 'only these regions, separated by commas', list)
    .option('--config <file>', 'configuration file (docs/command-line.md)');
}

export function lastFaults({ from, to, last }: RangeOptions): string[] {
  if (last === undefined) return [];
  const problem = 'is not a number of hours or days up to 9999: give one such as 24h or 7d';
  return [
    ...faultUnless(LAST.test(last), 'last', last, problem),
    ...faultUnless(from === undefined, 'from', from, 'does not go with --last; remove one of them'),
    ...faultUnless(to === undefined, 'to', to, 'does not go with --last; remove one of them'),
  ];
}
