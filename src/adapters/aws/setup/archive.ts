import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Archive } from '../../../doctor/archive.ts';
import type { Setup } from '../../../doctor/setup.ts';
import { ask } from './ask.ts';
import { askBucket } from './bucket.ts';
import type { Clients } from './clients.ts';

/** No object has this entity tag: those of S3 are hashes. */
const NO_ETAG = '"00000000000000000000000000000000"';

/**
 * Whether this user may write, without writing: asks for a write on a condition that does not hold. S3 checks the
 * permission first and the condition next.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export async function askArchive(
  { s3 }: Pick<Clients, 's3'>,
  { archive: { bucket: Bucket, prefix } }: Setup,
): Promise<Archive> {
  const Key = `${prefix}runs/doctor-never-writes-this`;
  const call = async () => {
    try {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: '-', IfMatch: NO_ETAG }));
    } catch (error) {
      // There is no such object; or there is, with another tag.
      if (['NoSuchKey', 'PreconditionFailed'].includes((error as Error).name)) return true as const;
      throw error;
    }
    throw new Error(`S3 accepted a write that it had to refuse: remove ${Key}`);
  };
  const [bucket, writable] = await Promise.all([
    askBucket(s3, Bucket),
    ask('s3:PutObject and s3:GetObject', call, 'NoSuchBucket'),
  ]);
  return { bucket, writable };
}
