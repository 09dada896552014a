/** A table's DDL, as it can be pasted into Athena's console. */
import { type ColumnType, cloudTrailColumns } from './cloudtrail-columns.ts';
import { type CloudTrailTable, INPUT_FORMAT, OUTPUT_FORMAT, SERDE } from './table-forms.ts';

/** One statement, without a semicolon. It fails where the table exists: an old one does not stay unnoticed. */
export function tableDdl(cloudTrail: CloudTrailTable): string {
  const { database, table, partitions, partitionColumns, location, properties } = cloudTrail;
  const settings = JSON.stringify({ database, table, partitions });
  const columns = Object.entries(cloudTrailColumns).map(
    ([name, type]) => `${identifier(name.toLowerCase())} ${hiveType(type, '  ')}`,
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
  const fields = Object.entries(type).map(
    ([name, field]) => `\n${inner}${name.toLowerCase()}: ${hiveType(field, inner)}`,
  );
  return `struct<${fields.join(',')}>`;
}

function isList(type: object): type is { list: ColumnType } {
  return 'list' in type;
}
