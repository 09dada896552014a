import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AthenaClient } from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import { athenaEngine } from '../../src/adapters/aws/athena.ts';
import { openDuckDb } from '../../src/adapters/local/duckdb/engine.ts';
import { startAthenaEndpoint } from '../endpoints/athena.ts';
import { startS3Endpoint } from '../endpoints/s3.ts';
import { contractTable, queryEngineContract, writeContractLogs } from './query-engine.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'query-engine-'));
  await writeContractLogs(directory);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('DuckDB', () => {
  queryEngineContract(async () => {
    const engine = await openDuckDb({
      logs: directory,
      table: contractTable,
      run: {
        runId: 'contract',
        trigger: 'manual',
        window: { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' },
        partitions: { from: '2026/11/21', to: '2026/11/22' },
        events: { sql: '', parameters: [] },
        archive: 'runs/contract',
        warnings: [],
      },
      reports: ['SELECT * FROM events'],
      workDirectory: join(directory, 'work'),
      memory: { limit: '1GB', most: '1GB' },
    });
    return { engine, close: engine.close };
  });
});

describe('Athena', () => {
  queryEngineContract(async () => {
    const s3Endpoint = await startS3Endpoint(['results']);
    const athenaEndpoint = await startAthenaEndpoint({ s3Endpoint, logs: directory, table: contractTable });
    const athena = new AthenaClient(athenaEndpoint.client);
    const s3 = new S3Client(s3Endpoint.client);
    return {
      engine: athenaEngine({ athena, s3, workgroup: 'audit', database: 'cloudtrail' }),
      async close() {
        athena.destroy();
        s3.destroy();
        await athenaEndpoint.close();
        await s3Endpoint.close();
      },
    };
  });
});
