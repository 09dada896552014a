import type { Command } from 'commander';
import { RequestError } from '../errors.ts';
import { planFor, requestFaults } from '../plan/plan-for.ts';
import { literalStatement, statementOf } from '../reports/statement.ts';
import { readProject } from './config-file.ts';
import { list, type RunOptions } from './options.ts';
import type { Io } from './terminal.ts';

const HELP = `
The statement is the one that a run sends, with its values filled in: the table that the configuration names, bounded to
the days, accounts and regions asked for.

Examples:
  npm run -s audit -- sql console-logins --from 2026-11-21 --to 2026-11-21
  npm run -s audit -- sql iam-user-actions --config audit.json --from 2026-11-01 --to 2026-11-07 --timezone Asia/Tokyo

Exit status: 0 done; 2 the request was wrong. No query is started: paste the output into Athena's console.`;

export function addSqlCommand(program: Command, io: Io): void {
  program
    .command('sql')
    .description("print a report's SQL with everything filled in, for Athena's console")
    .argument('<report>', 'id of a report')
    .option('--from <time>', 'first day (2026-11-01) or instant (2026-11-01T09:00:00Z)')
    .option('--to <time>', 'last day, included, or instant, excluded')
    .option('--timezone <zone>', 'IANA time zone in which days begin (default: the configuration, else UTC)')
    .option('--accounts <ids>', 'only these accounts, separated by commas', list)
    .option('--regions <names>', 'only these regions, separated by commas', list)
    .option('--config <file>', 'configuration file (docs/command-line.md)')
    .addHelpText('after', HELP)
    .action(async (report: string, options: Omit<SqlOptions, 'report'>) => {
      io.out((await reportSql({ ...options, report })).trimEnd());
    });
}

/** What `sql` is asked for, as it was typed. */
export interface SqlOptions
  extends Pick<RunOptions, 'from' | 'to' | 'timezone' | 'accounts' | 'regions' | 'config'> {
  /** id */
  report: string;
}

/**
 * @returns the statement that Athena would get for the report, with its values filled in
 * @throws RequestError with every fault
 */
export async function reportSql({ report: id, config: file, ...asked }: SqlOptions): Promise<string> {
  const faults: string[] = [];
  const { config, catalogue } = await readProject(file, faults);
  const request = { ...asked, reports: [id] };
  const context = { now: new Date().toISOString(), anyLength: true };
  faults.push(...requestFaults(request, { config, catalogue, ...context }));
  if (!config || !catalogue || faults.length > 0) {
    throw new RequestError(faults.map((text) => text.replace(/^reports\[0\]:/, 'report:')));
  }
  const { run, reports } = planFor(request, { config, catalogue, ...context });
  const { from, to, timezone } = run.window;
  return reports
    .map((report) => {
      const statement = literalStatement(statementOf(report, run.events)).trimEnd();
      return `-- ${report.id}: ${report.title}, ${from} to ${to} (${timezone})\n${statement}\n`;
    })
    .join('');
}
