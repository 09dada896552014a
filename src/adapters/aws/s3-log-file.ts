import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { LogTooLargeError } from '../../log-files/log-text.ts';
import { unlessAbsent } from './s3-client.ts';

/**
 * A log file as stored.
 *
 * @returns undefined where it does not exist
 * @throws LogTooLargeError where it has more than `maxBytes`
 */
export async function s3LogFile(
  s3: S3Client,
  object: { Bucket: string; Key: string },
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  return unlessAbsent(async () => {
    const { Body, ContentLength = 0, ETag } = await s3.send(new GetObjectCommand(object));
    if (ContentLength > maxBytes) throw new LogTooLargeError(maxBytes);
    const content = await Body?.transformToByteArray();
    // What did not come whole, or not from S3, would read like a damaged file.
    if (content && ETag && content.length === ContentLength) return content;
    throw new Error(`s3://${object.Bucket}/${object.Key} did not arrive whole`);
  });
}
