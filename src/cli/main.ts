import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { RequestError } from '../errors.ts';
import { SAMPLE_DEFAULTS } from '../sample/sample.ts';
import { printRun } from './print-run.ts';
import { watchRun } from './progress.ts';
import { type RunOptions, runOnLogs } from './run.ts';
import { writeSample } from './sample.ts';

/** Exit statuses: the run is done; it failed or is partial; the request was wrong. */
const EXIT = { done: 0, incomplete: 1, wrongRequest: 2 };

const program = new Command('audit')
  .description('Reports from CloudTrail logs: who signed in, who failed to, what users and roles did.')
  .helpCommand(false)
  .showHelpAfterError('(--help shows the options and examples)')
  .exitOverride();

program
  .command('run')
  .description('run the reports over log files on this machine')
  .requiredOption('--logs <dir>', 'directory that holds AWSLogs/… (account or organization layout)')
  .requiredOption('--out <dir>', 'archive directory; the run goes to DIR/runs/YYYY/MM/DD/RUN-ID')
  .option('--from <time>', 'first day (2026-11-01) or instant (2026-11-01T09:00:00Z)')
  .option('--to <time>', 'last day, included, or instant, excluded')
  .option('--timezone <zone>', 'IANA time zone in which days begin (default: the configuration, else UTC)')
  .option('--reports <ids>', 'only these reports, separated by commas', list)
  .option('--accounts <ids>', 'only these accounts, separated by commas', list)
  .option('--regions <names>', 'only these regions, separated by commas', list)
  .option('--config <file>', 'configuration file (docs/configuration.md)')
  .option('--memory <size>', 'memory for the query engine, which uses the disk beyond it', '512MB')
  .option('--json', 'print the manifest and nothing else')
  .addHelpText(
    'after',
    `
Without --from and --to: the last full day that the logs hold.

Examples:
  npm run audit -- run --logs ./logs --out ./archive
  npm run audit -- run --logs ./logs --out ./archive --from 2026-11-01 --to 2026-11-07 --timezone Asia/Tokyo
  npm run audit -- run --logs ./logs --out ./archive --reports failed-console-logins --json

Exit status: 0 done; 1 the run failed or is partial; 2 the request was wrong, and nothing was written.`,
  )
  .action(async ({ json, ...options }: RunOptions & { json?: boolean }) => {
    const watch = watchRun({ silent: json === true });
    const run = await runOnLogs(options, watch).finally(() => watch.end());
    printRun(run, { json: json === true });
    if (run.manifest.status !== 'succeeded') process.exitCode = EXIT.incomplete;
  });

program
  .command('sample')
  .description('write realistic sample logs, the same for the same options')
  .requiredOption('--out <dir>', 'directory to write AWSLogs/… into')
  .option('--days <number>', 'days of logs, the last one 2025-10-31', wholeNumber, SAMPLE_DEFAULTS.days)
  .option('--events <number>', 'events in all', wholeNumber, SAMPLE_DEFAULTS.events)
  .option('--seed <number>', 'another seed gives another sample', wholeNumber, SAMPLE_DEFAULTS.seed)
  .addHelpText('after', '\nExample:\n  npm run audit -- sample --out ./logs --days 7 --events 50000')
  .action(async (options: Parameters<typeof writeSample>[0]) => {
    const { files, events, firstDay, lastDay } = await writeSample(options);
    console.log(`${events} events of ${firstDay} to ${lastDay} in ${files} files below ${options.out}`);
  });

function list(text: string): string[] {
  return text.split(',').map((item) => item.trim());
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is needed, such as 3.');
  return Number(text);
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError)
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.wrongRequest;
  else if (error instanceof RequestError) {
    for (const fault of error.faults) console.error(`error: ${fault}`);
    process.exitCode = EXIT.wrongRequest;
  } else {
    console.error(error);
    process.exitCode = EXIT.incomplete;
  }
}
