import { arn, read, type Scene, write } from '../call.ts';
import type { CloudTrailRecord, Fields } from '../record.ts';

const SECRETS = ['prod/orders/db', 'prod/payment/api-key', 'staging/orders/db'];
const PARAMETERS = ['/shop/feature-flags', '/shop/db/endpoint', '/golden-ami/latest'];
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
