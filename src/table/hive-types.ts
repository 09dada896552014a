/** The columns of the CloudTrail table as Hive, and so Athena and Glue, have them: in lower case. */
import { type ColumnType, cloudTrailColumns } from './cloudtrail-columns.ts';

/** `eventversion` and `string` */
export interface HiveColumn {
  name: string;
  type: string;
}

export const hiveColumns: readonly HiveColumn[] = Object.entries(cloudTrailColumns).map(([name, type]) => ({
  name: name.toLowerCase(),
  type: hiveType(type),
}));

function hiveType(type: ColumnType): string {
  if (type === 'string') return 'string';
  if (type === 'map') return 'map<string,string>';
  if (isList(type)) return `array<${hiveType(type.list)}>`;
  const fields = Object.entries(type).map(([name, field]) => `${name.toLowerCase()}:${hiveType(field)}`);
  return `struct<${fields.join(',')}>`;
}

function isList(type: object): type is { list: ColumnType } {
  return 'list' in type;
}
