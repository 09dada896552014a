/** The tables over CloudTrail's logs that the project knows, all by partition projection, and their DDL. */
import { folderOf } from '../logs/layout.ts';
import { DAY_FORMAT, dayOf } from '../time/days.ts';
import { type ColumnType, eventColumns, isList } from './cloudtrail-columns.ts';
import type { TableConfig } from './table-config.ts';
import { FORM_PARTITIONS, type TableForm } from './table-forms.ts';

export interface TableRequest {
  form: TableForm;
  database: string;
  table: string;
  bucket: string;
  /** what comes before `AWSLogs/`: empty, or ending in a slash */
  prefix: string;
  /** of an organization's trail: `o-a1b2c3d4e5` */
  organization?: string | undefined;
  accounts: readonly string[];
  regions: readonly string[];
  /** the day of the first logs, or one before it: `2020-01-01` */
  from: string;
}

// Newer fields than 1.05's are lost on the older com.amazon.emr.hive.serde.CloudTrailSerde:
// https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html
export const SERDE = 'org.apache.hive.hcatalog.data.JsonSerDe';
export const INPUT_FORMAT = 'com.amazon.emr.cloudtrail.CloudTrailInputFormat';
export const OUTPUT_FORMAT = 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat';

/** @param request one in which `tableRequestFaults` finds nothing */
export function cloudTrailTable(request: TableRequest) {
  const { form, database, table, bucket, prefix, organization, accounts, regions, from } = request;
  const partitions: TableConfig['partitions'] = FORM_PARTITIONS[form];
  const { day, account, region } = partitions;
  const place = { prefix, organization };
  const root = `s3://${bucket}/${folderOf(place)}`;
  const regionFolder = folderOf({
    ...place,
    account: account ? `\${${account}}` : accounts[0],
    region: region ? `\${${region}}` : regions[0],
  });
  const folder = `s3://${bucket}/${regionFolder}`;
  return {
    database,
    table,
    /** what the configuration calls them */
    partitions,
    partitionColumns: [account, region, day].filter((column) => column !== undefined),
    /** `s3://bucket/AWSLogs/` */
    location: account ? root : folder,
    properties: {
      classification: 'cloudtrail',
      'projection.enabled': 'true',
      ...(account && enumerated(account, accounts)),
      ...(region && enumerated(region, regions)),
      ...days(day, from, folder),
    },
  };
}

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

/** One statement without a semicolon, as it can be pasted into Athena's console. It fails where the table exists: an old one does not stay unnoticed. */
export function tableDdl(cloudTrail: ReturnType<typeof cloudTrailTable>): string {
  const { database, table, partitions, partitionColumns, location, properties } = cloudTrail;
  const settings = JSON.stringify({ database, table, partitions });
  const columns = Object.entries(eventColumns).map(
    ([name, type]) => `${identifier(name)} ${hiveType(type, '  ')}`,
  );
  const partitioned = partitionColumns.map((name) => `${identifier(name)} string`);
  const values = Object.entries(properties).map(([name, value]) => `${literal(name)} = ${literal(value)}`);
  return `-- The settings for it: "table": ${settings}
CREATE EXTERNAL TABLE ${identifier(database)}.${identifier(table)} (
${indented(columns)}
)
COMMENT 'CloudTrail logs'
PARTITIONED BY (${partitioned.join(', ')})
ROW FORMAT SERDE ${literal(SERDE)}
STORED AS INPUTFORMAT ${literal(INPUT_FORMAT)}
OUTPUTFORMAT ${literal(OUTPUT_FORMAT)}
LOCATION ${literal(location)}
TBLPROPERTIES (
${indented(values)}
)
`;
}

function identifier(name: string): string {
  return `\`${name}\``;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`;
}

function indented(items: readonly string[]): string {
  return items.map((item) => `  ${item}`).join(',\n');
}

/** @param indent of the line on which the type begins: each field of a struct has a line of its own */
export function hiveType(type: ColumnType, indent: string): string {
  if (type === 'string') return 'string';
  if (type === 'map') return 'map<string, string>';
  if (isList(type)) return `array<${hiveType(type.list, indent)}>`;
  const inner = `${indent}  `;
  const fields = Object.entries(type).map(([name, field]) => `\n${inner}${name}: ${hiveType(field, inner)}`);
  return `struct<${fields.join(',')}>`;
}
