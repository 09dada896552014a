/** A result of a query in which every value is another: a user name is anybody's to invent. */
import { Readable } from 'node:stream';
import { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { Account } from './account.ts';

export interface InventedResult {
  columns: readonly string[];
  rows: number;
}

/** Puts it beside the results of an account's queries. @returns where it lies */
export async function putInventedResult(result: InventedResult, account: Account): Promise<string> {
  const location = account.athena.queries[0]?.outputLocation.replace(/[^/]+$/, 'invented.csv') ?? '';
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.*)$/.exec(location) ?? [];
  const client = new S3Client({ ...account.s3.client, requestChecksumCalculation: 'WHEN_REQUIRED' });
  await new Upload({ client, params: { Bucket, Key, Body: Readable.from(batches(lines(result))) } }).done();
  client.destroy();
  return location;
}

function* lines({ columns, rows }: InventedResult): Generator<string> {
  yield `"eventtime",${columns.map((name) => `"${name}"`).join()}\n`;
  for (let i = 0; i < rows; i++) {
    yield `"2025-10-31T00:00:00Z",${columns.map((name) => `"${name} that somebody invented, number ${i}"`).join()}\n`;
  }
}

const BATCH_CHARACTERS = 1_000_000;

function* batches(all: Iterable<string>): Generator<Buffer> {
  let batch = '';
  for (const line of all) {
    batch += line;
    if (batch.length < BATCH_CHARACTERS) continue;
    yield Buffer.from(batch);
    batch = '';
  }
  yield Buffer.from(batch);
}
