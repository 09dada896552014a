import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Column, GetTableMetadataInput, TableMetadata } from '@aws-sdk/client-athena';
import { hiveColumns } from '../table/table-examples.ts';
import type { LakeOptions } from './athena-lake.ts';
import { ServiceError } from './json-service.ts';

export type TableOptions = LakeOptions;

/** What GetTableMetadata says, with the catalog's own words where there is no such table. */
export function tableMetadata(
  { DatabaseName = '', TableName = '' }: GetTableMetadataInput,
  tables: Readonly<Record<string, TableMetadata>>,
): { TableMetadata: TableMetadata } {
  const found = tables[`${DatabaseName}.${TableName}`];
  if (found) return { TableMetadata: found };
  throw new ServiceError(
    'MetadataException',
    'Entity Not Found (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; Request ID: 1; Proxy: null)',
  );
}

/** A table over all the logs by partition projection; what is no partition column of it stands in its location. */
export async function projectedTable(options: TableOptions): Promise<TableMetadata> {
  const { table, covers = {}, location = 's3://logs/' } = options;
  const { day, account, region } = table.partitions;
  const found = await foldersOf(options.logs);
  const folder = (column: string | undefined, [only = '']: readonly string[] = []) =>
    column ? `\${${column}}` : only;
  const path = `AWSLogs/${found.organization}${folder(account, covers.accounts)}/CloudTrail/${folder(region, covers.regions)}`;
  const values = (column: string | undefined, list: readonly string[]) =>
    column ? { [`projection.${column}.type`]: 'enum', [`projection.${column}.values`]: list.join(',') } : {};
  return {
    Name: table.table,
    TableType: 'EXTERNAL_TABLE',
    Columns: hiveColumns.map(({ name, type }) => ({ Name: name, Type: type })),
    PartitionKeys: [account, region, day].flatMap((name) => (name ? text(name) : [])),
    Parameters: {
      EXTERNAL: 'TRUE',
      location: `${location}AWSLogs/`,
      'projection.enabled': 'true',
      ...values(account, found.accounts),
      ...values(region, found.regions),
      [`projection.${day}.type`]: 'date',
      [`projection.${day}.format`]: 'yyyy/MM/dd',
      [`projection.${day}.range`]: '2013/11/01,NOW',
      'storage.location.template': `${location}${path}/\${${day}}`,
    },
  };
}

async function foldersOf(logs: string) {
  const list = (...path: string[]) => readdir(join(logs, ...path)).catch(() => []);
  const [organization] = (await list('AWSLogs')).filter((name) => name.startsWith('o-'));
  const root = organization ? ['AWSLogs', organization] : ['AWSLogs'];
  const accounts = (await list(...root)).filter((name) => /^\d{12}$/.test(name));
  const regions = await Promise.all(accounts.map((account) => list(...root, account, 'CloudTrail')));
  return {
    organization: organization ? `${organization}/` : '',
    accounts,
    regions: [...new Set(regions.flat())],
  };
}

function text(Name: string): Column {
  return { Name, Type: 'string' };
}
