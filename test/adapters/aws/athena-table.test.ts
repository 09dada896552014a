import { AthenaClient } from '@aws-sdk/client-athena';
import { describeTable } from '../../../src/adapters/aws/athena-table.ts';
import { type AthenaEndpoint, startAthenaEndpoint } from '../../endpoints/athena.ts';
import { ServiceError } from '../../endpoints/json-service.ts';
import { startS3Endpoint } from '../../endpoints/s3.ts';
import { emptyDirectory } from '../../logs.ts';

const table = { database: 'audit', table: 'trail', partitions: { day: 'day', account: 'account' } };

let endpoint: AthenaEndpoint;
let athena: AthenaClient;
let close: () => Promise<unknown>;
beforeAll(async () => {
  const s3Endpoint = await startS3Endpoint([]);
  endpoint = await startAthenaEndpoint({ s3Endpoint, logs: await emptyDirectory(), table });
  athena = new AthenaClient({ ...endpoint.client, maxAttempts: 1 });
  close = () => Promise.all([endpoint.close(), s3Endpoint.close()]);
});
afterAll(() => close());

test('returns the partition columns, the location and the properties', async () => {
  endpoint.tables['audit.trail'] = {
    Name: 'trail',
    TableType: 'EXTERNAL_TABLE',
    Columns: [{ Name: 'eventversion' }, { Name: 'eventtime', Type: 'timestamp' }],
    PartitionKeys: [{ Name: 'account', Type: 'string' }, { Name: 'day' }],
    Parameters: { location: 's3://logs/AWSLogs/', 'Projection.Enabled': 'TRUE', EXTERNAL: 'TRUE' },
  };

  expect(await describeTable(athena, table)).toEqual({
    isView: false,
    columns: ['eventversion', 'eventtime'],
    columnTypes: { eventtime: 'timestamp' },
    partitionColumns: ['account', 'day'],
    partitionTypes: { account: 'string' },
    location: 's3://logs/AWSLogs/',
    properties: { 'projection.enabled': 'TRUE', external: 'TRUE' },
  });
});

test('recognizes a view', async () => {
  endpoint.tables['audit.trail'] = { Name: 'trail', TableType: 'VIRTUAL_VIEW' };

  expect(await describeTable(athena, table)).toMatchObject({ isView: true, partitionColumns: [] });
});

test.each([
  { database: 'audit', table: 'no_such_table' },
  { database: 'no_such_database', table: 'trail' },
])('knows that there is no $database.$table', async (name) => {
  expect(await describeTable(athena, name)).toBeUndefined();
});

test('asks the default catalog', async () => {
  await describeTable(athena, table);

  expect(endpoint.calls.at(-1)).toEqual({
    operation: 'GetTableMetadata',
    input: { CatalogName: 'AwsDataCatalog', DatabaseName: 'audit', TableName: 'trail' },
  });
});

test('passes on what else the catalog refuses: it says nothing about the table', async () => {
  const denied =
    'User: arn:aws:iam::111122223333:role/r is not authorized to perform: glue:GetTable (Service: AmazonDataCatalog; Status Code: 400; Error Code: AccessDeniedException)';
  endpoint.failCalls('GetTableMetadata', new ServiceError('MetadataException', denied));

  await expect(describeTable(athena, table)).rejects.toThrow('not authorized to perform: glue:GetTable');
});
