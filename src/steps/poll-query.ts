import { QueryFailedError, ScanLimitError } from '../errors.ts';
import type { Clock, QueryEngine, QueryExecution } from '../ports.ts';
import type { PlannedReport } from '../run/report.ts';
import { milliseconds } from '../time/time.ts';
import type { QueryInFlight } from './run-query.ts';

export interface PollQueryInput {
  report: PlannedReport;
  query: QueryInFlight;
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

/** `running`: wait, then poll again; `retry`: start it again; `succeeded`: archive its result. */
type PolledQuery = QueryInFlight | (Omit<QueryInFlight, 'state'> & { state: 'retry' }) | SucceededQuery;

export interface SucceededQuery {
  state: 'succeeded';
  resultLocation: string;
  scannedBytes: number;
  milliseconds: number;
}

const LONGEST_WAIT_SECONDS = 30;

/**
 * Asks for the state of a query. Waits are short at first and grow to 30 seconds.
 *
 * @throws QueryFailedError where the query failed for good, or took longer than allowed and was stopped; ScanLimitError
 *   where it would have read more than it may
 */
export async function pollQuery(
  { query }: PollQueryInput,
  { engine, now, limits }: { engine: QueryEngine; now: Clock; limits: QueryLimits },
): Promise<PolledQuery> {
  const execution = await engine.poll(query.queryExecutionId);
  switch (execution.state) {
    case 'succeeded':
      return succeeded(query.queryExecutionId, execution);
    case 'failed':
    case 'cancelled':
      if (execution.error?.retryable && query.attempt < limits.attempts) {
        return { ...query, state: 'retry', waitSeconds: nextWait(query) };
      }
      throw execution.error?.scanLimit
        ? new ScanLimitError(failure(query, execution))
        : new QueryFailedError(failure(query, execution));
    default:
      if ((milliseconds(now()) - milliseconds(query.startedAt)) / 1000 < limits.seconds)
        return { ...query, waitSeconds: nextWait(query) };
      await engine.stop(query.queryExecutionId);
      throw new QueryFailedError(
        `the query was stopped: it was still ${execution.state} after ${limits.seconds} seconds, the limit for a query`,
      );
  }
}

function succeeded(queryExecutionId: string, execution: QueryExecution): SucceededQuery {
  const { resultLocation, scannedBytes, milliseconds } = execution;
  if (resultLocation) return { state: 'succeeded', resultLocation, scannedBytes, milliseconds };
  throw new QueryFailedError(`query execution ${queryExecutionId} succeeded but names no result`);
}

function failure(query: QueryInFlight, { state, error }: QueryExecution): string {
  const attempts = query.attempt > 1 ? ` (attempt ${query.attempt})` : '';
  return `query execution ${query.queryExecutionId} ${state}${attempts}: ${error?.message ?? 'no reason given'}`;
}

function nextWait({ waitSeconds }: QueryInFlight): number {
  return Math.min(LONGEST_WAIT_SECONDS, Math.ceil(waitSeconds * 1.5));
}
