import { gzipSync } from 'node:zlib';
import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { s3Client } from '../../../src/adapters/aws/s3-client.ts';
import { s3LogStore } from '../../../src/adapters/aws/s3-log-store.ts';
import { LogReader } from '../../../src/adapters/local/log-files/log-reader.ts';
import { type S3Endpoint, startS3Endpoint } from '../../endpoints/s3.ts';
import { logPath, signIn } from '../../logs.ts';
import { listedKeys } from './listed-keys.ts';

const BUCKET = 'logs';
const DAYS = { from: '2026/11/21', to: '2026/11/22' };
const [A, B] = ['a.json.gz', 'b.json.gz'].map((name) => logPath({ name })) as [string, string];
const LOG = gzipSync(JSON.stringify({ Records: [signIn()] }));

let endpoint: S3Endpoint;
let number = 0;
beforeAll(async () => {
  endpoint = await startS3Endpoint([BUCKET]);
});
afterAll(() => endpoint.close());

/** A place of its own with these objects, and what reads it. */
async function bucketOf(...paths: string[]) {
  number += 1;
  const prefix = `trail-${number}/`;
  const client = s3Client(20, { ...endpoint.client, maxAttempts: 2 });
  const put = (path: string, Body: Uint8Array = LOG) =>
    client.send(new PutObjectCommand({ Bucket: BUCKET, Key: `${prefix}${path}`, Body }));
  const remove = (path: string) =>
    client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: `${prefix}${path}` }));
  for (const path of paths) await put(path);
  return { put, remove, store: s3LogStore({ client, bucket: BUCKET, prefix }) };
}

type Store = Awaited<ReturnType<typeof bucketOf>>['store'];

async function namesOf(store: Store, partitions = DAYS): Promise<string[]> {
  const folders = store.folders();
  const found: string[] = [];
  for await (const folder of folders.days(partitions)) found.push(...(await folders.files(folder)));
  return found;
}

async function surveyOf(store: Store) {
  const reader = new LogReader(store, { partitions: DAYS });
  while (await reader.nextBatch());
  return reader.survey();
}

/** Lists, lets something happen, then reads. */
async function readAfter(store: Store, deed: () => Promise<unknown>) {
  const names = await namesOf(store);
  await deed();
  const found: Record<string, { bytes: number; damage?: string }> = {};
  const queue = (async function* () {
    for (const file of names) yield { file };
  })();
  for await (const [{ file }, { bytes, damage }] of store.ahead().all(queue))
    found[file] = { bytes, ...(damage !== undefined && { damage }) };
  return found;
}

test('gives the files of the days that are asked for, in the order of their paths', async () => {
  const other = logPath({ region: 'eu-west-1', day: '2026/11/22' });
  const outside = [logPath({ day: '2026/11/20' }), logPath({ day: '2026/11/23' })];
  const { store } = await bucketOf(B, A, other, ...outside);
  expect(await namesOf(store)).toEqual([other, A, B]);
});

test('a day of more than a thousand files is whole, in one folder', async () => {
  const names = Array.from({ length: 1005 }, (_, i) => logPath({ name: `${1000 + i}.json.gz` }));
  const client = new S3Client({ region: 'us-east-1' });
  mockClient(client).on(ListObjectsV2Command).callsFake(listedKeys(names));
  const folders = s3LogStore({ client, bucket: BUCKET, prefix: '' }).folders();
  const found: number[] = [];
  for await (const folder of folders.days(DAYS)) found.push((await folders.files(folder)).length);
  expect(found).toEqual([1005]);
});

test('counts what was asked of S3, and the bytes that came', async () => {
  const { store } = await bucketOf(A, B);
  await surveyOf(store);
  expect(store.requests).toMatchObject({ gets: 2, bytes: 2 * LOG.length });
  expect(store.requests.lists).toBeGreaterThan(0);
});

test('an object that vanishes after it was listed is damaged, and the others are read', async () => {
  const { store, remove } = await bucketOf(A, B);
  expect(await readAfter(store, () => remove(A))).toEqual({
    [A]: { bytes: LOG.length, damage: expect.stringContaining('deleted') },
    [B]: { bytes: LOG.length },
  });
});

test('an object that is replaced after it was listed is damaged', async () => {
  const { store, put } = await bucketOf(A);
  const other = gzipSync(JSON.stringify({ Records: [] }));
  expect((await readAfter(store, () => put(A, other)))[A]?.damage).toContain('replaced');
});

test('an object that may not be read is named in the survey', async () => {
  const { store } = await bucketOf(A, B);
  endpoint.interrupt({
    method: 'GET',
    path: A,
    when: 'before',
    error: { status: 403, code: 'AccessDenied' },
  });
  const { files, damaged } = await surveyOf(store);
  expect({ files, damaged }).toEqual({
    files: 2,
    damaged: [{ file: A, reason: expect.stringContaining('may not read') }],
  });
});

test('credentials that expire in the middle end the reading, and damage no file', async () => {
  const { store } = await bucketOf(A, B);
  endpoint.interrupt({
    method: 'GET',
    path: B,
    when: 'before',
    error: { status: 400, code: 'ExpiredToken' },
  });
  await expect(surveyOf(store)).rejects.toThrow('credentials expired');
});

test('a list that is refused ends the reading', async () => {
  const { store } = await bucketOf(A);
  endpoint.settings[BUCKET] = { region: 'us-east-1', denied: ['ListObjectsV2'] };
  await expect(surveyOf(store).finally(() => delete endpoint.settings[BUCKET])).rejects.toThrow(
    'the list of',
  );
});

test('an answer that is broken off is asked for again', async () => {
  const { store } = await bucketOf(A);
  endpoint.interrupt({ method: 'GET', path: A, when: 'before' });
  expect(await surveyOf(store)).toMatchObject({ files: 1, damaged: [] });
  expect(store.requests.gets).toBe(2);
});

test('throttling is waited out', async () => {
  const { store } = await bucketOf(A);
  endpoint.interrupt({ method: 'GET', path: A, when: 'before', error: { status: 503, code: 'SlowDown' } });
  expect(await surveyOf(store)).toMatchObject({ files: 1, damaged: [] });
});
