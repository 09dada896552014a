import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateMultipartUploadCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { s3Client } from '../../../src/adapters/aws/s3-client.ts';

/** A client of a server that answers nothing, or with an empty page. */
async function clientOf(answers: boolean) {
  const server = createServer((_, response) => void (answers && response.end('<html></html>')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return s3Client(answers ? 10 : 0.1, {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  });
}

const closing: (() => void)[] = [];
afterAll(() => closing.map((close) => close()));

const object = { Bucket: 'archive', Key: 'key' };

test.each([
  ['a list without a count of its keys', new ListObjectsV2Command(object)],
  ['an upload without an id', new CreateMultipartUploadCommand(object)],
  ['an object without an ETag', new PutObjectCommand({ ...object, Body: 'x' })],
] as const)('%s is not an answer of S3', async (_, command) => {
  const client = await clientOf(true);

  await expect(client.send(command as never)).rejects.toMatchObject({ name: 'AnswerError' });
});

test('a call without an answer is given up', async () => {
  const client = await clientOf(false);

  await expect(client.send(new ListObjectsV2Command(object))).rejects.toMatchObject({ name: 'TimeoutError' });
});
