import type { Config } from '../config/config.ts';
import { fault, RequestError } from '../errors.ts';
import type { Mailer, Notifier } from '../ports.ts';
import { dailyMailer, dailyNotifier } from './daily-senders.ts';
import { type Printed, type RunOptions, STDOUT } from './options.ts';
import { isMeantAsS3 } from './s3-location.ts';

/** What `daily` is asked for, as it was typed. */
export interface DailyOptions
  extends Pick<RunOptions, 'logs' | 'out' | 'config' | 'memory' | 'region' | 'profile'>,
    Printed {
  /** at most so many runs */
  most?: number;
  /** a run by its id or day: src/cli/settle-mail.ts */
  resend?: string;
  arrived?: string;
  /** only say how things are: src/cli/daily-check.ts */
  check?: boolean;
}

interface DailyDeps {
  now(): string;
  /** @returns undefined where mails are archived and not sent */
  mailerOf(config: Config): Promise<Mailer | undefined>;
  /** @returns undefined where no message is posted */
  notifierOf(config: Config): Promise<Notifier | undefined>;
}

export const REAL: DailyDeps = {
  now: () => new Date().toISOString(),
  mailerOf: dailyMailer,
  notifierOf: dailyNotifier,
};

/** In the archive's directory. */
export const LOCK = '.daily.lock';

/** Options that go with runs, and those that ask for something else and go alone. */
export function aloneFaults(options: DailyOptions, asked: 'check' | 'resend' | 'arrived'): string[] {
  return (['logs', 'memory', 'most', 'region', 'profile', 'check', 'resend', 'arrived'] as const)
    .filter((option) => option !== asked && options[option] !== undefined)
    .map((option) => `${option}: does not go with --${asked}; remove it`);
}

/** The archive as it was typed: a directory, for the lock is a file there. */
export function directoryOf(out: string): string {
  if (!isMeantAsS3(out) && out !== STDOUT) return out;
  const right = 'give one on this machine, and copy it to S3 afterwards (aws s3 sync)';
  throw new RequestError([fault('out', out, `is not a directory: ${right}`)]);
}
