import { QueryFailedError, ScanLimitError, UnnamedLogError } from '../errors.ts';
import type { Clock, DamagedFile, QueryEngine, QueryExecution } from '../ports.ts';
import type { PlannedReport } from '../run/report.ts';
import { milliseconds } from '../time/time.ts';
import type { Counting, QueryInFlight, Suspect } from './run-query.ts';

export interface PollQueryInput {
  report: PlannedReport;
  query: QueryInFlight;
}

export interface PollDeps {
  engine: QueryEngine;
  now: Clock;
  limits: QueryLimits;
}

export interface QueryLimits {
  /** how often a query is started before a failure that may pass is final */
  attempts: number;
  /** how long a report's query may take, all its attempts together */
  seconds: number;
}

/**
 * For Athena. A failure that may pass has passed by the third attempt, or lasts longer than a mail should wait. Athena
 * ends a query after 30 minutes, unless the account has a higher quota; the rest of the hour is for its queue.
 */
export const QUERY_LIMITS: QueryLimits = { attempts: 3, seconds: 3600 };

/**
 * A query names one damaged file each time that it fails, and is charged for what it read until then. More than a few
 * damaged files have a cause that a person must find.
 */
const MOST_LEFT_OUT = 5;

/** `running`: wait, then poll again; `retry`: start it again; `succeeded`: archive its result. */
type PolledQuery = QueryInFlight | QueryToRetry | SucceededQuery;

type QueryToRetry = Omit<QueryInFlight, 'state'> & { state: 'retry'; suspect?: Suspect };

export interface SucceededQuery {
  state: 'succeeded';
  resultLocation: string;
  scannedBytes: number;
  milliseconds: number;
  /** damaged log files that it left out, `file` as `s3://bucket/key`; absent: none */
  leftOut?: DamagedFile[];
  /** its rows are counts */
  counting?: Counting;
  /** of a query with `into` */
  written?: QueryExecution['written'];
}

const LONGEST_WAIT_SECONDS = 30;

/**
 * Asks for the state of a query. Waits are short at first and grow to 30 seconds.
 *
 * @throws QueryFailedError where the query failed for good, or took longer than allowed and was stopped; ScanLimitError
 *   where it would have read more than it may; UnnamedLogError where a log file may be damaged, and it is not known which
 */
export async function pollQuery(
  { query }: Pick<PollQueryInput, 'query'>,
  { engine, now, limits }: PollDeps,
): Promise<PolledQuery> {
  const execution = await engine.poll(query.queryExecutionId);
  switch (execution.state) {
    case 'succeeded':
      return succeeded(query, execution);
    case 'failed':
    case 'cancelled':
      if (mayStartAgain(query, execution, limits)) return toRetry(query, execution);
      throw failureOf(query, execution);
    default:
      if ((milliseconds(now()) - milliseconds(query.startedAt)) / 1000 < limits.seconds)
        return { ...query, waitSeconds: nextWait(query) };
      await engine.stop(query.queryExecutionId);
      throw new QueryFailedError(
        `the query was stopped: it was still ${execution.state} after ${limits.seconds} seconds, the limit for a query`,
      );
  }
}

/** An attempt that found a damaged file is none of those that are given to failures that may pass. */
function mayStartAgain(
  { attempt, leftOut = [] }: QueryInFlight,
  { error }: QueryExecution,
  { attempts }: QueryLimits,
): boolean {
  if (!error || attempt - leftOut.length >= attempts) return false;
  if (!error.file) return error.retryable;
  return leftOut.length < MOST_LEFT_OUT && !leftOut.some(({ file }) => file === error.file);
}

function toRetry(query: QueryInFlight, { error }: QueryExecution): QueryToRetry {
  const { file, message } = error ?? {};
  const suspect = file && message && { suspect: { file, error: message } };
  return { ...query, state: 'retry', waitSeconds: nextWait(query), ...suspect };
}

function succeeded({ queryExecutionId, leftOut }: QueryInFlight, execution: QueryExecution): SucceededQuery {
  const { resultLocation, scannedBytes, milliseconds, written } = execution;
  const more = { ...(leftOut && { leftOut }), ...(written && { written }) };
  if (resultLocation) return { state: 'succeeded', resultLocation, scannedBytes, milliseconds, ...more };
  throw new QueryFailedError(`query execution ${queryExecutionId} succeeded but names no result`);
}

function failureOf(query: QueryInFlight, execution: QueryExecution): Error {
  const { scanLimit, unnamedLog } = execution.error ?? {};
  const message = failure(query, execution);
  if (scanLimit) return new ScanLimitError(message);
  return unnamedLog ? new UnnamedLogError(message) : new QueryFailedError(message);
}

function failure(query: QueryInFlight, { state, error }: QueryExecution): string {
  const attempts = query.attempt > 1 ? ` (attempt ${query.attempt})` : '';
  const whole =
    error?.file && error.file === query.whole ? '; this log file was checked and is not damaged' : '';
  const without = query.leftOut
    ? ` without the damaged log files ${query.leftOut.map(({ file }) => file).join(', ')}`
    : '';
  return `query execution ${query.queryExecutionId} ${state}${attempts}${without}: ${error?.message ?? 'no reason given'}${whole}`;
}

function nextWait({ waitSeconds }: QueryInFlight): number {
  return Math.min(LONGEST_WAIT_SECONDS, Math.ceil(waitSeconds * 1.5));
}
