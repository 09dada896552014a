import type { Command } from 'commander';
import type { SqlOptions } from './report-sql.ts';
import { withRange } from './shared-options.ts';
import type { Io } from './terminal.ts';

const HELP = `
The statement is the one that a run sends, with its values filled in: the table that the configuration names, bounded to
the days, accounts and regions asked for.

Examples:
  cloudtrail-audit sql console-logins --from 2026-11-21 --to 2026-11-21
  cloudtrail-audit sql iam-user-actions --config audit.json --from 2026-11-01 --to 2026-11-07 --timezone Asia/Tokyo
  cloudtrail-audit sql "SELECT identity, count(*) FROM events GROUP BY 1" --from 2026-11-21 --to 2026-11-21

Exit status: 0 done; 2 the request was wrong. No query is started: paste the output into Athena's console.`;

export function addSqlCommand(program: Command, io: Io): void {
  withRange(
    program
      .command('sql')
      .description("print the SQL of a report or query with everything filled in, for Athena's console")
      .argument('<report>', 'id of a report, or a query over events'),
  )
    .addHelpText('after', HELP)
    .action(async (report: string, options: Omit<SqlOptions, 'report'>) => {
      const { reportSql } = await import('./report-sql.ts');
      io.out((await reportSql({ ...options, report })).trimEnd());
    });
}
