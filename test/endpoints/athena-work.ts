import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AthenaError, QueryExecutionState } from '@aws-sdk/client-athena';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Lake } from './athena-lake.ts';
import { type ParquetTable, parseUnload, putUnloaded, withParquet } from './athena-parquet.ts';
import type { StartedQuery } from './athena-request.ts';

/** Another end for a query than its result. */
export type QueryFault =
  /** where it stays until it is stopped */
  | { state: 'QUEUED' }
  | { state: 'RUNNING' }
  | { state: 'FAILED'; reason: string; error?: AthenaError }
  | { state: 'CANCELLED'; reason: string }
  /** of the result only the first bytes are written; with `undefined` there is no file at all */
  | { state: 'SUCCEEDED'; resultBytes: number | undefined };

export interface Outcome {
  state: QueryExecutionState;
  scannedBytes: number;
  reason?: string;
  error?: AthenaError;
  /** of an UNLOAD: where its data manifest is */
  manifest?: string;
}

const UNLOADED = 'FORMAT parquet, COMPRESSION zstd, PARTITION_BY (kind)';

/** Runs the query and writes its result; settles when that is done or the query is stopped. */
export async function work(
  query: StartedQuery,
  fault: QueryFault | undefined,
  stop: AbortSignal,
  { lake, s3, parquet }: { lake: Lake; s3: S3Client; parquet?: ParquetTable | undefined },
): Promise<Outcome> {
  if (fault?.state === 'FAILED' || fault?.state === 'CANCELLED') return { scannedBytes: 0, ...fault };
  if (fault?.state === 'QUEUED' || fault?.state === 'RUNNING') return stopped(fault.state, stop);
  const scannedBytes = await lake.scannedBytes(query);
  if (query.scanLimit !== undefined && scannedBytes > query.scanLimit) {
    return { state: 'CANCELLED', reason: 'Bytes scanned limit was exceeded', scannedBytes: query.scanLimit };
  }
  const directory = await mkdtemp(join(tmpdir(), 'athena-endpoint-'));
  try {
    const file = join(directory, 'result.csv');
    const read = parquet && (await withParquet(query.sql, parquet, { s3, directory }));
    if (read) {
      await lake.run({ ...query, sql: read.sql }, file, stop);
      if (fault?.resultBytes !== undefined) await truncate(file, fault.resultBytes);
      if (!fault || fault.resultBytes !== undefined) await putResult(s3, file, query.outputLocation);
      return { state: 'SUCCEEDED', scannedBytes: scannedBytes + read.bytes };
    }
    const unload = parseUnload(query.sql);
    if (unload) {
      const written = join(directory, 'written');
      await lake.run({ ...query, sql: unload.sql }, written, stop, UNLOADED);
      return { state: 'SUCCEEDED', scannedBytes, manifest: await putUnloaded(s3, written, unload, query) };
    }
    await lake.run(query, file, stop);
    if (fault?.resultBytes !== undefined) await truncate(file, fault.resultBytes);
    if (!fault || fault.resultBytes !== undefined) await putResult(s3, file, query.outputLocation);
    return { state: 'SUCCEEDED', scannedBytes };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error), scannedBytes);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function stopped(state: QueryExecutionState, stop: AbortSignal): Promise<Outcome> {
  await new Promise((resolve) => stop.addEventListener('abort', resolve));
  return { state, scannedBytes: 0 };
}

async function putResult(s3: S3Client, file: string, location: string): Promise<void> {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(location) ?? [];
  const { size } = await stat(file);
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: createReadStream(file), ContentLength: size }));
}

/** An error as Athena gives it when it finds that a column or table is not there. */
function failed(message: string, scannedBytes: number): Outcome {
  const error = { ErrorCategory: 2, ErrorType: 1006, Retryable: false, ErrorMessage: message };
  return { state: 'FAILED', reason: message, error, scannedBytes };
}
