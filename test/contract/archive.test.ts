import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { s3Archive } from '../../src/adapters/aws/s3.ts';
import { directoryArchive } from '../../src/adapters/local/directory.ts';
import { startS3Endpoint } from '../endpoints/s3.ts';
import { archiveContract } from './archive.ts';

const endpoint = await startS3Endpoint([]);
const client = new S3Client(endpoint.client);
const directory = await mkdtemp(join(tmpdir(), 'archive-'));

afterAll(async () => {
  client.destroy();
  await endpoint.close();
  await rm(directory, { recursive: true });
});

archiveContract('directoryArchive', async () => directoryArchive(await mkdtemp(join(directory, 'archive-'))));

let buckets = 0;
archiveContract('s3Archive', async () => {
  buckets += 1;
  const bucket = `archive-${buckets}`;
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return s3Archive({ client, bucket });
});

test('a directory measures files by their SHA-256', async () => {
  const archive = directoryArchive(await mkdtemp(join(directory, 'archive-')));
  await archive.write('events/a/one', [Buffer.from('o'), Buffer.from('ne')], 'text/plain');

  const value = createHash('sha256').update('one').digest('hex');
  expect(await archive.measure('events/a/')).toEqual([
    { file: 'one', bytes: 3, checksum: { algorithm: 'SHA256', value } },
  ]);
});

test('a bucket measures files by the checksum that S3 has', async () => {
  const client = new S3Client(endpoint.client);
  await client.send(new CreateBucketCommand({ Bucket: 'measured' }));
  const archive = s3Archive({ client, bucket: 'measured' });
  await archive.write('events/a/one', [Buffer.from('one')], 'text/plain');
  const asked: unknown[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const answer = await next(args);
        if (commandName !== 'HeadObjectCommand') return answer;
        asked.push((args.input as { ChecksumMode?: string }).ChecksumMode);
        return { ...answer, output: { ...answer.output, ChecksumCRC64NVME: 'AAAAAAAAAAA=' } };
      },
    { step: 'initialize' },
  );

  expect(await archive.measure('events/a/')).toEqual([
    { file: 'one', bytes: 3, checksum: { algorithm: 'CRC64NVME', value: 'AAAAAAAAAAA=' } },
  ]);
  expect(asked).toEqual(['ENABLED']);
  client.destroy();
});
