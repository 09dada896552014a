import { read, type Scene, write } from '../call.ts';
import type { CloudTrailRecord, Fields } from '../record.ts';

const SECRETS = ['prod/orders/db', 'prod/payment/api-key', 'staging/orders/db'];
const PARAMETERS = ['/shop/feature-flags', '/shop/db/endpoint', '/golden-ami/latest'];
const STACKS = ['network', 'shop-api', 'shop-web', 'audit'];
const LOG_GROUPS = ['/aws/lambda/order-api', '/aws/lambda/payment-webhook', '/ecs/shop/web'];
const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';

export const decrypt = read(
  'kms',
  'Decrypt',
  (scene) => ({
    encryptionContext: { PARAMETER_ARN: `${arn(scene, 'ssm')}:parameter/shop/db/endpoint` },
    encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
  }),
  { more: keyDetails },
);
export const generateDataKey = read(
  'kms',
  'GenerateDataKey',
  (scene) => ({
    keyId: `${arn(scene, 'kms')}:key/${KEY_ID}`,
    encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::example-corp-order-exports' },
    keySpec: 'AES_256',
  }),
  { more: keyDetails },
);
export const describeKey = read('kms', 'DescribeKey', () => ({ keyId: 'alias/shop' }), { more: keyDetails });

export const getSecret = read('secretsmanager', 'GetSecretValue', ({ random }) => ({
  secretId: random.pick(SECRETS),
  versionStage: 'AWSCURRENT',
}));
export const listSecrets = read('secretsmanager', 'ListSecrets', () => ({ maxResults: 100 }));
export const rotateSecret = write(
  'secretsmanager',
  'RotateSecret',
  ({ random }) => ({ secretId: random.pick(SECRETS), clientRequestToken: random.uuid() }),
  {
    response: (scene, request) => ({
      aRN: `${arn(scene, 'secretsmanager')}:secret:${request?.secretId}-Ab12Cd`,
      name: request?.secretId,
      versionId: request?.clientRequestToken,
    }),
  },
);
export const getParameter = read('ssm', 'GetParameter', ({ random }) => ({
  name: random.pick(PARAMETERS),
  withDecryption: true,
}));
export const updateInstanceInformation = write('ssm', 'UpdateInstanceInformation', instanceInformation);

export const describeAlarms = read('monitoring', 'DescribeAlarms', () => ({
  maxRecords: 100,
  stateValue: 'ALARM',
}));
export const getMetricData = read('monitoring', 'GetMetricData', metricQuery, {
  more: () => ({ apiVersion: '2010-08-01' }),
});
export const putMetricAlarm = write('monitoring', 'PutMetricAlarm', ({ random }) => ({
  alarmName: `order-api-errors-${random.integer(1, 9)}`,
  namespace: 'AWS/Lambda',
  metricName: 'Errors',
  statistic: 'Sum',
  period: 300,
  evaluationPeriods: 2,
  threshold: 5,
  comparisonOperator: 'GreaterThanThreshold',
}));
export const describeLogGroups = read('logs', 'DescribeLogGroups', () => ({ limit: 50 }));
export const createLogStream = write(
  'logs',
  'CreateLogStream',
  ({ random }) => ({
    logGroupName: random.pick(LOG_GROUPS),
    logStreamName: `2025/10/31/[$LATEST]${random.hex(32)}`,
  }),
  { more: () => ({ apiVersion: '20140328' }) },
);
export const startQuery = write(
  'logs',
  'StartQuery',
  ({ random, at }) => ({
    logGroupName: random.pick(LOG_GROUPS),
    startTime: at - 3600,
    endTime: at,
    queryString: 'fields @timestamp, @message | filter @message like /ERROR/ | sort @timestamp desc',
    limit: 1000,
  }),
  { response: ({ random }) => ({ queryId: random.uuid() }) },
);

export const describeStacks = read('cloudformation', 'DescribeStacks', ({ random }) => ({
  stackName: random.pick(STACKS),
}));
export const createChangeSet = write(
  'cloudformation',
  'CreateChangeSet',
  ({ random }) => ({
    stackName: random.pick(STACKS),
    changeSetName: `deploy-${random.hex(8)}`,
    changeSetType: 'UPDATE',
    capabilities: ['CAPABILITY_IAM'],
  }),
  {
    response: (scene, request) => ({
      id: `${arn(scene, 'cloudformation')}:changeSet/${request?.changeSetName}/${scene.random.uuid()}`,
      stackId: `${arn(scene, 'cloudformation')}:stack/${request?.stackName}/${scene.random.uuid()}`,
    }),
  },
);
export const executeChangeSet = write('cloudformation', 'ExecuteChangeSet', ({ random }) => ({
  stackName: random.pick(STACKS),
  changeSetName: `deploy-${random.hex(8)}`,
  clientRequestToken: random.uuid(),
}));
export const authorizeRegistry = read('ecr', 'GetAuthorizationToken');
export const batchGetImage = read('ecr', 'BatchGetImage', ({ random, session }) => ({
  repositoryName: 'shop/web',
  registryId: session.account,
  imageIds: [{ imageDigest: `sha256:${random.hex(64)}` }],
  acceptedMediaTypes: ['application/vnd.oci.image.index.v1+json'],
}));
export const putImage = write('ecr', 'PutImage', ({ random, session }) => ({
  repositoryName: 'shop/web',
  registryId: session.account,
  imageTag: random.hex(7),
  imageManifestMediaType: 'application/vnd.oci.image.manifest.v1+json',
}));

export const lookupEvents = read('cloudtrail', 'LookupEvents', () => ({
  maxResults: 50,
  lookupAttributes: [{ attributeKey: 'ReadOnly', attributeValue: 'false' }],
}));
export const describeTrails = read('cloudtrail', 'DescribeTrails', () => ({
  trailNameList: [],
  includeShadowTrails: true,
}));
export const getTrailStatus = read('cloudtrail', 'GetTrailStatus', (scene) => ({
  name: `${arn(scene, 'cloudtrail')}:trail/org-trail`,
}));
export const stopLogging = write('cloudtrail', 'StopLogging', (scene) => ({
  name: `${arn(scene, 'cloudtrail')}:trail/org-trail`,
}));
export const putEvaluations = write(
  'config',
  'PutEvaluations',
  ({ random }) => ({
    resultToken: '***',
    testMode: false,
    evaluations: [
      {
        complianceResourceType: 'AWS::S3::Bucket',
        complianceResourceId: 'example-corp-web-assets',
        complianceType: random.chance(0.9) ? 'COMPLIANT' : 'NON_COMPLIANT',
      },
    ],
  }),
  { response: () => ({ failedEvaluations: [] }) },
);
export const getFindings = read('securityhub', 'GetFindings', () => ({
  Filters: { WorkflowStatus: [{ Comparison: 'EQUALS', Value: 'NEW' }] },
  MaxResults: 100,
}));
export const describeHealth = read('health', 'DescribeEventAggregates', () => ({
  filter: { eventStatusCodes: ['open', 'upcoming'] },
  aggregateField: 'eventTypeCategory',
}));
export const getCosts = read('ce', 'GetCostAndUsage', () => ({
  TimePeriod: { Start: '2025-10-01', End: '2025-11-01' },
  Granularity: 'DAILY',
  Metrics: ['UnblendedCost'],
}));

function arn({ session, region }: Scene, service: string): string {
  return `arn:aws:${service}:${region}:${session.account}`;
}

function keyDetails(scene: Scene): Partial<CloudTrailRecord> {
  const ARN = `${arn(scene, 'kms')}:key/${KEY_ID}`;
  return {
    additionalEventData: { keyMaterialId: '7c9e1ff5a8c2f4d0b6e3a5978d1c2b4f' },
    resources: [{ accountId: scene.session.account, type: 'AWS::KMS::Key', ARN }],
  };
}

function instanceInformation({ random, session }: Scene): Fields {
  const instanceId = `${session.identity.principalId}`.split(':')[1];
  return {
    instanceId,
    agentVersion: '3.3.3050.0',
    agentStatus: 'Active',
    platformType: 'Linux',
    platformName: 'Amazon Linux',
    platformVersion: '2023',
    iPAddress: `10.0.${random.integer(0, 15)}.${random.integer(4, 250)}`,
    computerName: `ip-10-0-${random.integer(0, 15)}-17.ap-northeast-1.compute.internal`,
    agentName: 'amazon-ssm-agent',
  };
}

function metricQuery({ at }: Scene): Fields {
  const end = at - (at % 300);
  return {
    startTime: end - 3600,
    endTime: end,
    metricDataQueries: [
      {
        id: 'm1',
        metricStat: {
          metric: {
            namespace: 'AWS/Lambda',
            metricName: 'Errors',
            dimensions: [{ name: 'FunctionName', value: 'order-api' }],
          },
          period: 300,
          stat: 'Sum',
        },
      },
    ],
    maxDatapoints: 100_800,
  };
}
