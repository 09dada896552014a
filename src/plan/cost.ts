/** What a run costs where the engine charges by what it reads, and the most that one by hand may cost: `limits.usdPerRun`. */

import type { Config } from '../config/config.ts';
import { fault, RequestError } from '../errors.ts';
import type { Partitions, Plan, Run } from '../run/run.ts';
import type { TableConfig } from '../table/table-config.ts';
import { hoursBetween } from '../time/time.ts';
import { settleTime } from './schedule-window.ts';

/** Athena charges each query for at least 10 MB: https://aws.amazon.com/athena/pricing/ */
const LEAST_BYTES = 1e7;

/** @returns what Athena charges for queries that read so many bytes each, in US dollars */
export function chargeFor(scannedBytes: readonly number[], usdPerTerabyte: number): number {
  const charged = scannedBytes.map((bytes) => Math.max(bytes, LEAST_BYTES));
  return (charged.reduce((sum, bytes) => sum + bytes, 0) / 1e12) * usdPerTerabyte;
}

/** @returns the bytes of logs beyond which a run of so many reports costs more than it may; undefined: no ceiling */
export function affordableBytes(
  reports: number,
  { limits: { usdPerRun }, usdPerTerabyte }: Config,
): number | undefined {
  if (usdPerRun === undefined || usdPerTerabyte === 0) return undefined;
  return (usdPerRun / usdPerTerabyte / reports) * 1e12;
}

/** A scan limit that leaves room for days with twice the logs, in whole gigabytes. */
export function enoughScanLimit(bytes: number): number {
  return Math.max(1, Math.ceil((2 * bytes) / 1e9)) * 1e9;
}

/** EventBridge Scheduler tries for a day (infra/schedule.yml), then Lambda for six hours. */
const SCHEDULE_TRIES_HOURS = 30;

/**
 * Whether a run may be the schedule's own, which is never refused for its cost. Anybody who can invoke the start function
 * can send what the schedule sends; a request made after the schedule has given up comes from a person.
 */
export function maybeBySchedule(
  { trigger, window }: Pick<Run, 'trigger' | 'window'>,
  { schedule }: Config,
  now: string,
): boolean {
  // A scheduled window ends `settle` before its time.
  const settle = settleTime(schedule.settle)?.total('hours') ?? 0;
  return trigger === 'schedule' && hoursBetween(window.to, now) - settle <= SCHEDULE_TRIES_HOURS;
}

/**
 * @param logs the log files in the partitions, which each report reads in full; unless `complete`, there are more
 * @throws RequestError where the plan is known to cost more than it may, even if not all logs were counted
 */
export function checkCost(
  { reports }: Plan,
  { bytes, complete }: { bytes: number; complete: boolean },
  { limits: { usdPerRun }, usdPerTerabyte }: Config,
): void {
  const cost = chargeFor(Array(reports.length).fill(bytes), usdPerTerabyte);
  if (usdPerRun === undefined || cost <= usdPerRun) return;
  const atLeast = complete ? '' : 'at least ';
  const read = gigabytes(bytes * reports.length);
  throw new RequestError([
    fault(
      'limits.usdPerRun',
      usdPerRun,
      `is less than this run would cost: its ${reports.length} reports would read ${atLeast}${read}, for ${atLeast}USD ${cost.toFixed(2)}: ask for fewer days, reports, accounts or regions, or raise it`,
    ),
  ]);
}

/**
 * What bounds a scan: the day always, accounts and regions only where the table has a partition column for them.
 * Elsewhere they bound only the rows.
 */
export function scannedPartitions(
  { from, to, accounts, regions }: Partitions,
  { partitions }: TableConfig,
): Partitions {
  return {
    from,
    to,
    ...(accounts && partitions.account && { accounts }),
    ...(regions && partitions.region && { regions }),
  };
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toLocaleString('en-US', { maximumFractionDigits: 1 })} GB`;
}
