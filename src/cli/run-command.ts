import type { Command } from 'commander';
import { list } from './list.ts';
import type { RunOptions } from './options.ts';

type Options = RunOptions & { json?: boolean };

const HELP = `
With --engine duckdb (the default) --logs is needed; without --from and --to the run takes the last full day that the
logs hold. With --engine athena --log-bucket, --from and --to are needed; the table is the configuration's, credentials
and region are those that the AWS CLI would use. The mail is written into the archive; nobody is sent one.

Examples:
  npm run audit -- run --logs ./logs --out ./archive
  npm run audit -- run --logs ./logs --out ./archive --from 2026-11-01 --to 2026-11-07 --timezone Asia/Tokyo
  npm run audit -- run --logs ./logs --out ./archive --reports failed-console-logins --json
  npm run audit -- run --engine athena --log-bucket s3://my-trail-logs --from 2026-11-21 --to 2026-11-21 --dry-run
  npm run audit -- run --engine athena --log-bucket s3://my-trail-logs --from 2026-11-21 --to 2026-11-21 \\
    --config audit.json --workgroup audit --out s3://my-archive/trial

Exit status: 0 done; 1 the run failed or is partial; 2 the request was wrong, and nothing was started or written.`;

/** @param onEnd told whether the run succeeded */
export function addRunCommand(program: Command, onEnd: (succeeded: boolean) => void): void {
  program
    .command('run')
    .description('run the reports over log files on this machine, or over a table of Amazon Athena')
    .option('--engine <name>', 'duckdb, over log files on this machine, or athena (default: duckdb)')
    .option('--logs <dir>', 'directory that holds AWSLogs/… (account or organization layout)')
    .option(
      '--out <place>',
      'archive, a directory or s3://bucket/prefix; the run goes to runs/YYYY/MM/DD/RUN-ID',
    )
    .option('--from <time>', 'first day (2026-11-01) or instant (2026-11-01T09:00:00Z)')
    .option('--to <time>', 'last day, included, or instant, excluded')
    .option('--timezone <zone>', 'IANA time zone in which days begin (default: the configuration, else UTC)')
    .option('--reports <ids>', 'only these reports, separated by commas', list)
    .option('--accounts <ids>', 'only these accounts, separated by commas', list)
    .option('--regions <names>', 'only these regions, separated by commas', list)
    .option('--config <file>', 'configuration file (docs/command-line.md)')
    .option(
      '--memory <size>',
      "memory for duckdb, which uses the disk beyond it (default: 1GB, or half of the machine's)",
    )
    .option('--log-bucket <place>', 'for athena: where CloudTrail puts AWSLogs/…, s3://bucket/prefix')
    .option('--workgroup <name>', "athena's workgroup (default: primary)")
    .option(
      '--output <place>',
      'where athena puts results, s3://bucket/prefix/, if the workgroup does not say so',
    )
    .option('--region <name>', "AWS region (default: the user's own)")
    .option('--dry-run', 'print the SQL, what it would read and what that costs; start and write nothing')
    .option('--json', 'print the manifest, or with --dry-run its findings, and nothing else')
    .addHelpText('after', HELP)
    .action(async (options: Options) => onEnd(await (options.dryRun ? tryOut(options) : run(options))));
}

// What a command needs is loaded when it runs: --help is there at once.

async function run({ json = false, ...options }: Options): Promise<boolean> {
  const [{ runOnLogs }, { printRun }, { watchRun }] = await Promise.all([
    import('./run.ts'),
    import('./print-run.ts'),
    import('./progress.ts'),
  ]);
  const watch = watchRun({ silent: json });
  const run = await runOnLogs(options, watch).finally(() => watch.end());
  printRun(run, { json });
  return run.manifest.status === 'succeeded';
}

async function tryOut({ json = false, ...options }: Options): Promise<boolean> {
  const [{ dryRun }, { printDryRun }] = await Promise.all([
    import('./dry-run.ts'),
    import('./print-dry-run.ts'),
  ]);
  const found = await dryRun(options);
  printDryRun(found, { json });
  return !('error' in found.logs);
}
