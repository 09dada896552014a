/** A table's DDL, as it can be pasted into Athena's console. */
import { hiveColumns } from './cloudtrail-columns.ts';
import { type CloudTrailTable, INPUT_FORMAT, OUTPUT_FORMAT, SERDE } from './table-forms.ts';

/** One statement, without a semicolon. It fails where the table exists: an old one is not quietly left as it is. */
export function tableDdl({
  database,
  table,
  partitions,
  partitionColumns,
  location,
  properties,
}: CloudTrailTable): string {
  const settings = JSON.stringify({ database, table, partitions });
  const columns = hiveColumns.map(({ name, type }) => `${identifier(name)} ${spaced(type)}`);
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

/** A field a line, for people. */
function spaced(type: string): string {
  let depth = 1;
  return type.replace(/struct<|map<[^>]*>|array<struct<|[,:>]/g, (part) => {
    if (part.startsWith('map')) return part.replace(',', ', ');
    if (part === ':') return ': ';
    if (part === ',') return `,\n${'  '.repeat(depth)}`;
    if (part === '>') {
      depth -= 1;
      return '>';
    }
    depth += 1;
    return `${part}\n${'  '.repeat(depth)}`;
  });
}
