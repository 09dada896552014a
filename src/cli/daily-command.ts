import type { Command } from 'commander';
import type { DailyOptions } from './daily-options.ts';
import { CONFIG, LOGS, LOGS_PROFILE, LOGS_REGION, MEMORY, wholeNumber } from './shared-options.ts';
import type { Io, OnEnd } from './terminal.ts';

const HELP = `
Makes every run of the configured schedule that is due since the last complete one in the archive, oldest first; with an empty
archive the last one. Mails that earlier calls could not send go first. Call it as often as you like: where nothing is due and
unsent it does nothing. What sends the mails is in the configuration (docs/daily.md).

Examples:
  cloudtrail-audit daily --logs ./logs --out ./archive --config audit.json
  cloudtrail-audit daily --logs ./logs --out ./archive --config audit.json --most 7 --quiet
  cloudtrail-audit daily --check --out ./archive --config audit.json
  cloudtrail-audit daily --resend 2026-11-21 --out ./archive --config audit.json
  cloudtrail-audit daily --arrived 2026-11-21 --out ./archive

Exit status: 0 done, also where nothing was due; 1 a run failed or is partial, or a mail was not sent to everybody or may not have
been; with --check also a run that is overdue; 2 the request was wrong, and nothing was started, written or sent; 75 another
call is under way, and nothing was done.`;

export function addDailyCommand(program: Command, io: Io, onEnd: OnEnd): void {
  program
    .command('daily')
    .description('make the scheduled runs that are due, and send their mails: for a timer')
    .option(...LOGS)
    .option('--out <dir>', 'archive, a directory (required)')
    .option(...CONFIG)
    .option('--most <n>', 'make at most this many runs (default: 31)', wholeNumber)
    .option(...MEMORY)
    .option(...LOGS_REGION)
    .option(...LOGS_PROFILE)
    .option('--check', 'only say how old the last run is, what is overdue, and which mails are unsent')
    .option(
      '--resend <run>',
      'only send the mail of this run again; by its id, or the day on which it begins',
    )
    .option('--arrived <run>', 'only record that the mail of this run arrived, where that is not known')
    .option('--json', 'print what was done, or found, as JSON, and nothing else')
    .option('--quiet', 'print nothing where all is well')
    .addHelpText('after', HELP)
    .action(async (options: DailyOptions) => {
      onEnd(await (await workOf(options))(options, io));
    });
}

async function workOf({ check, resend, arrived }: DailyOptions) {
  if (check) return (await import('./daily-check.ts')).printCheck;
  if (resend !== undefined || arrived !== undefined) return (await import('./settle-mail.ts')).settleMail;
  return (await import('./daily.ts')).printDaily;
}
