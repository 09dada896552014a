import { read, type Scene, write } from '../call.ts';
import type { CloudTrailRecord, Fields } from '../record.ts';

const TABLES = ['orders', 'customers', 'carts', 'sessions', 'audit-cursor'];
const DATABASES = ['orders-prod', 'orders-replica', 'reporting'];

export const describeTable = read(
  'dynamodb',
  'DescribeTable',
  ({ random }) => ({ tableName: random.pick(TABLES) }),
  { more: tableDetails },
);
export const listTables = read('dynamodb', 'ListTables', () => ({ limit: 100 }), {
  more: () => ({ apiVersion: '2012-08-10' }),
});
export const updateTable = write(
  'dynamodb',
  'UpdateTable',
  ({ random }) => ({
    tableName: random.pick(TABLES),
    billingMode: 'PAY_PER_REQUEST',
    deletionProtectionEnabled: true,
  }),
  {
    more: tableDetails,
    response: ({ session, region }, request) => ({
      tableDescription: {
        tableName: request?.tableName,
        tableArn: `arn:aws:dynamodb:${region}:${session.account}:table/${request?.tableName}`,
        tableStatus: 'UPDATING',
        itemCount: 48_211,
        tableSizeBytes: 18_204_112,
      },
    }),
  },
);

export const describeDatabases = read('rds', 'DescribeDBInstances', () => null, {
  more: () => ({ apiVersion: '2014-10-31' }),
});
export const modifyDatabase = write(
  'rds',
  'ModifyDBInstance',
  ({ random }) => ({
    dBInstanceIdentifier: random.pick(DATABASES),
    applyImmediately: false,
    allowMajorVersionUpgrade: false,
    backupRetentionPeriod: 14,
  }),
  {
    response: ({ region }, request) => ({
      dBInstanceIdentifier: request?.dBInstanceIdentifier,
      engine: 'aurora-postgresql',
      engineVersion: '16.9',
      dBInstanceStatus: 'available',
      availabilityZone: `${region}c`,
      storageEncrypted: true,
      deletionProtection: true,
      pendingModifiedValues: { backupRetentionPeriod: 14 },
    }),
  },
);

function tableDetails({ session, region }: Scene, request: Fields | null): Partial<CloudTrailRecord> {
  const ARN = `arn:aws:dynamodb:${region}:${session.account}:table/${request?.tableName}`;
  return {
    apiVersion: '2012-08-10',
    resources: [{ accountId: session.account, type: 'AWS::DynamoDB::Table', ARN }],
  };
}
