import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type AthenaEndpoint, startAthenaEndpoint } from '../endpoints/athena.ts';
import { type S3Endpoint, startS3Endpoint } from '../endpoints/s3.ts';

export interface Aws {
  athena: AthenaEndpoint;
  s3: S3Client;
  interrupt: S3Endpoint['interrupt'];
  /** what a person's shell holds who works with it */
  env: Record<string, string>;
  close(): Promise<void>;
}

const WORKGROUP = { outputLocation: 's3://results/athena/', enforced: true };

/**
 * Athena and S3 on this machine, over the logs of a directory: the default table; the buckets `logs`, `archive`,
 * `results`; the workgroups `primary`, without a place for results, `thrifty`, with a scan limit, `audit` and
 * `repaired`.
 */
export async function startAws(logs: string): Promise<Aws> {
  const s3Endpoint = await startS3Endpoint(['logs', 'archive', 'results']);
  const athena = await startAthenaEndpoint({
    s3Endpoint,
    logs,
    table: {
      database: 'default',
      table: 'cloudtrail_logs',
      partitions: { day: 'day', account: 'account', region: 'region' },
    },
    workgroups: {
      primary: {},
      thrifty: { ...WORKGROUP, scanLimit: 100 },
      ...Object.fromEntries(['audit', 'repaired'].map((name) => [name, WORKGROUP])),
    },
    firstPolls: [],
  });
  const s3 = new S3Client(s3Endpoint.client);
  await upload(logs, s3);
  const { accessKeyId, secretAccessKey } = s3Endpoint.client.credentials;
  return {
    athena,
    s3,
    interrupt: s3Endpoint.interrupt,
    env: {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_ENDPOINT_URL_S3: s3Endpoint.url,
      AWS_ENDPOINT_URL_ATHENA: athena.url,
    },
    async close() {
      s3.destroy();
      await athena.close();
      await s3Endpoint.close();
    },
  };
}

async function upload(logs: string, s3: S3Client): Promise<void> {
  const files = (await readdir(logs, { recursive: true })).filter((path) => path.endsWith('.gz'));
  for (const Key of files) {
    await s3.send(new PutObjectCommand({ Bucket: 'logs', Key, Body: await readFile(join(logs, Key)) }));
  }
}
