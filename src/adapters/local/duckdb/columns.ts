import type { ColumnType, Fields } from '../../../table/cloudtrail-columns.ts';
import type { TableConfig } from '../../../table/table-config.ts';

/**
 * The columns, and the fields of structs, that report texts can see, and those that other texts name. Errs on the side of
 * too many: a name counts as used wherever it stands as a word, and a report that takes `*` or a whole struct takes all of
 * it.
 */
export function usedColumns(columns: Fields, reports: readonly string[], others: readonly string[]): Fields {
  const text = [...reports, ...others].join('\n').toLowerCase();
  const takesAll = reports
    .join('\n')
    .replace(/count\s*\(\s*\*\s*\)/gi, '')
    .includes('*');
  return takesAll ? columns : usedFields(columns, text);
}

function usedFields(fields: Fields, text: string): Fields {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => isWord(name, text))
      .map(([name, type]) => [
        name,
        isStruct(type) && !isTakenWhole(name, text) ? usedFields(type, text) : type,
      ]),
  );
}

function isWord(name: string, text: string): boolean {
  return new RegExp(`\\b${name.toLowerCase()}\\b`).test(text);
}

function isTakenWhole(struct: string, text: string): boolean {
  return new RegExp(`\\b${struct.toLowerCase()}\\b(?!"?\\s*\\.)`).test(text);
}

function isStruct(type: ColumnType): type is Fields {
  return typeof type === 'object' && !('list' in type);
}

/** The structure argument of DuckDB's `from_json` for one record. */
export function jsonStructure(type: ColumnType): unknown {
  if (type === 'string') return 'VARCHAR';
  if (type === 'map') return 'MAP(VARCHAR, VARCHAR)';
  if (isStruct(type))
    return Object.fromEntries(Object.entries(type).map(([name, field]) => [name, jsonStructure(field)]));
  return [jsonStructure((type as { list: ColumnType }).list)];
}

/** The DuckDB type of a column. */
export function duckDbType(type: ColumnType): string {
  if (type === 'string') return 'VARCHAR';
  if (type === 'map') return 'MAP(VARCHAR, VARCHAR)';
  if (isStruct(type)) {
    return `STRUCT(${Object.entries(type)
      .map(([name, field]) => `"${name}" ${duckDbType(field)}`)
      .join(', ')})`;
  }
  return `${duckDbType((type as { list: ColumnType }).list)}[]`;
}

/** The partition columns that the table has, and what each holds of a log file's folder. */
export function partitionColumns(
  table: TableConfig,
): { column: string; value: 'day' | 'account' | 'region' }[] {
  const { day, account, region } = table.partitions;
  return [
    { column: day, value: 'day' },
    ...(account ? [{ column: account, value: 'account' as const }] : []),
    ...(region ? [{ column: region, value: 'region' as const }] : []),
  ];
}

export function quotedName({ database, table }: TableConfig): string {
  return `"${database}"."${table}"`;
}
