import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { s3Logs } from '../../src/adapters/aws/s3-logs.ts';
import { LogReader } from '../../src/adapters/local/log-files/log-reader.ts';
import type { LogSurvey } from '../../src/ports.ts';
import type { Partitions } from '../../src/run/run.ts';
import { listedKeys } from '../adapters/aws/listed-keys.ts';
import { emptyDirectory, signIn, writeLog } from '../logs.ts';
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
describe('a bucket', () => logSurveyContract(ofBucket));

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
    const [local, remote] = [await ofDirectory(files, partitions), await ofBucket(files, partitions)];
    expect({ seed, ...shown(local) }).toEqual({ seed, ...shown(remote) });
    for (const { reason } of local.passedOver ?? []) reasons.add(reason);
  }
  expect([...reasons].sort()).toEqual(['outside-days', 'unknown-folder']);
});
