import { gzipSync } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import type { Clients } from '../../../src/adapters/aws/setup/ask.ts';
import { askLogContents } from '../../../src/adapters/aws/setup/log-contents.ts';
import type { Setup } from '../../../src/doctor/setup.ts';

const FOLDER = 'trails/AWSLogs/111122223333/CloudTrail/us-east-1/';
const DAY = `${FOLDER}2026/11/21/`;

/** Asks about a bucket with these log files of a day. */
async function asked(files: Record<string, Buffer>) {
  const s3 = new S3Client({ region: 'us-east-1' });
  const mock = mockClient(s3);
  mock.on(ListObjectsV2Command).callsFake(({ Prefix, Delimiter }) => {
    if (!Delimiter)
      return { Contents: Prefix === DAY ? Object.keys(files).map((name) => ({ Key: DAY + name })) : [] };
    const rest = FOLDER.slice(Prefix.length);
    return { CommonPrefixes: [{ Prefix: Prefix + rest.slice(0, rest.indexOf('/') + 1) }] };
  });
  mock.on(GetObjectCommand).callsFake(({ Key }) => {
    const content = files[Key.slice(DAY.length)] ?? Buffer.alloc(0);
    return {
      Body: { transformToByteArray: async () => content },
      ContentLength: content.length,
      ETag: '"a"',
    };
  });
  const setup = { logs: { bucket: 'logs', prefix: 'trails/' }, readDay: '2026-11-21' } as Setup;
  return askLogContents({ s3 } as Clients, setup);
}

test('reads every log file of the day, and names those that Athena cannot read', async () => {
  const answer = await asked({
    'a.json.gz': gzipSync('{"Records":[]}'),
    'b.json.gz': gzipSync('{"Records":[{"userIdentity":"alice"}]}'),
    'c.json.gz': Buffer.alloc(0),
    '_notes.txt': Buffer.from('notes'),
  });

  expect(answer).toEqual({
    kind: 'found',
    value: {
      day: '2026/11/21',
      files: 3,
      damaged: [
        { file: `s3://logs/${DAY}b.json.gz`, reason: 'record 1: "userIdentity" is not an object' },
        { file: `s3://logs/${DAY}c.json.gz`, reason: 'the file is empty' },
      ],
    },
  });
});
