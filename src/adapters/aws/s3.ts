import { Readable } from 'node:stream';
import { GetObjectCommand, NoSuchKey, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { Archive } from '../../ports.ts';
import { exchange } from './s3-exchange.ts';

export interface S3ArchiveOptions {
  client: S3Client;
  bucket: string;
}

// Parts under way times their size is what an upload holds in memory. S3 takes no smaller parts, and 10,000 of them:
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
const PARTS_AT_ONCE = 4;
const PART_BYTES = 5 * 2 ** 20;
const READS = 3;

/**
 * The archive in an S3 bucket. An object appears under its key only when it is whole. The parts of a process that was
 * killed stay unseen until the bucket's lifecycle (AbortIncompleteMultipartUpload) removes them. The bucket encrypts.
 */
export function s3Archive({ client, bucket }: S3ArchiveOptions): Archive {
  const bodyOf = async (key: string) => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: checked(key) }));
      if (!Body) throw new Error(`S3 answered without the content of s3://${bucket}/${key}`);
      return Body;
    } catch (error) {
      // S3 says so only to a reader that may list the bucket, AccessDenied to any other:
      // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
  return {
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
        // Where the parts cannot be removed either, lib-storage reports only that.
        throw failures.length > 0 ? failures[0] : error;
      }
    },
    exchange: (key, before, after, contentType) =>
      exchange({ client, bucket, key: checked(key) }, before, after, contentType),
    async read(key) {
      for (let attempt = 1; ; attempt += 1) {
        const Body = await bodyOf(key);
        if (!Body) return undefined;
        try {
          return await Body.transformToByteArray();
        } catch (error) {
          // The SDK repeats what fails before the content, not what breaks off in it.
          if (attempt === READS) throw error;
        }
      }
    },
    async list(prefix) {
      const Prefix = `${checked(prefix.replace(/\/$/, ''))}/`;
      const keys: string[] = [];
      const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix });
      for await (const { Contents = [] } of pages) keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
      return keys;
    },
    locate: (key) => `s3://${bucket}/${checked(key)}`,
  };
}

/** Keys must mean the same in a bucket and in a directory, to which a person may copy the archive. */
function checked(key: string): string {
  if (key.split('/').some((segment) => ['', '.', '..'].includes(segment))) {
    const wanted = 'its parts between slashes must be names, neither empty nor . or ..';
    throw new Error(`archive key ${JSON.stringify(key)}: ${wanted}`);
  }
  return key;
}
