/** The tables over CloudTrail's logs that the project knows, all by partition projection. */
import { folderOf } from '../logs/layout.ts';
import { DAY_FORMAT, dayOf } from '../time/days.ts';
import type { TableConfig } from './table-config.ts';

/** Each by its partition columns: `recommended` has account, region and day; the others are of one region. */
export const TABLE_FORMS = ['recommended', 'account-date', 'timestamp'] as const;
export type TableForm = (typeof TABLE_FORMS)[number];

export interface TableRequest {
  form: TableForm;
  database: string;
  table: string;
  bucket: string;
  /** what stands before CloudTrail's folders: empty, or ending in a slash */
  prefix: string;
  /** of an organization's trail: `o-a1b2c3d4e5` */
  organization?: string | undefined;
  accounts: readonly string[];
  regions: readonly string[];
  /** the day of the first logs, or one before it: `2020-01-01` */
  from: string;
}

export interface CloudTrailTable {
  database: string;
  table: string;
  /** what the configuration calls them */
  partitions: TableConfig['partitions'];
  /** in their order */
  partitionColumns: readonly string[];
  /** `s3://bucket/AWSLogs/` */
  location: string;
  properties: Readonly<Record<string, string>>;
}

// Newer fields than 1.05's are lost on the older com.amazon.emr.hive.serde.CloudTrailSerde:
// https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html
export const SERDE = 'org.apache.hive.hcatalog.data.JsonSerDe';
export const INPUT_FORMAT = 'com.amazon.emr.cloudtrail.CloudTrailInputFormat';
export const OUTPUT_FORMAT = 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat';

/** @param request as `tableRequestFaults` leaves it */
export function cloudTrailTable(request: TableRequest): CloudTrailTable {
  const { database, table, bucket, prefix, organization, accounts, regions } = request;
  const root = `s3://${bucket}/${folderOf({ prefix, organization })}`;
  const folder = (account: string, region: string) =>
    `s3://${bucket}/${folderOf({ prefix, organization, account, region })}`;
  const made = { database, table, location: root };
  const [account = '', region = ''] = [accounts[0], regions[0]];
  switch (request.form) {
    case 'recommended':
      return {
        ...made,
        partitions: { day: 'day', account: 'account', region: 'region' },
        partitionColumns: ['account', 'region', 'day'],
        properties: {
          ...enabled,
          ...enumerated('account', accounts),
          ...enumerated('region', regions),
          ...days('day', request.from, folder('${account}', '${region}')),
        },
      };
    case 'account-date':
      return {
        ...made,
        partitions: { day: 'date', account: 'account' },
        partitionColumns: ['account', 'date'],
        properties: {
          ...enabled,
          ...enumerated('account', accounts),
          ...days('date', request.from, folder('${account}', region)),
        },
      };
    case 'timestamp':
      return {
        ...made,
        partitions: { day: 'timestamp' },
        partitionColumns: ['timestamp'],
        location: folder(account, region),
        properties: { ...enabled, ...days('timestamp', request.from, folder(account, region)) },
      };
  }
}

const enabled = { classification: 'cloudtrail', 'projection.enabled': 'true' };

function enumerated(column: string, values: readonly string[]): Record<string, string> {
  return { [`projection.${column}.type`]: 'enum', [`projection.${column}.values`]: values.join(',') };
}

function days(column: string, from: string, folder: string): Record<string, string> {
  return {
    [`projection.${column}.type`]: 'date',
    [`projection.${column}.format`]: DAY_FORMAT,
    [`projection.${column}.range`]: `${dayOf(from)},NOW`,
    [`projection.${column}.interval`]: '1',
    [`projection.${column}.interval.unit`]: 'DAYS',
    'storage.location.template': `${folder}\${${column}}`,
  };
}
