/** What the templates need for a KMS key of the team's own: encryption, and what each role may do with the key. */
import type { Settings } from './settings-schema.ts';

const NONE = { Ref: 'AWS::NoValue' } as const;

type Optional<T> = T | typeof NONE;

interface Statement {
  Effect: 'Allow';
  Action: string[];
  Resource: string;
  Condition: { StringEquals: { 'kms:ViaService': { 'Fn::Sub': string } } };
}

export interface Encryption {
  /** of log groups and the topic */
  key: Optional<string>;
  /** CloudFormation takes the name of one way to encrypt a queue, or of the other */
  queue: { key: Optional<string>; sqsManaged: Optional<true> };
  /** of buckets: ServerSideEncryptionConfiguration */
  objects: object[];
  /** of Athena's results: EncryptionConfiguration */
  results: object;
  /** reading and writing objects: data keys to write, decryption to read and to put an upload's parts together */
  useObjects: Optional<Statement>;
  readObjects: Optional<Statement>;
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html */
  sendMessages: Optional<Statement>;
  /** reading CloudTrail's log files, which have a key of their own */
  readLogs: Optional<Statement>;
}

export function encryptionOf({ kmsKeyArn: key, logs }: Settings): Encryption {
  const use = ['kms:GenerateDataKey', 'kms:Decrypt'];
  return {
    key: key ?? NONE,
    queue: key ? { key, sqsManaged: NONE } : { key: NONE, sqsManaged: true },
    objects: [key ? bucketKey(key) : { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    results: key ? { EncryptionOption: 'SSE_KMS', KmsKey: key } : { EncryptionOption: 'SSE_S3' },
    useObjects: key ? allow(use, key, 's3') : NONE,
    readObjects: key ? allow(['kms:Decrypt'], key, 's3') : NONE,
    sendMessages: key ? allow(use, key, 'sqs') : NONE,
    readLogs: logs.kmsKeyArn ? allow(['kms:Decrypt'], logs.kmsKeyArn, 's3') : NONE,
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
function allow(actions: string[], key: string, service: 's3' | 'sqs'): Statement {
  // A key serves its own region: arn:aws:kms:REGION:…
  const region = key.split(':')[3];
  const via = { 'Fn::Sub': `${service}.${region}.\${AWS::URLSuffix}` };
  return {
    Effect: 'Allow',
    Action: actions,
    Resource: key,
    Condition: { StringEquals: { 'kms:ViaService': via } },
  };
}
