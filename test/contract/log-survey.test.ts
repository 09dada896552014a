import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { s3Logs } from '../../src/adapters/aws/s3-logs.ts';
import { listedKeys } from '../adapters/aws/listed-keys.ts';
import { tableOf } from '../adapters/local/duckdb/loaded-table.ts';
import { emptyDirectory, writeLog } from '../logs.ts';
import { logSurveyContract } from './log-survey.ts';

describe('a directory', () => {
  logSurveyContract(async (files, partitions) => {
    const logs = await emptyDirectory();
    for (const [path, content] of Object.entries(files)) await writeLog(logs, path, content);
    return (await tableOf(logs, 'eventid', { partitions })).survey;
  });
});

describe('a bucket', () => {
  logSurveyContract(async (files, partitions) => {
    const client = new S3Client({ region: 'us-east-1' });
    mockClient(client)
      .on(ListObjectsV2Command)
      .callsFake(listedKeys(Object.keys(files)));
    return s3Logs({ client, bucket: 'logs', prefix: '', partitions }).survey();
  });
});
