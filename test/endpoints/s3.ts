import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { IncomingMessage, Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepConnections } from './json-service.ts';
import { listingRequest, listingXml, listObjects } from './s3-listing.ts';
import { putObject } from './s3-put.ts';
import { type BucketSettings, settingsAnswer } from './s3-settings.ts';

export interface S3Endpoint {
  url: string;
  /** configuration of an S3 client; the address is an IP address, so buckets go into the path by themselves */
  client: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  /** Breaks the connection of the next request that this is about, or answers it with an error, once. */
  interrupt(interruption: Interruption): void;
  /** how many requests came so far */
  requests(): number;
  /** by bucket: what is asked of a bucket's settings is answered from here, where it has any */
  settings: Record<string, BucketSettings>;
  /** how many multipart uploads of the bucket were neither completed nor aborted */
  openUploads(bucket: string): Promise<number>;
  close(): Promise<void>;
}

/** The environment of a command that reads the endpoint as S3. */
export function environmentOf({ url, client: { region, credentials } }: Pick<S3Endpoint, 'url' | 'client'>) {
  return {
    AWS_ENDPOINT_URL_S3: url,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
}

export interface Interruption {
  method: 'GET' | 'PUT';
  /** what the request's path, `/bucket/key`, ends in */
  path: string;
  /** how many such requests go through before it */
  skip?: number;
  /** whether the request takes effect */
  when: 'before' | 'after';
  /** done when that is decided, and before the connection breaks */
  deed?: () => void;
  /** answered in place of a broken connection */
  error?: { status: number; code: string };
}

/**
 * An S3 on this machine (s3rver) with empty buckets. What it cannot show: versions, lifecycle, Object Lock,
 * checksums (it takes any), policies.
 */
export async function startS3Endpoint(buckets: readonly string[]): Promise<S3Endpoint> {
  const directory = await mkdtemp(join(tmpdir(), 's3-endpoint-'));
  const s3rver = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: buckets.map((name) => ({ name })),
  });
  const uploadsOf = (bucket: string) => join(directory, bucket, '._S3rver_uploads');
  const settings: Record<string, BucketSettings> = {};
  const interruptions: Interruption[] = [];
  s3rver.middleware.unshift(
    interrupted(interruptions),
    bucketSettings(settings),
    abortMultipartUpload(uploadsOf),
    listObjectsV2(directory),
    getIfMatch(directory),
    putWhole(directory),
    suffixRange(directory),
  );
  const { port } = await s3rver.run();
  keepConnections(s3rver.httpServer);
  let requests = 0;
  s3rver.httpServer.on('request', () => {
    requests += 1;
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    interrupt: (interruption) => void interruptions.push(interruption),
    client: {
      endpoint: url,
      region: 'us-east-1',
      // s3rver's only key pair
      credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    },
    requests: () => requests,
    settings,
    openUploads: async (bucket) => (await readdir(uploadsOf(bucket)).catch(() => [])).length,
    async close() {
      s3rver.httpServer.closeAllConnections();
      await s3rver.close();
      await rm(directory, { recursive: true });
    },
  };
}

function interrupted(interruptions: Interruption[]): Middleware {
  return async (context, next) => {
    const meant = interruptions.find(
      ({ method, path }) => method === context.method && context.path.endsWith(path),
    );
    const interruption = meant?.skip ? undefined : meant;
    if (meant?.skip) meant.skip -= 1;
    if (interruption) interruptions.splice(interruptions.indexOf(interruption), 1);
    if (interruption?.when !== 'before') await next();
    if (!interruption) return;
    interruption.deed?.();
    if (!interruption.error) return void context.req.socket.destroy();
    context.status = interruption.error.status;
    context.type = 'application/xml';
    context.body = `<Error><Code>${interruption.error.code}</Code><Message>made up</Message></Error>`;
  };
}

function bucketSettings(settings: Readonly<Record<string, BucketSettings>>): Middleware {
  return async (context, next) => {
    const { method, path, query } = context;
    const [bucket = '', ...key] = path.slice(1).split('/');
    const known = settings[bucket];
    const answer = known && settingsAnswer(known, { method, isBucket: key.join('/') === '', query });
    if (!answer) return next();
    context.status = answer.status;
    for (const [name, value] of Object.entries(answer.headers ?? {})) context.set(name, value);
    context.type = 'application/xml';
    context.body = answer.xml ?? '';
  };
}

/** s3rver refuses AbortMultipartUpload with 405. */
function abortMultipartUpload(uploadsOf: (bucket: string) => string): Middleware {
  const underWay = new Map<string, Set<Promise<void>>>();
  return async (context, next) => {
    const { method, path, query } = context;
    const { uploadId } = query;
    if (!uploadId) return next();
    const parts = underWay.get(uploadId) ?? new Set();
    underWay.set(uploadId, parts);
    if (method !== 'DELETE') {
      const part = next();
      parts.add(part);
      return part.finally(() => parts.delete(part));
    }
    // s3rver cannot write a part whose upload is gone.
    await Promise.allSettled(parts);
    underWay.delete(uploadId);
    await rm(join(uploadsOf(path.split('/')[1] ?? ''), uploadId), { recursive: true, force: true });
    context.status = 204;
  };
}

/** s3rver's own list has no common prefixes but those that hold an object themselves. */
function listObjectsV2(directory: string): Middleware {
  return async (context, next) => {
    const { method, path, query } = context;
    const bucket = path.split('/')[1] ?? '';
    const isList = method === 'GET' && query['list-type'] === '2';
    if (!isList || !existsSync(join(directory, bucket))) return next();
    const request = listingRequest(query);
    const listing = await listObjects(join(directory, bucket), request);
    context.type = 'application/xml';
    context.body = listingXml(bucket, request, listing);
  };
}

/** s3rver gives an object whatever `If-Match` asks for. */
function getIfMatch(directory: string): Middleware {
  return async (context, next) => {
    const { method, path, req: request } = context;
    const asked = request.headers['if-match'];
    if (method !== 'GET' || !asked) return next();
    const file = join(directory, `${decodeURIComponent(path)}._S3rver_object.md5`);
    const etag = await readFile(file, 'utf8').catch(() => undefined);
    // S3 says first that there is no such object.
    if (etag === undefined || asked === `"${etag}"`) return next();
    context.status = 412;
    context.type = 'application/xml';
    context.body = '<Error><Code>PreconditionFailed</Code></Error>';
  };
}

/** s3rver takes the `bytes=-8` of a file's end for its beginning. */
function suffixRange(directory: string): Middleware {
  return async ({ path, req: { headers } }, next) => {
    const [, length] = /^bytes=-(\d+)$/.exec(headers.range ?? '') ?? [];
    const found =
      length && (await stat(join(directory, `${decodeURIComponent(path)}._S3rver_object`)).catch(() => null));
    if (found) headers.range = `bytes=${Math.max(0, found.size - Number(length))}-${found.size - 1}`;
    return next();
  };
}

function putWhole(directory: string): Middleware {
  return async (context, next) => {
    const { method, path, query, req: request } = context;
    const [bucket = '', ...key] = decodeURIComponent(path).slice(1).split('/');
    const isPlain =
      Object.keys(query).every((name) => name === 'x-id') &&
      !request.headers['x-amz-copy-source'] &&
      !request.headers['content-encoding']?.includes('aws-chunked');
    const isPut = method === 'PUT' && key.join('/') !== '' && isPlain;
    if (!isPut || !existsSync(join(directory, bucket))) return next();
    const put = await putObject({ bucketDirectory: join(directory, bucket), key: key.join('/'), request });
    context.status = put?.status ?? 400;
    if (put?.status === 200) context.set('ETag', `"${put.etag}"`);
    if (put && put.status !== 200) {
      context.type = 'application/xml';
      context.body = `<Error><Code>${put.status === 412 ? 'PreconditionFailed' : 'NoSuchKey'}</Code></Error>`;
    }
  };
}

interface Context {
  req: IncomingMessage;
  set(header: string, value: string): void;
  method: string;
  path: string;
  query: Readonly<Record<string, string>>;
  status: number;
  type: string;
  body: string;
}

type Middleware = (context: Context, next: () => Promise<void>) => Promise<void>;

interface S3rver {
  middleware: Middleware[];
  httpServer: Server;
  run(): Promise<AddressInfo>;
  close(): Promise<void>;
}

// It has no types of its own.
const S3rver: new (options: Readonly<Record<string, unknown>>) => S3rver = createRequire(import.meta.url)(
  's3rver',
);
