import { s3Client } from '../src/adapters/aws/s3-client.ts';
import { s3Logs } from '../src/adapters/aws/s3-logs.ts';
import { SHORT_SECONDS } from '../src/adapters/aws/timeouts.ts';
import { affordableBytes, checkCost, maybeBySchedule, scannedPartitions } from '../src/plan/cost.ts';
import { daysBeside } from '../src/plan/past.ts';
import type { Plan, Run } from '../src/run/run.ts';
import { errorRecord } from './error-record.ts';
import { config, environment, logger, now } from './wiring.ts';

// The log bucket often is another account's, and in another region.
const bucket = {
  client: s3Client(SHORT_SECONDS, { followRegionRedirects: true }),
  bucket: environment('LOG_BUCKET'),
  prefix: environment('LOG_PREFIX'),
};

// Some seconds: a person waits. What is not counted by then is not held against the request.
const MAX_LISTS = 4000;

/**
 * Counts what a run by hand would read until that costs more than it may, or all is counted. A run of the schedule is
 * never refused: its mail says what it cost.
 *
 * @throws RequestError where it would cost more
 */
export async function affordable(plan: Plan): Promise<Plan> {
  const { run, reports } = plan;
  const enoughBytes = affordableBytes(reports.length, config);
  if (enoughBytes === undefined || maybeBySchedule(run, config, now())) return plan;
  const { past } = run;
  const read = past ? daysBeside(past, run) : [run.partitions];
  let known = { bytes: past?.bytes ?? 0, complete: true };
  for (const days of read) {
    const counted = await count({ ...run, partitions: { ...run.partitions, ...days } }, enoughBytes);
    if (!counted) return plan;
    known = { bytes: known.bytes + counted.bytes, complete: known.complete && counted.complete };
  }
  checkCost(plan, known, config);
  return plan;
}

/** @returns undefined where they cannot be counted */
async function count(run: Run, enoughBytes: number) {
  const partitions = scannedPartitions(run.partitions, config.table);
  const logs = s3Logs({
    ...bucket,
    partitions,
    projected: run.projected,
    maxLists: MAX_LISTS,
    enoughBytes,
    countOnly: true,
  });
  return logs.survey().catch((error: unknown) => {
    logger.warn('the cost could not be estimated', { failure: errorRecord(error) });
    return undefined;
  });
}
