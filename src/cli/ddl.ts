import { faultUnless, RequestError } from '../errors.ts';
import { ROOT } from '../logs/layout.ts';
import { AWS_REGIONS } from '../table/aws-regions.ts';
import { tableConfigSchema } from '../table/table-config.ts';
import { cloudTrailTable, type TableRequest, tableDdl } from '../table/table-ddl.ts';
import { type TypedTableRequest, tableRequestFaults } from '../table/table-request-faults.ts';
import { logBucketFaults, parseS3Location } from './s3-location.ts';

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
