import type { Command } from 'commander';
import type { Printed, RunOptions } from './options.ts';
import { LOGS, list, MEMORY, withRange } from './shared-options.ts';
import type { Io, OnEnd } from './terminal.ts';

const HELP = `
--engine duckdb (the default) requires --logs; without --from and --to the run takes the last full day in the logs.
--engine athena requires --log-bucket, --from and --to; the table is the configuration's, and credentials and region are
those that the AWS CLI would use. The mail is written into the archive and not sent.

Examples:
  cloudtrail-audit run --logs ./logs --out ./archive
  cloudtrail-audit run --logs ./logs --out ./archive --from 2026-11-01 --to 2026-11-07 --timezone Asia/Tokyo
  cloudtrail-audit run --logs ./logs --out ./archive --from yesterday --to yesterday
  cloudtrail-audit run --logs ./logs --out ./archive --scheduled 2026-11-22T07:00:00Z --config audit.json
  cloudtrail-audit run --logs ./logs --out ./archive --scheduled 2026-08-24..2026-11-22 --config audit.json
  cloudtrail-audit run --logs ./logs --out ./archive --reports failed-console-logins --json
  cloudtrail-audit run --logs ./logs --out - --reports failed-console-logins --format jsonl
  cloudtrail-audit run --engine athena --log-bucket s3://my-trail-logs --from 2026-11-21 --to 2026-11-21 --dry-run
  cloudtrail-audit run --engine athena --log-bucket s3://my-trail-logs --from 2026-11-21 --to 2026-11-21 \\
    --config audit.json --workgroup audit --out s3://my-archive/trial

Exit status: 0 done; 1 the run failed or is partial; 2 the request was wrong, and nothing was started or written.`;

export function addRunCommand(program: Command, io: Io, onEnd: OnEnd): void {
  withRange(
    program
      .command('run')
      .description('run the reports over log files on this machine, or over a table of Amazon Athena')
      .option('--engine <name>', 'duckdb, over log files on this machine, or athena (default: duckdb)')
      .option(...LOGS)
      .option('--out <place>', 'archive, a directory or s3://bucket/prefix, for runs/YYYY/MM/DD/RUN-ID; or -')
      .option('--format <name>', 'with --out -: rows of one report as table, csv or jsonl (default: table)')
      .option(
        '--scheduled <time>',
        'make the very run that the configured schedule makes then; of FROM..TO all',
      )
      .option('--reports <ids>', 'only these reports, separated by commas', list),
  )
    .option(...MEMORY)
    .option('--log-bucket <place>', 'for athena: where CloudTrail puts AWSLogs/…, s3://bucket/prefix')
    .option('--workgroup <name>', "athena's workgroup (default: primary)")
    .option('--output <place>', 'where athena puts results, if the workgroup does not say')
    .option('--region <name>', "AWS region (default: the user's own)")
    .option('--profile <name>', "of the AWS CLI's configuration (default: the user's own)")
    .option('--fresh', 'of duckdb: read the logs alone, not the history of scheduled runs in the archive')
    .option('--dry-run', 'print the SQL, what it would read and what that costs; start and write nothing')
    .option('--json', 'print the manifest, or with --dry-run its findings, and nothing else')
    .option('--quiet', 'print nothing where the run succeeds')
    .addHelpText('after', HELP)
    .action(async (options: RunOptions & Printed) => {
      onEnd(await printed(options, io));
    });
}

async function printed(options: RunOptions & Printed, io: Io): Promise<boolean> {
  const { isScheduledRange, STDOUT } = await import('./options.ts');
  if (options.out === STDOUT) return (await import('./print-rows.ts')).printRows(options, io);
  if (isScheduledRange(options)) return (await import('./run-scheduled.ts')).printScheduledRuns(options, io);
  return (await import('./run-on-logs.ts')).printRun(options, io);
}
