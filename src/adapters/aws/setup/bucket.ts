import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketPolicyStatusCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { type Bucket, PUBLIC_ACCESS_BLOCKS } from '../../../doctor/bucket.ts';
import { ask } from './ask.ts';

export async function askBucket(client: S3Client, name: string): Promise<Bucket> {
  const input = { Bucket: name };
  const [region, publicAccessBlock, publicPolicy, publicAcl, encryption] = await Promise.all([
    ask(
      's3:ListBucket',
      async () => (await client.send(new HeadBucketCommand(input))).BucketRegion ?? '',
      ({ status }) => status === 404,
    ),
    ask(
      's3:GetBucketPublicAccessBlock',
      async () => {
        const block = await client.send(new GetPublicAccessBlockCommand(input));
        return PUBLIC_ACCESS_BLOCKS.filter((name) => block.PublicAccessBlockConfiguration?.[name]);
      },
      'NoSuchPublicAccessBlockConfiguration',
    ),
    ask(
      's3:GetBucketPolicyStatus',
      async () =>
        (await client.send(new GetBucketPolicyStatusCommand(input))).PolicyStatus?.IsPublic ?? false,
      'NoSuchBucketPolicy',
    ),
    ask('s3:GetBucketAcl', async () => {
      const { Grants = [] } = await client.send(new GetBucketAclCommand(input));
      return Grants.some(({ Grantee }) => PUBLIC_GROUP.test(Grantee?.URI ?? ''));
    }),
    ask(
      's3:GetEncryptionConfiguration',
      async () => {
        const found = await client.send(new GetBucketEncryptionCommand(input));
        const [rule] = found.ServerSideEncryptionConfiguration?.Rules ?? [];
        return rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
      },
      'ServerSideEncryptionConfigurationNotFoundError',
    ),
  ]);
  return { name, region, publicAccessBlock, publicPolicy, publicAcl, encryption };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const PUBLIC_GROUP = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;
