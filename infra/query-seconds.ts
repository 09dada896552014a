/** How long queries may take before an execution has more events than its history holds. */
import { QUERY_LIMITS } from '../src/steps/poll-query.ts';

/**
 * An execution fails at its 25,000th event, without a mail.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
const HISTORY_EVENTS = 25_000;

// Wait (2), PollQuery (5), IsQueryDone (2)
const EVENTS_A_POLL = 9;
const SECONDS_A_POLL = 30;
// Before waits have grown to 30 seconds.
const SHORT_POLLS = 10;
// Starts and retries, also without damaged log files, the archive, the iteration itself.
const OTHER_EVENTS = 140;

/** @returns the seconds that each query of a run with so many reports may take */
export function querySeconds(reports: number): number {
  const polls = (HISTORY_EVENTS / reports - OTHER_EVENTS) / EVENTS_A_POLL - SHORT_POLLS;
  return Math.min(QUERY_LIMITS.seconds, Math.floor(polls * SECONDS_A_POLL));
}
