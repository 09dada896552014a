import { NoSuchKey, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { timeouts } from './timeouts.ts';

/**
 * An S3 client that waits at most so many seconds for an answer, and refuses an answer without what S3's always has. The
 * SDK takes anything with status 200 for an empty answer: a list without keys, a write that was done, an upload without
 * an id, whose parts then replace each other under the final key.
 */
export function s3Client(seconds: number, config: S3ClientConfig = {}): S3Client {
  const client = new S3Client({ ...timeouts(seconds), ...config });
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const answer = await next(args);
        const member = ALWAYS[commandName];
        if (member && (answer.output as unknown as Record<string, unknown>)[member] === undefined)
          throw new AnswerError(
            `the answer to ${commandName} lacks ${member}: check that S3 gave it, not a proxy`,
          );
        return answer;
      },
    { step: 'initialize', name: 'wholeAnswers' },
  );
  return client;
}

/**
 * @returns undefined where the object does not exist. S3 says so only to a reader that may list the bucket, AccessDenied to
 *   any other: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export async function unlessAbsent<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** The answer is not one of S3's. */
class AnswerError extends Error {
  override readonly name = 'AnswerError';
}

const ALWAYS: Readonly<Record<string, string>> = {
  CompleteMultipartUploadCommand: 'ETag',
  CreateMultipartUploadCommand: 'UploadId',
  ListObjectsV2Command: 'KeyCount',
  PutObjectCommand: 'ETag',
  UploadPartCommand: 'ETag',
};
