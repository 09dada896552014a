import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export interface Put {
  /** s3rver's directory of the bucket */
  bucketDirectory: string;
  key: string;
  request: IncomingMessage;
}

/** `status`, and of an object that was put its ETag; absent where the request was cut off: there is nobody to answer. */
export type PutAnswer = { status: 200; etag: string } | { status: 412 | 404 } | undefined;

/** What s3rver calls the files of an object. */
const OBJECT = '._S3rver_object';
const METADATA = '._S3rver_metadata.json';
const KEPT = /^(cache-control|content-(disposition|encoding|language|type)|expires|x-amz-meta-.+)$/;

/**
 * Puts an object as S3 does: whole or not at all, where `If-None-Match: *` is asked for only where there is none, and
 * where `If-Match` is only over the object with that ETag.
 * s3rver writes into the object itself, so that a request that is cut off leaves half of it.
 */
export async function putObject({ bucketDirectory, key, request }: Put): Promise<PutAnswer> {
  const path = join(bucketDirectory, key);
  const part = join(tmpdir(), `${basename(bucketDirectory)}-${randomUUID()}.part`);
  const md5 = createHash('md5');
  try {
    await pipeline(request, hashed(md5), createWriteStream(part));
    // At a stroke: no other request may come between the look and the deed.
    const refused = refusal(path, request);
    if (refused) return { status: refused };
    const etag = md5.digest('hex');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}${METADATA}`, JSON.stringify(metadataOf(request)));
    writeFileSync(`${path}${OBJECT}.md5`, etag);
    renameSync(part, `${path}${OBJECT}`);
    return { status: 200, etag };
  } catch (error) {
    if (request.complete) throw error;
    return undefined;
  } finally {
    await rm(part, { force: true });
  }
}

function hashed(hash: ReturnType<typeof createHash>) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  };
}

function metadataOf({ headers }: IncomingMessage): object {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT.test(name)));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
function refusal(path: string, { headers }: IncomingMessage): 404 | 412 | undefined {
  const exists = existsSync(`${path}${OBJECT}`);
  if (headers['if-none-match'] === '*' && exists) return 412;
  const expected = headers['if-match'];
  if (expected === undefined) return undefined;
  if (!exists) return 404;
  return expected.replaceAll('"', '') === readFileSync(`${path}${OBJECT}.md5`, 'utf8') ? undefined : 412;
}
