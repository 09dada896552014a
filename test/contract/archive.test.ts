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
