import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { s3LogStore } from '../../src/adapters/aws/s3-log-store.ts';
import { s3Logs } from '../../src/adapters/aws/s3-logs.ts';
import { LogReader } from '../../src/adapters/local/log-files/log-reader.ts';
import type { LogSurvey } from '../../src/ports.ts';
import type { Partitions } from '../../src/run/run.ts';
import { listedKeys } from '../adapters/aws/listed-keys.ts';
import { emptyDirectory, signIn, storedAs, writeLog } from '../logs.ts';
import { type Files, logSurveyContract } from './log-survey.ts';
import { randomTree } from './random-trees.ts';

async function ofDirectory(files: Files, partitions: Partitions): Promise<Partial<LogSurvey>> {
  const logs = await emptyDirectory();
  for (const [path, content] of Object.entries(files)) await writeLog(logs, path, content);
  const reader = new LogReader(logs, { partitions });
  while (await reader.nextBatch());
  return reader.survey();
}

async function ofBucket(files: Files, partitions: Partitions): Promise<Partial<LogSurvey>> {
  const client = new S3Client({ region: 'us-east-1' });
  mockClient(client)
    .on(ListObjectsV2Command)
    .callsFake(listedKeys(Object.keys(files)));
  return s3Logs({ client, bucket: 'logs', prefix: '', partitions }).survey();
}

describe('a directory', () => logSurveyContract(ofDirectory));
/** A bucket whose log files this machine reads. */
async function ofStore(files: Files, partitions: Partitions): Promise<Partial<LogSurvey>> {
  const client = new S3Client({ region: 'us-east-1' });
  const contents = new Map(Object.entries(files).map(([path, content]) => [path, storedAs(path, content)]));
  const objects = [...contents].map(([Key, { length }]) => ({ Key, Size: length, ETag: '"1"' }));
  mockClient(client)
    .on(ListObjectsV2Command)
    .callsFake(listedKeys(objects))
    .on(GetObjectCommand)
    .callsFake(({ Key }) => ({ Body: { transformToByteArray: async () => contents.get(Key) } }));
  const reader = new LogReader(s3LogStore({ client, bucket: 'logs', prefix: '' }), { partitions });
  while (await reader.nextBatch());
  return reader.survey();
}

describe('a bucket', () => logSurveyContract(ofBucket));
describe('a bucket that one machine reads', () => logSurveyContract(ofStore));

test('random trees: a directory and a bucket with the same files give the same survey', async () => {
  const partitions = { from: '2026/11/21', to: '2026/11/22' };
  const shown = ({ files, days, passedOver, notCovered }: Partial<LogSurvey>) => ({
    files,
    days,
    passedOver,
    notCovered,
  });
  const reasons = new Set<string>();
  for (let seed = 1; seed <= 60; seed++) {
    const files = Object.fromEntries(randomTree(seed).map((path) => [path, [signIn()]]));
    const local = await ofDirectory(files, partitions);
    for (const survey of [ofBucket, ofStore])
      expect({ seed, ...shown(await survey(files, partitions)) }).toEqual({ seed, ...shown(local) });
    for (const { reason } of local.passedOver ?? []) reasons.add(reason);
  }
  expect([...reasons].sort()).toEqual(['outside-days', 'unknown-folder']);
});
