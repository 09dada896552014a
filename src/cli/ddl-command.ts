import type { Command } from 'commander';
import { faultUnless, RequestError } from '../errors.ts';
import { ROOT } from '../logs/layout.ts';
import { AWS_REGIONS } from '../table/aws-regions.ts';
import { tableConfigSchema } from '../table/table-config.ts';
import { cloudTrailTable, TABLE_FORMS, type TableRequest, tableDdl } from '../table/table-ddl.ts';
import { type TypedTableRequest, tableRequestFaults } from '../table/table-request-faults.ts';
import { list } from './options.ts';
import { logBucketFaults, parseS3Location } from './s3-location.ts';
import type { Io } from './terminal.ts';

const HELP = `
Forms, by their partition columns:
  recommended   account, region and day: every account and region in one table
  account-date  account and date: many accounts, one region
  timestamp     timestamp: one account, one region

Examples:
  npm run -s audit -- ddl recommended --log-bucket s3://my-trail-logs --accounts 111122223333,444455556666 \\
    --from 2024-04-01 > table.sql
  npm run -s audit -- ddl recommended --log-bucket s3://my-trail-logs --organization o-a1b2c3d4e5 \\
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
    .action((form: string, options: Omit<DdlOptions, 'form'>) => io.out(ddl({ ...options, form }).trimEnd()));
}

/** What `ddl` is asked for, as it was typed. */
export type DdlOptions = TypedTableRequest & { logBucket?: string };

/**
 * @returns the statement that makes the table
 * @throws RequestError with every fault
 */
export function ddl(options: DdlOptions): string {
  const { database, table } = tableConfigSchema.parse({});
  const { logBucket, ...typed } = { database, table, ...options };
  const today = new Date().toISOString().slice(0, 10);
  const place = parseS3Location(logBucket ?? '');
  const faults = place ? prefixFaults(place.prefix, logBucket) : logBucketFaults(logBucket);
  faults.push(...tableRequestFaults(typed, today));
  if (!place || faults.length > 0) throw new RequestError(faults);
  const request = { regions: AWS_REGIONS.aws, ...typed, ...place } as TableRequest;
  return tableDdl(cloudTrailTable(request));
}

function prefixFaults(prefix: string, logBucket: string | undefined): string[] {
  const right = /^[\w!.()=+@,/ -]*$/.test(prefix) && !prefix.split('/').includes(ROOT);
  const problem = `has a prefix with ${ROOT} or a character that a table’s location cannot hold: give what comes before ${ROOT}/`;
  return faultUnless(right, 'log-bucket', logBucket, problem);
}
