import type { Command } from 'commander';
import type { DailyOptions } from './daily-options.ts';
import type { Io, OnEnd } from './terminal.ts';
import { wholeNumber } from './typed-values.ts';

const HELP = `
Makes every run of the configured schedule that is due since the last complete one in the archive, oldest first; with an empty
archive the last one. Call it as often as you like: where nothing is due it does nothing.

Examples:
  cloudtrail-audit daily --logs ./logs --out ./archive --config audit.json
  cloudtrail-audit daily --logs ./logs --out ./archive --config audit.json --most 7 --quiet
  cloudtrail-audit daily --check --out ./archive --config audit.json

Exit status: 0 done, also where nothing was due; 1 a run failed or is partial, or a mail was not sent; with
--check also a run that is overdue; 2 the request was wrong, and nothing was started, written or sent; 75 another call is under way, and nothing was done.`;

export function addDailyCommand(program: Command, io: Io, onEnd: OnEnd): void {
  program
    .command('daily')
    .description('make the scheduled runs that are due: for a timer')
    .option('--logs <dir>', 'directory that holds AWSLogs/… (account or organization layout)')
    .option('--out <dir>', 'archive, a directory (required)')
    .option('--config <file>', 'configuration file (docs/command-line.md)')
    .option('--most <n>', 'make at most this many runs (default: 31)', wholeNumber)
    .option('--memory <size>', "of duckdb; beyond, the disk (default: 560MB, or half of the machine's)")
    .option('--check', 'only say how old the last run is, what is overdue, and which mails are unsent')
    .option('--json', 'print what was done, or found, as JSON, and nothing else')
    .option('--quiet', 'print nothing where all is well')
    .addHelpText('after', HELP)
    .action(async (options: DailyOptions) => {
      onEnd(
        await (options.check
          ? (await import('./daily-check.ts')).printCheck(options, io)
          : (await import('./daily.ts')).printDaily(options, io)),
      );
    });
}
