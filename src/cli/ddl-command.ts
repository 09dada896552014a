import type { Command } from 'commander';
import { TABLE_FORMS } from '../table/table-forms.ts';
import type { DdlOptions } from './ddl.ts';
import { list } from './shared-options.ts';
import type { Io } from './terminal.ts';

const HELP = `
Forms, by their partition columns:
  recommended   account, region and day: every account and region in one table
  account-date  account and date: many accounts, one region
  timestamp     timestamp: one account, one region

Examples:
  cloudtrail-audit ddl recommended --log-bucket s3://my-trail-logs --accounts 111122223333,444455556666 \\
    --from 2024-04-01 > table.sql
  cloudtrail-audit ddl recommended --log-bucket s3://my-trail-logs --organization o-a1b2c3d4e5 \\
    --accounts $(aws organizations list-accounts --query 'Accounts[].Id' --output text | xargs | tr ' ' ,) \\
    --from 2024-04-01 --database audit > table.sql

Exit status: 0 done; 2 the request was wrong. Nothing is created: paste the output into Athena's console.`;

export function addDdlCommand(program: Command, io: Io): void {
  program
    .command('ddl')
    .description("print the DDL of a table over CloudTrail's logs, for Athena")
    .argument('<form>', TABLE_FORMS.join(', '))
    .option('--log-bucket <place>', 'where CloudTrail puts AWSLogs/…, s3://bucket/prefix')
    .option('--organization <id>', "organization id, for an organization's trail, such as o-a1b2c3d4e5")
    .option('--accounts <ids>', 'ids of the accounts with logs there, separated by commas', list)
    .option(
      '--regions <names>',
      'regions with logs there, separated by commas (default: all but those of China, GovCloud and the European Sovereign Cloud)',
      list,
    )
    .option('--from <day>', 'the day of the first logs, such as 2024-04-01')
    .option('--database <name>', "Athena's database (default: default)")
    .option('--table <name>', 'the table (default: cloudtrail_logs)')
    .addHelpText('after', HELP)
    .action(async (form: string, options: Omit<DdlOptions, 'form'>) => {
      const { ddl } = await import('./ddl.ts');
      io.out(ddl({ ...options, form }).trimEnd());
    });
}
