import { ACCOUNT, call, type Examples, refused, times } from './records.ts';

const s3 = (name: string, parameters: Record<string, unknown>) =>
  call('s3', name, { bucketName: 'b', ...parameters });
const everybody = {
  Sid: 'x',
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::b/*',
};
const tlsOnly = { ...everybody, Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
const oneRole = { ...everybody, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/app` } };
const bucketPolicy = (...Statement: object[]) =>
  s3('PutBucketPolicy', { bucketPolicy: { Version: '2012-10-17', Statement } });
const otherAccount = { ...everybody, Principal: { AWS: 'arn:aws:iam::999988887777:root' } };
const policyText = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const lifecycle = (Rule: object) =>
  s3('PutBucketLifecycle', { LifecycleConfiguration: { Rule: { ID: 'x', Status: 'Enabled', ...Rule } } });
const acl = (URI: string) => ({
  AccessControlPolicy: {
    AccessControlList: { Grant: { Grantee: { 'xsi:type': 'Group', URI }, Permission: 'READ' } },
  },
});
const attribute = (name: string, parameters: Record<string, unknown>, service = 'ec2') =>
  call(service, name, parameters);
const ORGANIZATION = `arn:aws:organizations::${ACCOUNT}:organization/o-1234abcd`;
const SHARE = { responseElements: { resourceShare: { allowExternalPrincipals: true, name: 'subnets' } } };
const associated = (principal: string, external: boolean) =>
  call(
    'ram',
    'AssociateResourceShare',
    { resourceShareArn: 'arn:aws:ram:us-east-1:1:resource-share/1', principals: [principal] },
    {
      responseElements: {
        resourceShareAssociations: [
          { associatedEntity: principal, associationType: 'PRINCIPAL', external, status: 'ASSOCIATING' },
        ],
      },
    },
  );

export const data: Examples = {
  'kms-key-disabled': {
    hits: [
      call('kms', 'DisableKey', { keyId: 'k' }),
      call('kms', 'ScheduleKeyDeletion', { keyId: 'k', pendingWindowInDays: 7 }),
    ],
    others: [call('kms', 'EnableKey', { keyId: 'k' }), refused(call('kms', 'DisableKey', { keyId: 'k' }))],
  },
  'bucket-policy-changed': {
    hits: [bucketPolicy(oneRole), s3('DeleteBucketPolicy', {})],
    others: [s3('GetBucketPolicy', {})],
  },
  'resource-shared-with-account': {
    hits: [
      bucketPolicy(otherAccount),
      bucketPolicy({ ...everybody, Principal: { AWS: [oneRole.Principal.AWS, '999988887777'] } }),
      bucketPolicy({ Principal: otherAccount.Principal, Action: 's3:*', Effect: 'Allow', Resource: '*' }),
      call('kms', 'PutKeyPolicy', { keyId: 'k', policy: policyText(otherAccount) }),
      call('secretsmanager', 'PutResourcePolicy', {
        secretId: 's',
        resourcePolicy: policyText(otherAccount),
      }),
    ],
    others: [
      bucketPolicy(oneRole, tlsOnly),
      bucketPolicy({ ...otherAccount, Effect: 'Deny' }),
      bucketPolicy({ ...everybody, Principal: { Service: 'cloudtrail.amazonaws.com' } }),
      refused(bucketPolicy(otherAccount)),
    ],
  },
  'bucket-public': {
    hits: [
      s3('CreateBucket', { 'x-amz-acl': ['public-read'] }),
      bucketPolicy(everybody),
      bucketPolicy({
        Action: 's3:GetObject',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Resource: 'arn:aws:s3:::b/*',
      }),
      bucketPolicy({
        Principal: { AWS: ['*'] },
        Action: 's3:GetObject',
        Effect: 'Allow',
        Resource: 'arn:aws:s3:::b/*',
      }),
      s3('PutBucketAcl', acl('http://acs.amazonaws.com/groups/global/AllUsers')),
      s3('PutBucketAcl', { 'x-amz-acl': ['public-read'] }),
    ],
    others: [
      bucketPolicy(oneRole, tlsOnly),
      s3('PutBucketAcl', acl('http://acs.amazonaws.com/groups/s3/LogDelivery')),
      s3('PutBucketAcl', { 'x-amz-acl': ['private'] }),
      refused(bucketPolicy(everybody)),
    ],
  },
  'public-access-block-removed': {
    hits: [
      s3('DeleteBucketPublicAccessBlock', { publicAccessBlock: '' }),
      s3('PutBucketPublicAccessBlock', {
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: false },
        publicAccessBlock: '',
      }),
      call('ec2', 'DisableImageBlockPublicAccess'),
    ],
    others: [
      s3('PutBucketPublicAccessBlock', { PublicAccessBlockConfiguration: { BlockPublicPolicy: true } }),
    ],
  },
  'bucket-objects-expire': {
    hits: [
      lifecycle({ Expiration: { Days: 1 }, Prefix: '' }),
      lifecycle({ Prefix: '', Expiration: { Days: '7' } }),
    ],
    others: [lifecycle({ Expiration: { Days: 30 } }), lifecycle({ Transition: { Days: 1 } })],
  },
  'resource-share-with-account': {
    hits: [
      call('ram', 'CreateResourceShare', { name: 'subnets', principals: ['999988887777'] }, SHARE),
      call(
        'ram',
        'CreateResourceShare',
        { name: 'subnets', principals: [ORGANIZATION, 'arn:aws:iam::999988887777:role/app'] },
        SHARE,
      ),
      associated('999988887777', true),
    ],
    others: [
      call('ram', 'CreateResourceShare', { name: 'foo' }, SHARE),
      call('ram', 'CreateResourceShare', { name: 'foo', principals: [ORGANIZATION] }, SHARE),
      call('ram', 'CreateResourceShare', {
        name: 'foo',
        allowExternalPrincipals: false,
        principals: ['999988887777'],
      }),
      call('ram', 'CreateResourceShare', {
        name: 'foo',
        principals: [`arn:aws:iam::${ACCOUNT}:role/app`],
      }),
      associated(ORGANIZATION, false),
      associated('999988887777', false),
      refused(call('ram', 'CreateResourceShare', { name: 'foo', principals: ['999988887777'] })),
    ],
  },
  'snapshot-or-image-shared': {
    hits: [
      attribute('ModifySnapshotAttribute', {
        snapshotId: 'snap-1',
        createVolumePermission: { add: { items: [{ userId: '999988887777' }] } },
      }),
      attribute('ModifyImageAttribute', {
        imageId: 'ami-1',
        launchPermission: { add: { items: [{ group: 'all' }] } },
      }),
      attribute(
        'ModifyDBSnapshotAttribute',
        { dBSnapshotIdentifier: 'd', attributeName: 'restore', valuesToAdd: ['all'] },
        'rds',
      ),
    ],
    others: [
      attribute('ModifySnapshotAttribute', {
        snapshotId: 'snap-1',
        createVolumePermission: { remove: { items: [{ userId: '999988887777' }] } },
      }),
      attribute(
        'ModifyDBSnapshotAttribute',
        { dBSnapshotIdentifier: 'd', attributeName: 'restore', valuesToAdd: [], valuesToRemove: ['all'] },
        'rds',
      ),
    ],
  },
  'database-public': {
    hits: [call('rds', 'ModifyDBInstance', { dBInstanceIdentifier: 'd', publiclyAccessible: true })],
    others: [call('rds', 'CreateDBInstance', { dBInstanceIdentifier: 'd', publiclyAccessible: false })],
  },
  'function-public': {
    hits: [
      call('lambda', 'AddPermission20150331v2', {
        functionName: 'f',
        principal: '*',
        action: 'lambda:InvokeFunction',
      }),
      call('lambda', 'AddPermission20150331v2', { functionName: 'f', principal: '999988887777' }),
      call('lambda', 'CreateFunctionUrlConfig20211031', { functionName: 'f', authType: 'NONE' }),
    ],
    others: [
      call('lambda', 'AddPermission20150331v2', { functionName: 'f', principal: 'events.amazonaws.com' }),
      call('lambda', 'AddPermission20150331v2', { functionName: 'f', principal: ACCOUNT }),
      call('lambda', 'CreateFunctionUrlConfig20211031', { functionName: 'f', authType: 'AWS_IAM' }),
    ],
  },
  'resource-policy-public': {
    hits: [
      call('ecr', 'SetRepositoryPolicy', { repositoryName: 'r', policyText: policyText(everybody) }),
      call('secretsmanager', 'PutResourcePolicy', {
        secretId: 's',
        resourcePolicy: policyText(oneRole, everybody),
      }),
      call('kms', 'PutKeyPolicy', {
        keyId: 'k',
        policyName: 'default',
        policy: policyText({ ...everybody, Principal: { AWS: '*' } }),
      }),
    ],
    others: [
      call('ecr', 'SetRepositoryPolicy', { repositoryName: 'r', policyText: policyText(oneRole, tlsOnly) }),
    ],
  },
  'backups-deleted-in-number': {
    hits: [times(5, (i) => call('ec2', 'DeleteSnapshot', { snapshotId: `snap-${i}` }))],
    others: [times(4, (i) => call('ec2', 'DeleteSnapshot', { snapshotId: `snap-${i}` }))],
  },
};
