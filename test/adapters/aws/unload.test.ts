import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DuckDBInstance } from '@duckdb/node-api';
import { sdkStreamMixin } from '@smithy/core/serde';
import { mockClient } from 'aws-sdk-client-mock';
import { parquetRows } from '../../../src/adapters/aws/parquet-rows.ts';
import { unloaded, unloadStatement } from '../../../src/adapters/aws/unload.ts';
import { emptyDirectory } from '../../logs.ts';

const s3 = mockClient(S3Client);
const client = new S3Client({ region: 'us-east-1' });
const objects = new Map<string, Buffer>();
beforeEach(() => {
  objects.clear();
  s3.reset();
  s3.on(GetObjectCommand).callsFake(({ Bucket, Key, Range }) => {
    const content = objects.get(`s3://${Bucket}/${Key}`);
    if (!content) throw new Error(`no s3://${Bucket}/${Key}`);
    const last = Number(/^bytes=-(\d+)$/.exec(Range ?? '')?.[1] ?? content.length);
    return { Body: sdkStreamMixin(Readable.from([content.subarray(-last)])) };
  });
});

test('the destination is a checked literal', () => {
  const made = unloadStatement('SELECT 1', 'archive', 'events/run=scheduled-20261121T2130Z-1a2b-1');

  expect(made).toMatch(
    /^UNLOAD \(SELECT 1\n\) TO 's3:\/\/archive\/events\/run=scheduled-20261121T2130Z-1a2b-1\/'\n/,
  );
  for (const [bucket, into] of [
    ["it's", 'events/run=a-1'],
    [undefined, 'events/run=a-1'],
    ['archive', "events/run=a'-1"],
    ['archive', 'runs/run=a-1'],
    ['archive', 'events/run=a-1/..'],
  ] as const) {
    expect(() => unloadStatement('SELECT 1', bucket, into)).toThrow('is not a place');
  }
});

async function parquet(rows: number, columns = 2): Promise<Buffer> {
  const file = join(await emptyDirectory(), 'f.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const list = Array.from({ length: columns }, (_, i) => `'${i}' || range AS c${i}`).join(', ');
  await connection.run(
    `COPY (SELECT ${list}, [{a: range}] AS s FROM range(${rows})) TO '${file}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)`,
  );
  connection.closeSync();
  instance.closeSync();
  return readFile(file);
}

test.each([
  [0, 2],
  [1, 2],
  [3, 2],
  [5000, 3],
  // Its footer is larger than what is read at first.
  [20_000, 200],
])('the footer of a file of %d rows and %d columns says how many rows it has', async (rows, columns) => {
  objects.set('s3://archive/x', await parquet(rows, columns));

  expect(await parquetRows(client, { Bucket: 'archive', Key: 'x' })).toBe(rows);
});

test.each([
  ['empty', Buffer.alloc(0)],
  ['of text', Buffer.from('a log file, or so it seems')],
  ['cut off', Buffer.concat([Buffer.alloc(4), Buffer.from([0, 0, 0, 1]), Buffer.from('PAR1')])],
])('a file that is %s is not counted', async (_, content) => {
  objects.set('s3://archive/x', content);

  await expect(parquetRows(client, { Bucket: 'archive', Key: 'x' })).rejects.toThrow('Parquet file');
});

test('a footer that is not one is named with its file', async () => {
  const length = Buffer.from([8, 0, 0, 0]);
  objects.set(
    's3://archive/x',
    Buffer.concat([Buffer.alloc(4), Buffer.alloc(8, 0xff), length, Buffer.from('PAR1')]),
  );

  const counted = parquetRows(client, { Bucket: 'archive', Key: 'x' });

  await expect(counted).rejects.toThrow('s3://archive/x does not say how many rows it holds');
});

test('what was written is what the data manifest lists; a file elsewhere keeps its whole path', async () => {
  const place = 's3://archive/events/run=a-1';
  objects.set(`${place}/kind=role/1`, await parquet(3));
  objects.set(`${place}/kind=user/2`, await parquet(4));
  const lines = [
    `${place}/kind=role/1`,
    `${place}/kind=user/2`,
    's3://other/events/run=a-1/kind=role/3',
    's3://archive/x',
  ];
  objects.set('s3://results/id-manifest.csv', Buffer.from(`${lines.join('\n')}\n`));

  const written = await unloaded(client, { Bucket: 'results', Key: 'id-manifest.csv' }, 'archive');

  expect(written).toEqual({ rows: 7, files: ['kind=role/1', 'kind=user/2', ...lines.slice(2)] });
});
