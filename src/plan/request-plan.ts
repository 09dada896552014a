import type { Config } from '../config/config.ts';
import type { Report } from '../run/report.ts';
import type { Plan } from '../run/run.ts';
import { planRun } from './plan.ts';
import { parseManualRequest, parseScheduledRequest } from './request.ts';

export interface PlanContext {
  config: Config;
  catalogue: readonly Report[];
  now: string;
}

/**
 * Makes what the function was called with into a plan: `{"scheduledTime"}` by the schedule, anything else by hand.
 *
 * @throws RequestError with every fault
 */
export function requestPlan(event: unknown, context: PlanContext): Plan {
  const isScheduled = typeof event === 'object' && event !== null && 'scheduledTime' in event;
  return isScheduled ? scheduledPlan(event, context) : manualPlan(event, context);
}

/** Whether a person asks for the mail of a run that was made; `requestPlan` says whether they ask rightly. */
export function asksToResend(event: unknown): boolean {
  return (event as { resend?: unknown } | null)?.resend === true;
}

function scheduledPlan(event: unknown, { config, catalogue, now }: PlanContext): Plan {
  const { table, timezone, schedule } = config;
  const window = parseScheduledRequest(event, { timezone, ...schedule });
  return planRun({ trigger: 'schedule', window, reports: catalogue, table, now, ...boundsOf(config) });
}

function manualPlan(event: unknown, { config, catalogue, now }: PlanContext): Plan {
  const { table, timezone, mail, limits } = config;
  const request = parseManualRequest(event, {
    knownReports: catalogue.map(({ id }) => id),
    now,
    timezone,
    maxDays: limits.days,
    allowedRecipientDomains: mail.allowedDomains ?? mail.to.map((address) => address.replace(/^.*@/, '')),
  });
  const reports = catalogue.filter(({ id }) => request.reports?.includes(id) ?? true);
  return planRun({ ...boundsOf(config), ...request, trigger: 'manual', reports, table, now });
}

function boundsOf({ accounts, regions }: Config) {
  return { ...(accounts && { accounts }), ...(regions && { regions }) };
}
