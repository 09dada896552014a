/** Tables as the catalog describes them. */
import type { TableMetadata } from '@aws-sdk/client-athena';
import type { TableDescription } from '../../src/table/table-description.ts';
import { hiveColumns } from './table-examples.ts';

const location = 's3://logs/AWSLogs/${account}/CloudTrail/${region}/${day}';

/** The recommended table, with other properties where given; undefined removes one. */
export function describedTable(changed: Record<string, string | undefined> = {}): TableDescription {
  const properties = {
    'projection.enabled': 'true',
    'projection.account.type': 'enum',
    'projection.account.values': '111122223333,444455556666',
    'projection.region.type': 'enum',
    'projection.region.values': 'us-east-1,ap-northeast-1',
    'projection.day.type': 'date',
    'projection.day.format': 'yyyy/MM/dd',
    'projection.day.range': '2020/01/01,NOW',
    'storage.location.template': location,
    ...changed,
  };
  const present = Object.entries(properties).filter(([, value]) => value !== undefined);
  return {
    isView: false,
    columns: hiveColumns.map(({ name }) => name),
    columnTypes: Object.fromEntries(hiveColumns.map(({ name, type }) => [name, type])),
    partitionColumns: ['account', 'region', 'day'],
    partitionTypes: { account: 'string', region: 'string', day: 'string' },
    location: 's3://logs/AWSLogs/',
    properties: Object.fromEntries(present),
  };
}

/** The same in Athena's own form. */
export function recommendedTable(changed: Record<string, string | undefined> = {}): TableMetadata {
  const { columnTypes = {}, partitionColumns, location = '', properties } = describedTable(changed);
  return {
    Name: 'cloudtrail_logs',
    TableType: 'EXTERNAL_TABLE',
    Columns: Object.entries(columnTypes).map(([Name, Type]) => ({ Name, Type })),
    PartitionKeys: partitionColumns.map((Name) => ({ Name, Type: 'string' })),
    Parameters: { ...properties, location },
  };
}
