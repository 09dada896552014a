import type { Command } from 'commander';
import type { RunOptions } from './options.ts';
import { withEvents } from './shared-options.ts';
import type { Io, OnEnd } from './terminal.ts';

const HELP = `
The query reads events, which has CloudTrail's columns and those of sql/events.sql, such as identity, actor, outcome and
sourcenetwork. Only the columns that it names are loaded. Without --from and --to it reads the last full day in the logs.
With --out it reads the history of the archive's scheduled runs, and the logs for the rest of the range.
Rows go to standard output, everything else to standard error.

Examples:
  cloudtrail-audit query "SELECT identity, count(*) AS calls FROM events GROUP BY 1 ORDER BY 2 DESC LIMIT 10" --logs ./logs
  cloudtrail-audit query "SELECT eventtime, principal, eventname FROM events WHERE sourceipaddress = '192.0.2.7'" \\
    --logs ./logs --last 24h --format jsonl
  cloudtrail-audit query "SELECT eventtime, eventname FROM events WHERE kind = 'root'" --out ./archive --last 90d

Exit status: 0 done; 1 the query failed, or rows may be missing; 2 the request was wrong, and nothing was started.`;

export function addQueryCommand(program: Command, io: Io, onEnd: OnEnd): void {
  withEvents(
    program
      .command('query')
      .description('run a query of your own over log files on this machine')
      .argument('<sql>', 'one SELECT that reads FROM events')
      .option('--format <name>', 'table, csv or jsonl (default: table)'),
  )
    .option('--quiet', 'no progress')
    .addHelpText('after', HELP)
    .action(async (query: string, options: Omit<RunOptions, 'query'> & { quiet?: boolean }) => {
      const { printRows } = await import('./print-rows.ts');
      onEnd(await printRows({ ...options, query }, io));
    });
}
