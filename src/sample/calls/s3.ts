import { read, type Scene, write } from '../call.ts';
import type { CloudTrailRecord, Fields } from '../record.ts';

const BUCKETS = [
  'example-corp-web-assets',
  'example-corp-order-exports',
  'example-corp-backups',
  'example-corp-terraform-state',
  'example-corp-athena-results',
];

export const listBuckets = read(
  's3',
  'ListBuckets',
  ({ region }) => ({ Host: `s3.${region}.amazonaws.com` }),
  { more: transferred },
);
export const getBucketLocation = bucketRead('GetBucketLocation', 'location');
export const getBucketAcl = bucketRead('GetBucketAcl', 'acl');
export const getBucketPolicy = bucketRead('GetBucketPolicy', 'policy');
export const getBucketEncryption = bucketRead('GetBucketEncryption', 'encryption');
export const getPublicAccessBlock = bucketRead('GetBucketPublicAccessBlock', 'publicAccessBlock');

/** S3 spells the sub-resource and the document alike, but for a capital: two keys that differ only in case. */
export const putBucketTagging = write(
  's3',
  'PutBucketTagging',
  (scene) => ({
    ...bucketRequest(scene, 'tagging'),
    Tagging: {
      xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
      TagSet: {
        Tag: [
          { Key: 'owner', Value: 'platform' },
          { Key: 'cost-center', Value: '4711' },
        ],
      },
    },
  }),
  { more: bucketDetails },
);
export const putBucketPolicy = write(
  's3',
  'PutBucketPolicy',
  (scene) => ({
    ...bucketRequest(scene, 'policy'),
    bucketPolicy: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'DenyPlainHttp',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: ['arn:aws:s3:::example-corp-web-assets/*'],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    },
  }),
  { more: bucketDetails },
);

/** Objects are recorded as data events: a trail that selects them mixes them with management events. */
export const getObject = read('s3', 'GetObject', objectRequest, { more: objectDetails });
export const putObject = write('s3', 'PutObject', objectRequest, {
  more: objectDetails,
  response: () => ({
    'x-amz-server-side-encryption': 'aws:kms',
    'x-amz-server-side-encryption-bucket-key-enabled': 'true',
  }),
});

function bucketRead(name: string, subResource: string) {
  return read('s3', name, (scene) => bucketRequest(scene, subResource), { more: bucketDetails });
}

function bucketRequest({ random, region }: Scene, subResource: string): Fields {
  const bucketName = random.pick(BUCKETS);
  return { bucketName, Host: `${bucketName}.s3.${region}.amazonaws.com`, [subResource]: '' };
}

function objectRequest({ random, region }: Scene): Fields {
  const bucketName = random.pick(BUCKETS);
  return {
    bucketName,
    key: `exports/2025/10/part-${random.hex(8)}.parquet`,
    Host: `${bucketName}.s3.${region}.amazonaws.com`,
  };
}

function bucketDetails(scene: Scene, request: Fields | null): Partial<CloudTrailRecord> {
  const ARN = `arn:aws:s3:::${request?.bucketName}`;
  return {
    ...transferred(scene),
    resources: [{ accountId: scene.session.account, type: 'AWS::S3::Bucket', ARN }],
  };
}

function objectDetails(scene: Scene, request: Fields | null): Partial<CloudTrailRecord> {
  const bucket = `arn:aws:s3:::${request?.bucketName}`;
  const resources = [
    { type: 'AWS::S3::Object', ARN: `${bucket}/${request?.key}` },
    { accountId: scene.session.account, type: 'AWS::S3::Bucket', ARN: bucket },
  ];
  return { ...transferred(scene), resources, managementEvent: false, eventCategory: 'Data' };
}

function transferred({ random }: Scene): Partial<CloudTrailRecord> {
  return {
    additionalEventData: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      bytesTransferredIn: 0,
      AuthenticationMethod: 'AuthHeader',
      'x-amz-id-2': `${random.hex(64)}=`,
      bytesTransferredOut: random.integer(200, 9_000),
    },
  };
}
