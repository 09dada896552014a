import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { Archive } from '../../ports.ts';
import { unlessAbsent } from './s3-client.ts';
import { checked, s3Reader } from './s3-reader.ts';

// Parts under way times their size is what an upload holds in memory. S3 takes no smaller parts, and 10,000 of them:
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
const PARTS_AT_ONCE = 4;
const PART_BYTES = 5 * 2 ** 20;
const EXCHANGES = 3;

/**
 * The archive in an S3 bucket. An object appears under its key only when it is whole. The parts of a process that was
 * killed stay unseen until the bucket's lifecycle (AbortIncompleteMultipartUpload) removes them. The bucket encrypts.
 */
export function s3Archive({ client, bucket }: { client: S3Client; bucket: string }): Archive {
  return {
    ...s3Reader({ client, bucket }),
    async write(key, content, contentType) {
      const failures: unknown[] = [];
      async function* source() {
        try {
          yield* content;
        } catch (error) {
          failures.push(error);
          throw error;
        }
      }
      const upload = new Upload({
        client,
        params: {
          Bucket: bucket,
          Key: checked(key),
          Body: Readable.from(source()),
          ContentType: contentType,
          // Named, so that no setting of the client leaves it out: Object Lock refuses an upload without a checksum.
          // https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
          ChecksumAlgorithm: 'SHA256',
        },
        queueSize: PARTS_AT_ONCE,
        partSize: PART_BYTES,
        leavePartsOnError: false,
      });
      try {
        await upload.done();
      } catch (error) {
        // If removing the parts fails too, lib-storage reports only that error.
        throw failures.length > 0 ? failures[0] : error;
      }
    },
    exchange: (key, ...contents) => exchange(client, { Bucket: bucket, Key: checked(key) }, ...contents),
  };
}

type Place = { Bucket: string; Key: string };

/** By S3's conditional writes: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
async function exchange(
  client: S3Client,
  place: Place,
  before: Uint8Array | undefined,
  after: Uint8Array,
  contentType: string,
): Promise<boolean> {
  const writer = randomUUID();
  const put = {
    ...place,
    Body: after,
    ContentType: contentType,
    Metadata: { writer },
    ChecksumAlgorithm: 'SHA256',
  } as const;
  for (let attempt = 1; ; attempt += 1) {
    const condition = before ? await unchanged(client, place, before) : { IfNoneMatch: '*' };
    if (!condition) return false;
    try {
      await client.send(new PutObjectCommand({ ...put, ...condition }));
      return true;
    } catch (error) {
      const { name } = error as Error;
      // The SDK repeats a request whose answer was lost, and then meets the object that it wrote itself.
      if (name === 'PreconditionFailed') {
        const { Metadata } = await client.send(new HeadObjectCommand(place));
        return Metadata?.writer === writer;
      }
      if (name === 'NoSuchKey') return false;
      // Another request is writing the key: its outcome shows when it has ended.
      if (name !== 'ConditionalRequestConflict' || attempt === EXCHANGES) throw error;
    }
  }
}

/** @returns the condition that the object is still the one that holds this content; undefined where it holds another */
function unchanged(client: S3Client, place: Place, content: Uint8Array) {
  return unlessAbsent(async () => {
    const { Body, ETag } = await client.send(new GetObjectCommand(place));
    const found = await Body?.transformToByteArray();
    return found && ETag && Buffer.compare(found, content) === 0 ? { IfMatch: ETag } : undefined;
  });
}
