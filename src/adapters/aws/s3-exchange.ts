import { randomUUID } from 'node:crypto';
import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  type S3ServiceException,
} from '@aws-sdk/client-s3';

interface Place {
  client: S3Client;
  bucket: string;
  key: string;
}

const ATTEMPTS = 3;

/**
 * Archive.exchange, by S3's conditional writes.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export async function exchange(
  place: Place,
  before: Uint8Array | undefined,
  after: Uint8Array,
  contentType: string,
): Promise<boolean> {
  const writer = randomUUID();
  const put = {
    Body: after,
    ContentType: contentType,
    Metadata: { writer },
    ChecksumAlgorithm: 'SHA256',
  } as const;
  for (let attempt = 1; ; attempt += 1) {
    const condition = before ? await unchanged(place, before) : { IfNoneMatch: '*' };
    if (!condition) return false;
    try {
      const { client, bucket, key } = place;
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, ...put, ...condition }));
      return true;
    } catch (error) {
      const { name } = error as S3ServiceException;
      // The SDK repeats a request whose answer was lost, and then meets the object that it wrote itself.
      if (name === 'PreconditionFailed') return (await writerOf(place)) === writer;
      if (name === 'NoSuchKey') return false;
      // Another request for the key was at work at the same time: what came of it shows when it is over.
      if (name !== 'ConditionalRequestConflict' || attempt === ATTEMPTS) throw error;
    }
  }
}

/** @returns the condition that the object is still the one that holds this content; undefined where it holds another */
async function unchanged(
  { client, bucket, key }: Place,
  content: Uint8Array,
): Promise<{ IfMatch: string } | undefined> {
  try {
    const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const found = await Body?.transformToByteArray();
    return found && ETag && Buffer.compare(found, content) === 0 ? { IfMatch: ETag } : undefined;
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

async function writerOf({ client, bucket, key }: Place): Promise<string | undefined> {
  const { Metadata } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
  return Metadata?.writer;
}
