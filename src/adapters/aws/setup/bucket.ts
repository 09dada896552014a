import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketPolicyStatusCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { type Archive, type Bucket, PUBLIC_ACCESS_BLOCKS } from '../../../doctor/bucket.ts';
import type { Setup } from '../../../doctor/setup.ts';
import { ask, type Clients } from './ask.ts';
import { askKey } from './key.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const PUBLIC_GROUP = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

export async function askBucket(clients: Clients, name: string): Promise<Bucket> {
  const input = { Bucket: name };
  const client = clients.s3;
  const head = async () => (await client.send(new HeadBucketCommand(input))).BucketRegion ?? '';
  const blocks = async () => {
    const block = await client.send(new GetPublicAccessBlockCommand(input));
    return PUBLIC_ACCESS_BLOCKS.filter((name) => block.PublicAccessBlockConfiguration?.[name]);
  };
  const isPolicyPublic = async () =>
    (await client.send(new GetBucketPolicyStatusCommand(input))).PolicyStatus?.IsPublic ?? false;
  const isAclPublic = async () => {
    const { Grants = [] } = await client.send(new GetBucketAclCommand(input));
    return Grants.some(({ Grantee }) => PUBLIC_GROUP.test(Grantee?.URI ?? ''));
  };
  let keyId: string | undefined;
  const algorithm = async () => {
    const found = await client.send(new GetBucketEncryptionCommand(input));
    const [rule] = found.ServerSideEncryptionConfiguration?.Rules ?? [];
    keyId = rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID;
    return rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
  };
  const noEncryption = 'ServerSideEncryptionConfigurationNotFoundError';
  const [region, publicAccessBlock, publicPolicy, publicAcl, encryption] = await Promise.all([
    ask('s3:ListBucket', head, ({ status }) => status === 404),
    ask('s3:GetBucketPublicAccessBlock', blocks, 'NoSuchPublicAccessBlockConfiguration'),
    ask('s3:GetBucketPolicyStatus', isPolicyPublic, 'NoSuchBucketPolicy'),
    ask('s3:GetBucketAcl', isAclPublic),
    ask('s3:GetEncryptionConfiguration', algorithm, noEncryption),
  ]);
  const key = keyId ? await askKey(clients, keyId) : undefined;
  return { name, region, publicAccessBlock, publicPolicy, publicAcl, encryption, key };
}

/** No object has this entity tag: those of S3 are hashes. */
const NO_ETAG = '"00000000000000000000000000000000"';

/**
 * Whether this user may write, without writing: asks for a write on a condition that does not hold. S3 checks the
 * permission first and the condition next.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export async function askArchive(clients: Clients, { archive }: Setup): Promise<Archive> {
  const { s3 } = clients;
  const { bucket: Bucket, prefix } = archive;
  const Key = `${prefix}runs/doctor-never-writes-this`;
  const call = async () => {
    try {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: '-', IfMatch: NO_ETAG }));
    } catch (error) {
      // The object does not exist, or has another tag.
      if (['NoSuchKey', 'PreconditionFailed'].includes((error as Error).name)) return true as const;
      throw error;
    }
    throw new Error(`S3 accepted a write that it had to refuse: remove ${Key}`);
  };
  const [bucket, writable] = await Promise.all([
    askBucket(clients, Bucket),
    ask('s3:PutObject and s3:GetObject', call, 'NoSuchBucket'),
  ]);
  return { bucket, writable };
}
