/** Options that several commands take. */
import { type Command, InvalidArgumentError } from 'commander';
import { faultUnless } from '../errors.ts';

export const LOGS = ['--logs <place>', 'directory or s3://bucket/prefix that holds AWSLogs/…'] as const;
export const LOGS_REGION = ['--region <name>', "AWS region of logs in S3 (default: the user's own)"] as const;
export const LOGS_PROFILE = [
  '--profile <name>',
  "of the AWS CLI's configuration, for logs in S3 (default: the user's own)",
] as const;
export const MEMORY = [
  '--memory <size>',
  "of duckdb; beyond, the disk (default: 560MB, or half of the machine's)",
] as const;
export const CONFIG = ['--config <file>', 'configuration file (docs/command-line.md)'] as const;

/** Which events, as it was typed. */
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
    .option(...CONFIG);
}

/**
 * Logs and history on this machine, and which of their events: of `query` and `who`.
 *
 * @param and what else the archive is for
 */
export function withEvents(command: Command, and = ''): Command {
  return withRange(
    command
      .option(...LOGS)
      .option(
        '--out <dir>',
        `archive whose history is read in place of logs${and}; with it --logs may be left out`,
      )
      .option('--fresh', 'read the logs alone, whatever history there is'),
  )
    .option(...LOGS_REGION)
    .option(...LOGS_PROFILE)
    .option(...MEMORY);
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

/** A list as it is typed: `a, b`, or several options of the same name, all of which count. */
export function list(text: string, before: readonly string[] = []): string[] {
  return [...before, ...text.split(',').map((item) => item.trim())];
}

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('give a whole number, such as 3.');
  return Number(text);
}
