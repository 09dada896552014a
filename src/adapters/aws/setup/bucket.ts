import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketPolicyStatusCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Answer } from '../../../doctor/aws-setup/answer.ts';
import { type Bucket, PUBLIC_ACCESS_BLOCKS } from '../../../doctor/aws-setup/bucket.ts';
import { type AskOptions, ask, isNamed } from './ask.ts';

export async function askBucket(client: S3Client, name: string): Promise<Bucket> {
  const input = { Bucket: name };
  const [place, publicAccessBlock, publicPolicy, publicAcl, encryption] = await Promise.all([
    ask({ permission: 's3:ListBucket', isAbsent: ({ status }) => status === 404 }, async () => {
      const { BucketRegion = '' } = await client.send(new HeadBucketCommand(input));
      return { region: BucketRegion };
    }),
    ask(setting('s3:GetBucketPublicAccessBlock', 'NoSuchPublicAccessBlockConfiguration'), async () => {
      const { PublicAccessBlockConfiguration: block = {} } = await client.send(
        new GetPublicAccessBlockCommand(input),
      );
      return PUBLIC_ACCESS_BLOCKS.filter((name) => block[name]);
    }),
    ask(setting('s3:GetBucketPolicyStatus', 'NoSuchBucketPolicy'), async () => {
      const { PolicyStatus } = await client.send(new GetBucketPolicyStatusCommand(input));
      return PolicyStatus?.IsPublic ?? false;
    }),
    ask({ permission: 's3:GetBucketAcl' }, async () => {
      const { Grants = [] } = await client.send(new GetBucketAclCommand(input));
      return Grants.some(({ Grantee }) => PUBLIC_GROUP.test(Grantee?.URI ?? ''));
    }),
    ask(
      setting('s3:GetEncryptionConfiguration', 'ServerSideEncryptionConfigurationNotFoundError'),
      async () => {
        const { ServerSideEncryptionConfiguration } = await client.send(
          new GetBucketEncryptionCommand(input),
        );
        const [rule] = ServerSideEncryptionConfiguration?.Rules ?? [];
        return rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
      },
    ),
  ]);
  return { name, place, publicAccessBlock, publicPolicy, publicAcl, encryption };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const PUBLIC_GROUP = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

function setting(permission: string, absent: string): AskOptions {
  return { permission, isAbsent: isNamed(absent) };
}

/** No object has this entity tag: those of S3 are hashes. */
const NO_ETAG = '"00000000000000000000000000000000"';

/**
 * Asks for a write that S3 has to refuse, for its condition does not hold; before that it looks whether the user may
 * write. So nothing is written, and yet the answer tells.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function askWritable(
  client: S3Client,
  { bucket, prefix }: { bucket: string; prefix: string },
): Promise<Answer<true>> {
  const key = `${prefix}runs/doctor-never-writes-this`;
  return ask({ permission: 's3:PutObject and s3:GetObject', isAbsent: isNamed('NoSuchBucket') }, async () => {
    try {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: '-', IfMatch: NO_ETAG }));
    } catch (error) {
      // There is no such object; or there is, with another tag.
      if (['NoSuchKey', 'PreconditionFailed'].includes((error as Error).name)) return true as const;
      throw error;
    }
    throw new Error(`S3 took a write that it had to refuse: remove ${key}`);
  });
}
