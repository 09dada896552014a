import {
  type AthenaClient,
  type Column,
  GetTableMetadataCommand,
  MetadataException,
} from '@aws-sdk/client-athena';
import type { TableConfig } from '../../table/table-config.ts';
import type { TableDescription } from '../../table/table-description.ts';

/** @returns what the catalog says of the table, or undefined where the table or database does not exist */
export async function describeTable(
  athena: AthenaClient,
  { database, table }: Pick<TableConfig, 'database' | 'table'>,
): Promise<TableDescription | undefined> {
  const name = { CatalogName: 'AwsDataCatalog', DatabaseName: database, TableName: table };
  const { TableMetadata } = await athena.send(new GetTableMetadataCommand(name)).catch((error: unknown) => {
    if (isNotFound(error)) return { TableMetadata: undefined };
    throw error;
  });
  if (!TableMetadata) return undefined;
  const { TableType, Columns = [], PartitionKeys = [], Parameters = {} } = TableMetadata;
  const properties = Object.entries(Parameters).map(([name, value]) => [name.toLowerCase(), value]);
  const { location, ...others } = Object.fromEntries(properties);
  const typesOf = (columns: Column[]) =>
    Object.fromEntries(columns.flatMap(({ Name = '', Type }) => (Type ? [[Name.toLowerCase(), Type]] : [])));
  return {
    isView: TableType === 'VIRTUAL_VIEW',
    columns: Columns.map(({ Name = '' }) => Name),
    columnTypes: typesOf(Columns),
    partitionColumns: PartitionKeys.map(({ Name = '' }) => Name),
    partitionTypes: typesOf(PartitionKeys),
    ...(location && { location }),
    properties: others,
  };
}

/** The catalog has one exception for every refusal: only its text says that a table, not a permission, is missing. */
function isNotFound(error: unknown): boolean {
  return error instanceof MetadataException && /\bEntityNotFoundException\b/.test(error.message);
}
