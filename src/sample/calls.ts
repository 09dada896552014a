import type { Call } from './call.ts';
import { MANAGEMENT } from './company.ts';
import type { Fields } from './record.ts';

const KEY = { keyId: '1234abcd-12ab-34cd-56ef-1234567890ab' };
const BUCKET = { bucketName: 'example-corp-{bucket}', Host: 'example-corp.s3.{region}.amazonaws.com' };
const OBJECT = { bucketName: 'example-corp-{bucket}', key: 'exports/2025/10/part-{hex}.parquet' };
const TAGS = { TagSet: { Tag: [{ Key: 'owner', Value: 'platform' }] } };
const STATEMENTS = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*' }] };
const TRUST = `{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::${MANAGEMENT}:root"},"Action":"sts:AssumeRole"}]}`;
const RULES = {
  items: [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443, ipRanges: { items: [{ cidrIp: '{range}' }] } }],
};
const NEW_KEY = { accessKeyId: 'AKIA{key}', createDate: '{now}', status: 'Active', userName: '{userName}' };
const NEW_USER = { userName: '{userName}', arn: 'arn:aws:iam::{account}:user/{userName}' };
const OWNER = [{ key: 'owner', value: '田中 太郎' }];
const ROLE = { roleArn: 'arn:aws:iam::{account}:role/{role}', roleSessionName: 'session-{number}' };
const CREDENTIALS = {
  credentials: { accessKeyId: 'ASIA{key}', sessionToken: 'IQoJb3JpZ2luX2VjE{token}' },
  assumedRoleUser: { assumedRoleId: 'AROA{key}:{roleSessionName}' },
};

type Row = [title: string, by: Call['by'], request?: Fields | null, response?: Fields];

/** Every API operation in the logs: who calls it and how often, its request and its response. */
// biome-ignore format: a table
const ROWS: Row[] = [
  ['ec2:DescribeInstances', { person: 8, admin: 5, scan: 5, terraform: 5, monitor: 2, scaling: 5 }, { maxResults: 100 }],
  ['ec2:DescribeVolumes', { person: 5, backup: 5 }, { volumeSet: {}, filterSet: {} }],
  ['ec2:DescribeSecurityGroups', { person: 5, scan: 5, terraform: 5 }, { filterSet: {} }],
  ['ec2:DescribeSnapshots', { backup: 5, scan: 4 }, { ownersSet: { items: [{ owner: '{account}' }] } }],
  ['ec2:CreateSnapshot', { backup: 5 }, { volumeId: 'vol-0{hex}' }, { snapshotId: 'snap-0{hex}', status: 'pending' }],
  ['ec2:RunInstances', { person: 0.3, scaling: 1 }, { instanceType: 'm7g.large' }, { instanceId: 'i-0{hex}' }],
  ['ec2:TerminateInstances', { person: 0.3, scaling: 1 }, { instancesSet: { items: [{ instanceId: 'i-0{hex}' }] } }],
  ['ec2:AuthorizeSecurityGroupIngress', { person: 1, admin: 0.6, terraform: 1 }, { groupId: 'sg-0{hex}', ipPermissions: RULES }, { _return: true }],
  ['autoscaling:DescribeAutoScalingGroups', { scaling: 5 }, { maxRecords: 100 }],
  ['elasticloadbalancing:DescribeTargetHealth', { web: 3, monitor: 2, scaling: 5 }, { targetGroupArn: 'web/{hex}' }],

  ['iam:ListUsers', { person: 2, admin: 5, scan: 3 }, { maxItems: 1000 }],
  ['iam:ListRoles', { person: 2, scan: 2 }, { maxItems: 1000 }],
  ['iam:GetUser', { person: 2, admin: 2 }, { userName: '{user}' }],
  ['iam:GetRole', { person: 2, scan: 3, terraform: 4 }, { roleName: '{role}' }],
  ['iam:ListAccessKeys', { admin: 5, scan: 3 }, { userName: '{user}' }],
  ['iam:GetAccountSummary', { scan: 3 }],
  ['iam:ListMFADevices', {}, { maxItems: 1000 }],
  ['iam:GenerateCredentialReport', { scan: 0.2 }, null, { state: 'STARTED' }],
  ['iam:CreateAccessKey', { person: 0.3, admin: 0.6 }, { userName: '{user}' }, { accessKey: NEW_KEY }],
  ['iam:CreateUser', { person: 0.2, admin: 0.6 }, { userName: 'partner-{number}', tags: OWNER }, { user: NEW_USER }],
  ['iam:AttachUserPolicy', { person: 0.3, admin: 0.6 }, { userName: '{user}', policyArn: 'arn:aws:iam::aws:policy/{policy}' }],
  ['iam:ChangePassword', { person: 0.2 }],
  ['iam:UpdateAssumeRolePolicy', { person: 0.2, terraform: 1 }, { roleName: '{role}', policyDocument: TRUST }],
  ['account:PutAlternateContact', {}, { alternateContactType: 'SECURITY', emailAddress: '***' }],
  ['organizations:ListAccounts', { scan: 1 }],
  ['health:DescribeEventAggregates', { person: 3 }, { aggregateField: 'eventTypeCategory' }],
  ['ce:GetCostAndUsage', { person: 2 }, { Granularity: 'DAILY', Metrics: ['UnblendedCost'] }],

  ['s3:ListBuckets', { person: 8, admin: 2, backup: 3 }],
  ['s3:GetBucketAcl', { admin: 2, scan: 5 }, { ...BUCKET, acl: '' }],
  ['s3:GetBucketPolicy', { scan: 5, terraform: 5 }, { ...BUCKET, policy: '' }],
  ['s3:GetBucketEncryption', { person: 4, scan: 4 }, { ...BUCKET, encryption: '' }],
  ['s3:GetBucketPublicAccessBlock', { person: 4, scan: 2 }, { ...BUCKET, publicAccessBlock: '' }],
  // Keys that differ only in case: S3 gives the sub-resource and the document the same name.
  ['s3:PutBucketTagging', { person: 1, terraform: 1 }, { ...BUCKET, tagging: '', Tagging: TAGS }],
  ['s3:PutBucketPolicy', { person: 0.5 }, { ...BUCKET, policy: '', bucketPolicy: STATEMENTS }],
  ['s3:GetObject', { app: 3 }, OBJECT],
  ['s3:PutObject', { web: 3, app: 3, deploy: 2, backup: 3 }, OBJECT, { 'x-amz-server-side-encryption': 'aws:kms' }],

  ['dynamodb:DescribeTable', { person: 4, app: 1, scan: 2, terraform: 4 }, { tableName: '{table}' }],
  ['dynamodb:ListTables', { person: 4 }, { limit: 100 }],
  ['dynamodb:UpdateTable', { person: 0.5 }, { tableName: '{table}' }, { tableDescription: { tableStatus: 'UPDATING' } }],
  ['rds:DescribeDBInstances', { person: 4, monitor: 2 }],
  ['rds:ModifyDBInstance', { person: 0.5 }, { dBInstanceIdentifier: 'orders-prod', backupRetentionPeriod: 14 }],
  ['lambda:ListFunctions20150331', { person: 5, monitor: 2 }, { maxItems: 50 }],
  ['lambda:GetFunction20150331v2', { person: 5 }, { functionName: '{function}' }],
  ['lambda:UpdateFunctionCode20150331v2', { deploy: 2 }, { functionName: '{function}', publish: true }, { timeout: 30 }],
  ['ecs:DescribeServices', { person: 8, deploy: 5 }, { cluster: 'shop', services: ['web', 'worker'] }],
  ['ecs:UpdateService', { deploy: 2 }, { cluster: 'shop', service: 'web' }, { service: { status: 'ACTIVE' } }],
  ['ecr:GetAuthorizationToken', { app: 1, deploy: 5 }],
  ['ecr:PutImage', { deploy: 3 }, { repositoryName: 'shop/web', imageTag: '{number}' }],
  ['cloudformation:DescribeStacks', { person: 3, deploy: 5 }, { stackName: '{stack}' }],
  ['cloudformation:CreateChangeSet', { deploy: 3 }, { stackName: '{stack}', changeSetName: 'deploy-{number}' }],
  ['cloudformation:ExecuteChangeSet', { deploy: 3 }, { stackName: '{stack}', changeSetName: 'deploy-{number}' }],

  ['kms:Decrypt', { web: 8, app: 6 }, { ...KEY, encryptionAlgorithm: 'SYMMETRIC_DEFAULT' }],
  ['kms:GenerateDataKey', { web: 5, app: 3, backup: 3, service: 1.5 }, { ...KEY, keySpec: 'AES_256' }],
  ['kms:DescribeKey', { person: 3, scan: 2, service: 0.5 }, KEY],
  ['secretsmanager:GetSecretValue', { person: 1, web: 3, app: 6 }, { secretId: '{secret}' }],
  ['secretsmanager:RotateSecret', { person: 0.5 }, { secretId: '{secret}' }, { name: '{secretId}' }],
  ['ssm:GetParameter', { web: 8, app: 2 }, { name: '/shop/db/endpoint', withDecryption: true }],
  ['ssm:UpdateInstanceInformation', { web: 5 }, { instanceId: 'i-0{hex}', agentVersion: '3.3.3050.0' }],
  ['monitoring:DescribeAlarms', { person: 8, monitor: 8 }, { stateValue: 'ALARM' }],
  ['monitoring:GetMetricData', { monitor: 8 }, { endTime: '{now}', metricDataQueries: [{ id: 'm1' }] }],
  ['monitoring:PutMetricAlarm', { person: 1 }, { alarmName: 'order-api-errors', threshold: 5 }],
  ['logs:DescribeLogGroups', { person: 4 }, { limit: 50 }],
  ['logs:CreateLogStream', { app: 6 }, { logGroupName: '/aws/lambda/{function}', logStreamName: '[$LATEST]{hex}' }],
  ['logs:StartQuery', { person: 4 }, { queryString: 'filter @message like /ERROR/' }, { queryId: '{hex}' }],
  ['cloudtrail:LookupEvents', { person: 2 }, { maxResults: 50 }],
  ['cloudtrail:DescribeTrails', { scan: 3 }, { includeShadowTrails: true }],
  ['cloudtrail:StopLogging', {}, { name: 'arn:aws:cloudtrail:{region}:{account}:trail/org-trail' }],
  ['config:PutEvaluations', { scan: 1 }, { resultToken: '***', testMode: false }, { failedEvaluations: [] }],
  ['securityhub:GetFindings', { scan: 2 }, { MaxResults: 100 }],

  ['sts:GetCallerIdentity', { admin: 5, app: 1, deploy: 3 }],
  ['sts:AssumeRole', { service: 8, deploy: 4, scan: 1 }, ROLE, CREDENTIALS],
  ['sts:AssumeRoleWithWebIdentity', {}, ROLE, CREDENTIALS],
  ['sts:AssumeRoleWithSAML', {}, ROLE, CREDENTIALS],
];

export const CALLS: readonly Call[] = ROWS.map(([title, by, request = null, response = null]) => {
  const [service = '', name = ''] = title.split(':');
  return { service, name, by, request, response };
});

/** @param title `iam:CreateAccessKey` */
export function callOf(title: string): Call {
  const found = CALLS.find(({ service, name }) => title === `${service}:${name}`);
  if (!found) throw new RangeError(`no call ${title}`);
  return found;
}
