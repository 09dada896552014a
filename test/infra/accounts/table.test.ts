import { readFile } from 'node:fs/promises';
import { AWS_REGIONS } from '../../../src/table/aws-regions.ts';
import { cloudTrailTable, INPUT_FORMAT, OUTPUT_FORMAT, SERDE } from '../../../src/table/table-ddl.ts';
import { hiveColumns, tableExamples } from '../../table/table-examples.ts';
import { deployStack, readTemplate } from './standalone.ts';

const template = await readTemplate('table.yml');
const sound = {
  BucketName: 'your-log-bucket',
  Accounts: '111122223333,444455556666',
  FirstDay: '2020-01-01',
};
const stack = (parameters: Record<string, string> = {}) => deployStack(template, { ...sound, ...parameters });
const tableOf = (parameters: Record<string, string> = {}) => {
  const { DatabaseName, TableInput } = stack(parameters).resources.LogTable?.Properties ?? {};
  return { DatabaseName, ...(TableInput as Record<string, never>) } as Record<string, unknown>;
};

test.each([
  ['of accounts', 'recommended.sql', {}],
  ['of an organization', 'recommended-organization.sql', { Organization: 'o-a1b2c3d4e5' }],
])('the table over logs %s is that of %s', (_, file, parameters) => {
  const request = tableExamples[file];
  if (!request) throw new Error(`no ${file}`);
  const { database, table, partitionColumns, properties, location } = cloudTrailTable(request);

  expect(tableOf({ ...parameters, Database: database, MakeDatabase: 'no' })).toEqual({
    DatabaseName: database,
    Name: table,
    Description: expect.any(String),
    TableType: 'EXTERNAL_TABLE',
    PartitionKeys: partitionColumns.map((Name) => ({ Name, Type: 'string' })),
    Parameters: { EXTERNAL: 'TRUE', ...properties },
    StorageDescriptor: {
      Location: location,
      InputFormat: INPUT_FORMAT,
      OutputFormat: OUTPUT_FORMAT,
      SerdeInfo: { SerializationLibrary: SERDE },
      Columns: hiveColumns.map(({ name, type }) => ({ Name: name, Type: type })),
    },
  });
});

test('regions are those of AWS unless given', () => {
  expect(template.Parameters.Regions?.Default).toBe(AWS_REGIONS.aws.join(','));
  expect(tableOf({ Regions: 'us-east-1,eu-west-1' }).Parameters).toMatchObject({
    'projection.region.values': 'us-east-1,eu-west-1',
  });
});

test('a prefix stands before AWSLogs in both places', () => {
  expect(tableOf({ LogPrefix: 'trails/company/' })).toMatchObject({
    StorageDescriptor: { Location: 's3://your-log-bucket/trails/company/AWSLogs/' },
    Parameters: {
      'storage.location.template':
        's3://your-log-bucket/trails/company/AWSLogs/${account}/CloudTrail/${region}/${day}',
    },
  });
});

// A new account has none, not even `default`.
test('the database is made, before the table', () => {
  expect(stack().resources.LogDatabase?.Properties).toMatchObject({
    DatabaseInput: { Name: 'cloudtrail_audit' },
  });
  expect(template.Resources.LogTable).toMatchObject({
    Properties: {
      DatabaseName: { 'Fn::If': ['MakesDatabase', { Ref: 'LogDatabase' }, { Ref: 'Database' }] },
    },
  });
});

test('one that exists can be used', () => {
  const existing = { Database: 'security', MakeDatabase: 'no' };

  expect(stack(existing).ofType('AWS::Glue::Database')).toEqual([]);
  expect(tableOf(existing)).toMatchObject({ DatabaseName: 'security' });
});

test('the settings of serverless.yml name the database and the table that are made', async () => {
  const yaml = await readFile('serverless.yml', 'utf8');

  for (const name of ['Database', 'Table']) {
    expect(yaml).toContain(`      ${name.toLowerCase()}: ${template.Parameters[name]?.Default}\n`);
  }
});

describe('an update of a stack of an earlier release', () => {
  test('keeps its table in the database that it was in', () => {
    // `deploy` gives the values of before for the parameters that the stack has.
    const before = { Database: 'default', MakeDatabase: 'no' };

    expect(tableOf(before)).toMatchObject({ DatabaseName: 'default' });
    // What an earlier release did not have would come with its default.
    expect(Object.keys(template.Parameters)).toEqual([
      'BucketName',
      'LogPrefix',
      'Organization',
      'Accounts',
      'Regions',
      'FirstDay',
      'Database',
      'MakeDatabase',
      'Table',
    ]);
  });

  test('drops no table and no database, even where it names another', () => {
    expect(template.Resources.LogTable).toMatchObject({ UpdateReplacePolicy: 'Retain' });
    expect(template.Resources.LogDatabase).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });
});

test.each([
  ['BucketName', 's3://your-log-bucket'],
  ['BucketName', 'Your-Log-Bucket'],
  ['LogPrefix', 'trails'],
  ['LogPrefix', 'AWSLogs/'],
  ['LogPrefix', 'trails//'],
  ['Organization', 'a1b2c3d4e5'],
  ['Accounts', ''],
  ['Accounts', '1111-2222-3333'],
  ['Accounts', '111122223333,'],
  ['Regions', ''],
  ['Regions', 'us-east-1, us-east-2'],
  ['FirstDay', '2020/01/01'],
  ['FirstDay', 'NOW-1DAYS'],
  ['FirstDay', '2026-02-30'],
  ['FirstDay', '2026-02-29'],
  ['FirstDay', '2026-04-31'],
  ['Database', 'Audit-Logs'],
  ['Table', 'cloudtrail-logs'],
  ['MakeDatabase', 'true'],
])('%s %j is refused before anything is made, with what would be right', (name, value) => {
  expect(stack({ [name]: value }).faults).toEqual([expect.stringMatching(new RegExp(`^${name}: Give `))]);
});

test.each(['2024-02-29', '2026-02-28', '2026-04-30', '2025-12-31'])('%s is a day', (FirstDay) => {
  expect(stack({ FirstDay }).faults).toEqual([]);
});

test('the values of the page are taken', () => {
  expect(stack({ Regions: 'us-east-1,ap-northeast-1', Organization: 'o-a1b2c3d4e5' }).faults).toEqual([]);
});
