import type { AthenaError, QueryExecution } from '@aws-sdk/client-athena';

/**
 * Why a query execution failed or was cancelled, and whether the same query may succeed when it is started again.
 *
 * @param scanLimit the workgroup's BytesScannedCutoffPerQuery, where it is known
 */
export function queryError(
  { Status, Statistics, WorkGroup }: QueryExecution,
  scanLimit: number | undefined,
): { message: string; retryable: boolean } {
  const reason = Status?.StateChangeReason || Status?.AthenaError?.ErrorMessage || 'Athena gave no reason';
  if (Status?.State === 'FAILED') return { message: reason, retryable: mayPass(Status.AthenaError) };
  const scanned = Statistics?.DataScannedInBytes ?? 0;
  // Athena has no code for it, only the reason `Bytes scanned limit was exceeded`.
  const isScanLimit = /\bscanned limit\b/i.test(reason) || (scanLimit !== undefined && scanned >= scanLimit);
  const message = isScanLimit
    ? `${reason}: the scan limit was reached after ${scanned.toLocaleString('en-US')} bytes. Ask for less (days, accounts, regions), or raise athena.scanLimitBytes (BytesScannedCutoffPerQuery of the workgroup ${WorkGroup})`
    : reason;
  // Another start would be charged up to the limit again, or go against the person who cancelled the query.
  return { message, retryable: false };
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
