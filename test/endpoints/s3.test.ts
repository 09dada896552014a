import { request } from 'node:http';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startS3Endpoint } from './s3.ts';

const endpoint = await startS3Endpoint(['logs', 'archive']);
const client = new S3Client(endpoint.client);
afterAll(async () => {
  client.destroy();
  await endpoint.close();
});

const put = (bucket: string, key: string, body = 'content', condition = {}) =>
  client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ...condition }));
const textOf = async (bucket: string, key: string) =>
  (await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))).Body?.transformToString();

describe('a list', () => {
  const KEYS = ['a-b/1', 'a/b/c/1', 'a/b/c/2', 'a/b/d/1', 'a/e', 'é'];
  beforeAll(async () => {
    for (const key of KEYS.toReversed()) await put('logs', key);
  });
  const list = (input: object) => client.send(new ListObjectsV2Command({ Bucket: 'logs', ...input }));

  test('is in the order of the keys’ bytes', async () => {
    const { Contents = [], IsTruncated } = await list({});

    expect(Contents.map(({ Key }) => Key)).toEqual(KEYS);
    expect(IsTruncated).toBe(false);
  });

  test.each([
    ['a/', ['a/b/'], ['a/e']],
    ['a/b/', ['a/b/c/', 'a/b/d/'], []],
    ['', ['a-b/', 'a/'], ['é']],
  ])('below %p shows what the keys have in common, however deep they are', async (Prefix, prefixes, keys) => {
    const { Contents = [], CommonPrefixes = [] } = await list({ Prefix, Delimiter: '/' });

    expect(CommonPrefixes.map((common) => common.Prefix)).toEqual(prefixes);
    expect(Contents.map(({ Key }) => Key)).toEqual(keys);
  });

  test('begins after the key asked for, which need not be there', async () => {
    const { Contents = [] } = await list({ Prefix: 'a/b/', StartAfter: 'a/b/c/15' });

    expect(Contents.map(({ Key }) => Key)).toEqual(['a/b/c/2', 'a/b/d/1']);
  });

  test('goes on where the one before ended', async () => {
    const first = await list({ MaxKeys: 4 });
    const second = await list({ MaxKeys: 4, ContinuationToken: first.NextContinuationToken });

    expect([first, second].flatMap(({ Contents = [] }) => Contents.map(({ Key }) => Key))).toEqual(KEYS);
  });
});

test('an object whose content is cut off is not stored', async () => {
  const { hostname, port } = new URL(endpoint.url);
  const headers = { 'content-length': 1000 };
  await new Promise<void>((resolve) => {
    const half = request({ method: 'PUT', hostname, port, path: '/archive/half', headers });
    half.on('error', () => resolve());
    half.write('half');
    setTimeout(() => half.destroy(new Error('killed')), 50);
  });

  await expect(textOf('archive', 'half')).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('an object is replaced, but not where there was to be none', async () => {
  await put('archive', 'key', 'first');
  await put('archive', 'key', 'second');

  await expect(put('archive', 'key', 'third', { IfNoneMatch: '*' })).rejects.toMatchObject({
    name: 'PreconditionFailed',
  });
  expect(await textOf('archive', 'key')).toBe('second');
});

test('an object is replaced where it has the ETag that was asked for, and not where it has another or is not there', async () => {
  const { ETag } = await put('archive', 'matched', 'first');

  await expect(put('archive', 'absent', 'x', { IfMatch: ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(put('archive', 'matched', 'x', { IfMatch: '"00"' })).rejects.toMatchObject({
    name: 'PreconditionFailed',
  });
  await put('archive', 'matched', 'second', { IfMatch: ETag });
  expect(await textOf('archive', 'matched')).toBe('second');
});
