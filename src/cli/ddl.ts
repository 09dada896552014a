import { fault, RequestError } from '../errors.ts';
import { ROOT } from '../logs/layout.ts';
import { AWS_REGIONS } from '../table/aws-regions.ts';
import { tableDdl } from '../table/table-ddl.ts';
import { cloudTrailTable, type TableRequest } from '../table/table-forms.ts';
import { type TypedTableRequest, tableRequestFaults } from '../table/table-request-faults.ts';
import { parseS3Location } from './s3-location.ts';

/** What `ddl` is asked for, as it was typed. */
export type DdlOptions = TypedTableRequest & { logBucket?: string };

/**
 * @returns the statement that makes the table
 * @throws RequestError with every fault
 */
export function ddl(options: DdlOptions): string {
  const { logBucket, ...typed } = { database: 'default', table: 'cloudtrail_logs', ...options };
  const today = new Date().toISOString().slice(0, 10);
  const place = parseS3Location(logBucket ?? '');
  const faults = [...placeFaults(logBucket), ...tableRequestFaults(typed, today)];
  if (!place || faults.length > 0) throw new RequestError(faults);
  const request = { regions: AWS_REGIONS.aws, ...typed, ...place } as TableRequest;
  return tableDdl(cloudTrailTable(request));
}

const IN_S3 = 's3://bucket or s3://bucket/prefix';

function placeFaults(logBucket: string | undefined): string[] {
  if (!logBucket) return [`log-bucket: missing, give ${IN_S3}: where CloudTrail puts ${ROOT}/…`];
  const place = parseS3Location(logBucket);
  if (!place) return [fault('log-bucket', logBucket, `is not a place in S3: give ${IN_S3}`)];
  const problem = `has a prefix with ${ROOT} or a character that a table’s location cannot hold: give what stands before ${ROOT}/`;
  return place.prefix.split('/').includes(ROOT) || /[^\w!.()=+@,/ -]/.test(place.prefix)
    ? [fault('log-bucket', logBucket, problem)]
    : [];
}
