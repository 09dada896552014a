/** What the templates need for a KMS key of the team's own: encryption, and what each role may do with the key. */
import type { Settings } from './settings-schema.ts';

/** CloudFormation leaves out what has it. */
export const NO_VALUE = { Ref: 'AWS::NoValue' } as const;

export function encryptionOf({ kmsKeyArn: key, logs }: Settings) {
  const use = ['kms:GenerateDataKey', 'kms:Decrypt'];
  return {
    /** of log groups and the topic */
    key: key ?? NO_VALUE,
    /** CloudFormation takes the name of one way to encrypt a queue, or of the other */
    queue: key ? { key, sqsManaged: NO_VALUE } : { key: NO_VALUE, sqsManaged: true },
    /** of buckets: ServerSideEncryptionConfiguration */
    objects: [key ? bucketKey(key) : { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    /** of Athena's results: EncryptionConfiguration */
    results: key ? { EncryptionOption: 'SSE_KMS', KmsKey: key } : { EncryptionOption: 'SSE_S3' },
    /** reading and writing objects: data keys to write, decryption to read and to put an upload's parts together */
    useObjects: allow(use, key, 's3'),
    readObjects: allow(['kms:Decrypt'], key, 's3'),
    /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html */
    sendMessages: allow(use, key, 'sqs'),
    /** reading CloudTrail's log files, which have a key of their own */
    readLogs: allow(['kms:Decrypt'], logs.kmsKeyArn, 's3'),
  };
}

/** S3 asks KMS once for many objects: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html */
function bucketKey(key: string): object {
  return {
    ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key },
    BucketKeyEnabled: true,
  };
}

/** Through the service alone: the role's credentials do not decrypt data from elsewhere by a call to KMS. */
function allow(Action: string[], key: string | undefined, service: 's3' | 'sqs') {
  if (!key) return NO_VALUE;
  // A key serves its own region: arn:aws:kms:REGION:…
  const via = { 'Fn::Sub': `${service}.${key.split(':')[3]}.\${AWS::URLSuffix}` };
  return { Effect: 'Allow', Action, Resource: key, Condition: { StringEquals: { 'kms:ViaService': via } } };
}
