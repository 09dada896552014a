import type { AthenaClient } from '@aws-sdk/client-athena';
import type { Answer } from '../../../doctor/aws-setup/answer.ts';
import type { TableDescription } from '../../../table/table-description.ts';
import { describeTable, type TableName } from '../athena-table.ts';
import { ask } from './ask.ts';

export function askTable(client: AthenaClient, table: TableName): Promise<Answer<TableDescription>> {
  return ask({ permission: 'athena:GetTableMetadata and glue:GetTable' }, () => describeTable(client, table));
}
