/** What the flow's state holds, before a run is started that it could not. */
import type { Plan } from '../run/run.ts';

// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
const LARGEST_STATE_BYTES = 256 * 1024;
/** The last step's input is the plan and what came of each report: the figures of its files, or an error. */
export const LARGEST_RESULT_BYTES = 2 * 1024;

/** @returns what is wrong with a plan that is larger than the flow takes */
export function planSizeFault(plan: Plan): string | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(plan));
  const reports = plan.reports.length;
  const largest = LARGEST_STATE_BYTES - reports * LARGEST_RESULT_BYTES;
  if (bytes <= largest) return undefined;
  return `is ${kibibytes(bytes)} with its ${reports} reports, more than the ${kibibytes(largest)} that the flow takes: name fewer reports, accounts or regions, or shorten the reports' SQL`;
}

const kibibytes = (bytes: number) => `${Math.ceil(bytes / 1024)} KiB`;
