import { type AthenaClient, GetTableMetadataCommand, MetadataException } from '@aws-sdk/client-athena';
import type { TableDescription } from '../../table/table-description.ts';

export interface TableName {
  database: string;
  table: string;
  /** data catalog; Athena's default, unless given */
  catalog?: string;
}

/** @returns what the catalog says of the table, or undefined where there is no such table or database */
export async function describeTable(
  athena: AthenaClient,
  { database, table, catalog = 'AwsDataCatalog' }: TableName,
): Promise<TableDescription | undefined> {
  const command = new GetTableMetadataCommand({
    CatalogName: catalog,
    DatabaseName: database,
    TableName: table,
  });
  const { TableMetadata } = await athena.send(command).catch((error: unknown) => {
    if (isNotFound(error)) return { TableMetadata: undefined };
    throw error;
  });
  if (!TableMetadata) return undefined;
  const { TableType, Columns = [], PartitionKeys = [], Parameters = {} } = TableMetadata;
  const properties = Object.entries(Parameters).map(([name, value]) => [name.toLowerCase(), value]);
  const { location, ...others } = Object.fromEntries(properties);
  return {
    isView: TableType === 'VIRTUAL_VIEW',
    columns: Columns.map(({ Name = '' }) => Name),
    partitionColumns: PartitionKeys.map(({ Name = '' }) => Name),
    partitionTypes: Object.fromEntries(
      PartitionKeys.flatMap(({ Name = '', Type }) => (Type ? [[Name, Type]] : [])),
    ),
    ...(location && { location }),
    properties: others,
  };
}

/** Whatever the catalog refuses comes as one exception: only the text tells a missing table from a missing permission. */
function isNotFound(error: unknown): boolean {
  return error instanceof MetadataException && /\bEntityNotFoundException\b/.test(error.message);
}
