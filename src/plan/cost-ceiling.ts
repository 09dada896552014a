/** The most that a run asked for by hand may cost where the engine charges by what it reads: `limits.usdPerRun`. */

import type { Config } from '../config/config.ts';
import { fault, RequestError } from '../errors.ts';
import type { Partitions, Plan } from '../run/run.ts';
import type { TableConfig } from '../table/table-config.ts';
import { chargeFor } from './cost.ts';

/** How much the log files in the partitions come to. Each report reads all of it. */
export interface LogBytes {
  bytes: number;
  /** else there is more */
  complete: boolean;
}

/** @returns the bytes of logs beyond which a run of so many reports costs more than it may; undefined: no ceiling */
export function affordableBytes(
  reports: number,
  { limits: { usdPerRun }, usdPerTerabyte }: Config,
): number | undefined {
  if (usdPerRun === undefined || usdPerTerabyte === 0) return undefined;
  return (usdPerRun / usdPerTerabyte / reports) * 1e12;
}

/** @throws RequestError where the plan is known to cost more than it may, even if not all logs were counted */
export function checkCost({ reports }: Plan, { bytes, complete }: LogBytes, config: Config): void {
  const { usdPerRun } = config.limits;
  const cost = chargeFor(
    reports.map(() => bytes),
    config.usdPerTerabyte,
  );
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
 * Elsewhere they bound the rows alone.
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
