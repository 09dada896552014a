import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { s3Archive } from '../../../src/adapters/aws/s3.ts';
import { type S3Endpoint, startS3Endpoint } from '../../endpoints/s3.ts';

const PART = 5 * 2 ** 20;

let endpoint: S3Endpoint;

beforeAll(async () => {
  endpoint = await startS3Endpoint(['audit-archive']);
});

afterAll(() => endpoint.close());

test('names a key as S3 does', () => {
  const { archive } = opened();

  expect(archive.locate('runs/2026/report.csv')).toBe('s3://audit-archive/runs/2026/report.csv');
});

test.each([
  ['a single request', 10],
  ['several parts', 3 * PART],
])('keeps the content type: %s', async (_, size) => {
  const { archive, client } = opened();

  await archive.write('typed.csv', [randomBytes(size)], 'text/csv; charset=utf-8');

  const head = await client.send(new HeadObjectCommand({ Bucket: 'audit-archive', Key: 'typed.csv' }));
  expect(head.ContentType).toBe('text/csv; charset=utf-8');
});

test.each([
  ['a single request', 10, 1],
  ['several parts', 2.5 * PART, 3],
])('has S3 check the SHA-256 of all content: %s', async (_, size, requests) => {
  const { archive, client } = opened();
  const sums: unknown[] = [];
  client.middlewareStack.add(
    (next) => async (args) => {
      const { method, headers } = args.request as { method: string; headers: Record<string, string> };
      if (method === 'PUT') sums.push(headers['x-amz-checksum-sha256']);
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );

  await archive.write('checked.csv', [randomBytes(size)], 'text/csv');

  expect(sums).toEqual(Array.from({ length: requests }, () => expect.stringMatching(/^[\w+/]{43}=$/)));
});

test('aborts the upload of content that fails', async () => {
  const { archive } = opened();

  await archive.write('failed.csv', failingAfter(3 * PART, new Error()), 'text/csv').catch(() => {});

  expect(await endpoint.openUploads('audit-archive')).toBe(0);
});

test('names the failure of the content even where the upload cannot be aborted', async () => {
  const { archive, service } = mocked();
  service.on(CreateMultipartUploadCommand).resolves({ UploadId: 'upload' });
  service.on(UploadPartCommand).resolves({ ETag: 'part' });
  service.on(AbortMultipartUploadCommand).rejects(new Error('not allowed to abort'));
  const error = new Error('the query result broke off');

  await expect(archive.write('failed.csv', failingAfter(2 * PART, error), 'text/csv')).rejects.toBe(error);
});

test('aborts the upload where S3 refuses a part', async () => {
  const { archive, service } = mocked();
  service.on(CreateMultipartUploadCommand).resolves({ UploadId: 'upload' });
  service.on(UploadPartCommand).rejects(new Error('refused'));

  await archive.write('refused.csv', endless(), 'text/csv').catch(() => {});

  expect(service.commandCalls(AbortMultipartUploadCommand)).toHaveLength(1);
});

test('ends the content where S3 refuses a part', async () => {
  const { archive, service } = mocked();
  service.on(CreateMultipartUploadCommand).resolves({ UploadId: 'upload' });
  service.on(UploadPartCommand).rejects(new Error('refused'));
  let ended = false;

  await archive
    .write(
      'refused.csv',
      endless(() => {
        ended = true;
      }),
      'text/csv',
    )
    .catch(() => {});

  expect(ended).toBe(true);
});

test('takes no more content than the parts under way while S3 is slow', async () => {
  const { archive, service } = mocked();
  service.on(CreateMultipartUploadCommand).resolves({ UploadId: 'upload' });
  service.on(UploadPartCommand).callsFake(() => new Promise(() => {}));
  let taken = 0;

  void archive.write(
    'slow.csv',
    endless(undefined, (bytes) => {
      taken += bytes;
    }),
    'text/csv',
  );
  await setTimeout(200);

  expect(taken).toBeLessThanOrEqual(5 * PART);
});

test.each([
  '/runs/report.csv',
  'runs//report.csv',
  'runs/./report.csv',
  'runs/2025/../report.csv',
  'runs/',
  '',
])('refuses the key %j, which a directory would understand differently', async (key) => {
  const { archive } = opened();

  await expect(archive.write(key, [Buffer.from('x')], 'text/csv')).rejects.toThrow(JSON.stringify(key));
});

test('takes nothing but an unknown key for content that does not exist: no bucket', async () => {
  const { client } = opened();

  await expect(s3Archive({ client, bucket: 'no-such-bucket' }).read('report.csv')).rejects.toMatchObject({
    name: 'NoSuchBucket',
  });
});

test('takes nothing but an unknown key for content that does not exist: no permission', async () => {
  const { archive, service } = mocked();
  service.on(GetObjectCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDenied' }));

  await expect(archive.read('report.csv')).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('rejects content that broke off on its way', async () => {
  await using broken = await breakingOff();
  const archive = s3Archive({
    client: new S3Client({ ...endpoint.client, endpoint: broken.url }),
    bucket: 'audit-archive',
  });

  await expect(archive.read('report.csv')).rejects.toThrow('aborted');
});

function opened() {
  const client = new S3Client(endpoint.client);
  return { client, archive: s3Archive({ client, bucket: 'audit-archive' }) };
}

function mocked() {
  const client = new S3Client({ region: 'us-east-1' });
  return { service: mockClient(client), archive: s3Archive({ client, bucket: 'audit-archive' }) };
}

async function* failingAfter(bytes: number, error: Error): AsyncGenerator<Uint8Array> {
  yield randomBytes(bytes);
  throw error;
}

async function* endless(
  onEnd: () => void = () => {},
  onTaken: (bytes: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const chunk = Buffer.alloc(100_000);
  try {
    while (true) {
      onTaken(chunk.length);
      yield chunk;
    }
  } finally {
    onEnd();
  }
}

/** An S3 that promises 1,000 bytes of every object and sends 10. */
async function breakingOff() {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('0123456789', () => setTimeout(20).then(() => response.destroy()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('an exchange', () => {
  const after = Buffer.from('after');

  test('whose answer is lost is known as made, though the SDK then meets its own object', async () => {
    const { archive, client } = opened();
    endpoint.interrupt({ method: 'PUT', path: '/lost.json', when: 'after' });

    expect(await archive.exchange('lost.json', undefined, after, 'application/json')).toBe(true);
    client.destroy();
  });

  test('that S3 puts off, for another is at work on the key, is tried again', async () => {
    const { archive, client } = opened();
    const conflict = Object.assign(new Error('conflict'), { name: 'ConditionalRequestConflict' });
    const s3 = mockClient(client).on(PutObjectCommand).rejectsOnce(conflict).resolves({});

    expect(await archive.exchange('busy.json', undefined, after, 'application/json')).toBe(true);
    expect(s3.commandCalls(PutObjectCommand)).toHaveLength(2);
  });

  test('names its checksum, without which Object Lock refuses it', async () => {
    const { archive, client } = opened();
    const s3 = mockClient(client).on(PutObjectCommand).resolves({});

    await archive.exchange('locked.json', undefined, after, 'application/json');

    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
      ChecksumAlgorithm: 'SHA256',
      IfNoneMatch: '*',
    });
  });
});
