import { REGION } from '../../e2e/template.ts';
import { isAllowed, type PolicyDocument } from './policy.ts';
import { deployStack, readTemplate, type StandaloneTemplate } from './standalone.ts';

const ACCOUNT = '111122223333';
const BUCKET = { BucketName: 'example-logs' };

let template: StandaloneTemplate;
beforeAll(async () => {
  template = await readTemplate('source-account.yml');
});

const stack = (parameters: Record<string, string>) => deployStack(template, parameters);
const trailOf = (parameters: Record<string, string>) => stack(parameters).resources.Trail?.Properties;

test('the trail records management events, read and write, everywhere, and validates its files', () => {
  expect(trailOf(BUCKET)).toEqual({
    TrailName: 'audit',
    IsLogging: true,
    S3BucketName: 'example-logs',
    IsOrganizationTrail: false,
    IsMultiRegionTrail: true,
    IncludeGlobalServiceEvents: true,
    EnableLogFileValidation: true,
    EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
  });
});

test('the organization’s trail differs in nothing else', () => {
  expect(trailOf({ ...BUCKET, OrganizationTrail: 'yes' })).toEqual({
    ...trailOf(BUCKET),
    IsOrganizationTrail: true,
  });
});

test('a key is named by its ARN', () => {
  const KmsKeyArn = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1a2b3c4d-0000-0000-0000-000000000000`;

  expect(trailOf({ ...BUCKET, KmsKeyArn })).toHaveProperty('KMSKeyId', KmsKeyArn);
});

test('over several regions, the trail is made in one', () => {
  expect(stack({ ...BUCKET, HomeRegion: REGION }).ofType('AWS::CloudTrail::Trail')).toEqual(['Trail']);
  expect(stack({ ...BUCKET, HomeRegion: 'eu-west-1' }).ofType('AWS::CloudTrail::Trail')).toEqual([]);
});

test('the log bucket takes the logs of the trail that the defaults make', async () => {
  const logAccount = deployStack(await readTemplate('log-account.yml'), { ...BUCKET, Accounts: ACCOUNT });
  const policy = logAccount.resources.LogBucketPolicy?.Properties.PolicyDocument as PolicyDocument;
  const arn = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/${trailOf(BUCKET)?.TrailName}`;

  expect(
    isAllowed(policy, {
      principal: { service: 'cloudtrail.amazonaws.com' },
      action: 's3:PutObject',
      resource: `arn:aws:s3:::example-logs/AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/2026/11/24/log.json.gz`,
      context: {
        'aws:SecureTransport': 'true',
        'aws:SourceArn': arn,
        's3:x-amz-acl': 'bucket-owner-full-control',
      },
    }),
  ).toBe(true);
});

test.each([
  ['a bucket in upper case', { BucketName: 'Example-Logs' }, 'BucketName: Give the name of the log bucket'],
  [
    'a bucket by ARN',
    { BucketName: 'arn:aws:s3:::example-logs' },
    'BucketName: Give the name of the log bucket',
  ],
  ['an alias of a key', { KmsKeyArn: 'alias/logs' }, 'KmsKeyArn: Give the ARN of a key'],
  ['a region that can be none', { HomeRegion: 'Tokyo' }, 'HomeRegion: Give a region'],
  ['a trail name with a space', { TrailName: 'my trail' }, 'TrailName: Give 3 to 128 letters'],
])('%s: refused before anything is made', (_, parameters, fault) => {
  expect(stack({ ...BUCKET, ...parameters }).faults.join('\n')).toContain(fault);
});
