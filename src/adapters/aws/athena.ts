import { Readable } from 'node:stream';
import {
  type AthenaClient,
  type AthenaError,
  GetQueryExecutionCommand,
  type QueryExecution as QueryExecutionRecord,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { RequestError } from '../../errors.ts';
import type { QueryEngine, QueryExecution } from '../../ports.ts';
import { s3LogFile } from './s3-log-file.ts';
import { unloaded, unloadStatement } from './unload.ts';

export interface AthenaOptions {
  athena: AthenaClient;
  /** reads results: it must follow redirects if they may be in another region than Athena */
  s3: S3Client;
  workgroup: string;
  database: string;
  /** `s3://bucket/prefix/`, for a workgroup that neither enforces nor has a place for results */
  outputLocation?: string | undefined;
  /** where queries with `into` write; absent: no query has it */
  archiveBucket?: string | undefined;
  /** the workgroup's BytesScannedCutoffPerQuery, where the caller knows it */
  scanLimit?: number | undefined;
}

/**
 * Amazon Athena. What the service throws passes through as it is: the state machine distinguishes
 * throttling from a wrong request by the exception's name.
 */
export function athenaEngine({ athena, s3, scanLimit, ...options }: AthenaOptions): QueryEngine {
  return {
    async start({ sql, parameters, token, into }) {
      const { workgroup, database, outputLocation, archiveBucket } = options;
      const started = await athena.send(
        new StartQueryExecutionCommand({
          QueryString: into === undefined ? sql : unloadStatement(sql, archiveBucket, into),
          // An empty list is refused: https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html
          ...(parameters.length > 0 && { ExecutionParameters: executionParameters(parameters) }),
          ClientRequestToken: token,
          WorkGroup: workgroup,
          QueryExecutionContext: { Database: database },
          ...(outputLocation && { ResultConfiguration: { OutputLocation: outputLocation } }),
        }),
      );
      if (!started.QueryExecutionId) throw new Error('Athena started a query but gave no id for it');
      return started.QueryExecutionId;
    },
    async poll(id) {
      const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
      if (!QueryExecution) throw new Error(`Athena returned no details of query execution ${id}`);
      const execution = polled(QueryExecution, scanLimit);
      const manifest = QueryExecution.Statistics?.DataManifestLocation;
      const { archiveBucket } = options;
      if (execution.state !== 'succeeded' || !manifest || !archiveBucket) return execution;
      return { ...execution, written: await unloaded(s3, objectAt(manifest), archiveBucket) };
    },
    result: (location) => resultFile(s3, location),
    async resultBytes(location) {
      const { ContentLength } = await s3.send(new HeadObjectCommand(objectAt(location)));
      if (ContentLength === undefined)
        throw new ResultTransferError(`S3 does not say how large ${location} is`);
      return ContentLength;
    },
    logFile: async (file, maxBytes) => s3LogFile(s3, objectAt(file), maxBytes),
    async stop(id) {
      await athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
    },
  };
}

/** The result did not arrive whole; it may the next time. */
export class ResultTransferError extends Error {
  override readonly name = 'ResultTransferError';
}

const LONGEST_PARAMETER = 1024;

/**
 * Parameters as SQL literals: Athena reads an unquoted `2026/11/22` as two divisions.
 * https://docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html
 */
function executionParameters(values: readonly string[]): string[] {
  const literals = values.map((value) => `'${value.replaceAll("'", "''")}'`);
  const faults = literals.flatMap(({ length }, i) => {
    const problem = `${length} characters with its quotes, Athena takes ${LONGEST_PARAMETER}`;
    return length > LONGEST_PARAMETER ? [`parameter ${i + 1}: ${problem}`] : [];
  });
  if (faults.length > 0) throw new RequestError(faults);
  return literals;
}

const STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;

function polled(record: QueryExecutionRecord, scanLimit: number | undefined): QueryExecution {
  const { Status, Statistics, ResultConfiguration, QueryExecutionId } = record;
  const state = STATES.find((name) => name === Status?.State?.toLowerCase());
  if (!state) throw new Error(`query execution ${QueryExecutionId} is in an unknown state: ${Status?.State}`);
  const {
    DataScannedInBytes,
    EngineExecutionTimeInMillis = 0,
    QueryQueueTimeInMillis = 0,
  } = Statistics ?? {};
  const location = ResultConfiguration?.OutputLocation;
  return {
    state,
    scannedBytes: DataScannedInBytes ?? 0,
    milliseconds: QueryQueueTimeInMillis + EngineExecutionTimeInMillis,
    // A workgroup may put results elsewhere than it was asked to, so only this says where they are.
    ...(state === 'succeeded' && location && { resultLocation: location }),
    ...((state === 'failed' || state === 'cancelled') && { error: queryError(record, scanLimit) }),
  };
}

/**
 * Why a query execution failed or was cancelled, and whether the same query may succeed when it is started again.
 *
 * @param scanLimit the workgroup's BytesScannedCutoffPerQuery, where it is known
 */
function queryError(
  { Status, Statistics, WorkGroup }: QueryExecutionRecord,
  scanLimit: number | undefined,
): NonNullable<QueryExecution['error']> {
  const reason = Status?.StateChangeReason || Status?.AthenaError?.ErrorMessage || 'Athena gave no reason';
  if (Status?.State === 'FAILED') {
    const file = logFileNamed(reason);
    const about = file ? { file } : READ_ERROR.test(reason) && { unnamedLog: true };
    return { message: reason, retryable: mayPass(Status.AthenaError), ...about };
  }
  const scanned = Statistics?.DataScannedInBytes ?? 0;
  // Athena has no code for it, only the reason `Bytes scanned limit was exceeded`.
  const isScanLimit = /\bscanned limit\b/i.test(reason) || (scanLimit !== undefined && scanned >= scanLimit);
  const message = isScanLimit
    ? `${reason}: the scan limit was reached after ${scanned.toLocaleString('en-US')} bytes. Ask for less (days, accounts, regions), or raise athena.scanLimitBytes (BytesScannedCutoffPerQuery of the workgroup ${WorkGroup})`
    : reason;
  // Another start would be charged up to the limit again, or go against the person who cancelled the query.
  return { message, retryable: false, ...(isScanLimit && { scanLimit: true }) };
}

/** Of reading the table's files: https://docs.aws.amazon.com/athena/latest/ug/troubleshooting-athena.html */
const READ_ERROR = /^HIVE_(?:CURSOR_ERROR|BAD_DATA|CANNOT_OPEN_SPLIT|FILESYSTEM_ERROR)\b/;

/**
 * The log file that an error names: `Error opening Hive split s3://…/x.json.gz (offset=0, length=18614): …`, `Failed to read
 * file at s3://…/x.json.gz`. Athena adds a sentence about a manifest of the query's own, which is not a log file.
 */
function logFileNamed(reason: string): string | undefined {
  const said = reason.replace(/ If a data manifest file was generated at .*/s, '');
  return /\bs3:\/\/[^/\s]+\/(?:[^\s'"]+\/)?AWSLogs\/[^\s'"]*[^\s'"(),.:;]/.exec(said)?.[0];
}

const SYSTEM = 1;
const USER = 2;

/**
 * Throttling passes, in whatever category Athena puts it. Other faults of the user do not. A system error may, unless
 * the query needs more than Athena has: then it needs as much, and is charged as much, the next time.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/error-reference.html
 */
function mayPass({ ErrorCategory, ErrorType = Number.NaN, Retryable }: AthenaError = {}): boolean {
  const isThrottling = ErrorType >= 1400 && ErrorType < 1500;
  const isOutOfResources = ErrorType < 10;
  if (isThrottling) return true;
  if (ErrorCategory === USER) return false;
  return Retryable === true || (ErrorCategory === SYSTEM && !isOutOfResources);
}

function objectAt(location: string): { Bucket: string; Key: string } {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(location) ?? [];
  if (Bucket && Key) return { Bucket, Key };
  throw new Error(`${JSON.stringify(location)} is not a place in S3, such as s3://bucket/key`);
}

async function* resultFile(s3: S3Client, location: string): AsyncGenerator<Uint8Array> {
  const { Body, ContentLength } = await s3.send(new GetObjectCommand(objectAt(location)));
  if (!(Body instanceof Readable)) throw new ResultTransferError(`${location} came without content`);
  let received = 0;
  try {
    for await (const chunk of Body) {
      received += chunk.length;
      yield chunk;
    }
  } catch (cause) {
    throw new ResultTransferError(`${location} broke off after ${received} bytes`, { cause });
  }
  if (ContentLength !== undefined && received !== ContentLength) {
    throw new ResultTransferError(`${location} ended after ${received} of ${ContentLength} bytes`);
  }
}
