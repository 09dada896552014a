import { Temporal } from 'temporal-polyfill';
import type { Config } from '../config/config.ts';
import { faultsOf } from '../errors.ts';
import { SEEN_REPORT } from '../run/judgement.ts';
import type { Report } from '../run/report.ts';
import type { Plan, Run, Window } from '../run/run.ts';
import { type Warning, warn } from '../run/warning.ts';
import { planRun } from './plan.ts';
import { allowedDomains, type ManualRequest, parseManualRequest, parseScheduledRequest } from './request.ts';
import { settleTime } from './schedule-window.ts';

export interface PlanContext {
  config: Config;
  catalogue: readonly Report[];
  /** the present instant */
  now: string;
  /** the logs, where they are chosen for this run */
  source?: string;
  /** whether a range may be longer than `limits.days` */
  anyLength?: boolean;
}

/** Settings or reports that are wrong themselves are absent: the request is checked against the rest. */
type Known = Pick<PlanContext, 'now'> & {
  [Key in Exclude<keyof PlanContext, 'now'>]?: PlanContext[Key] | undefined;
};

/**
 * Makes a request definite: of the schedule, `{"scheduledTime"}`, or by hand, anything else. The same request gives the
 * same plan, run id and archive keys.
 *
 * @throws RequestError with every fault
 */
export function planFor(request: unknown, context: PlanContext): Plan {
  const { config, catalogue, source, now } = context;
  const { accounts, regions, table, schedule, history } = config;
  const { trigger, ...asked } = parseRequest(request, context);
  return planRun({
    ...(accounts && { accounts }),
    ...(regions && { regions }),
    ...asked,
    trigger,
    // Runs by hand are not compared with what was seen before.
    reports: catalogue.filter(
      ({ id }) => asked.reports?.includes(id) ?? (trigger === 'schedule' || id !== SEEN_REPORT),
    ),
    table,
    ...(source !== undefined && { source }),
    collects: history === 'on' && trigger === 'schedule',
    // A scheduled window ends as long before the run as the team has set.
    warnings: trigger === 'manual' ? recencyWarnings(asked.window, schedule.settle, now) : [],
  });
}

/** What is wrong with a request, as far as can be said. */
export function requestFaults(request: unknown, context: Known): readonly string[] {
  // Whether a time is one of the schedule is not known without the settings.
  if (isScheduled(request) && !context.config) return [];
  return faultsOf(() => parseRequest(request, context));
}

/** Whether a person asks for the mail of a run that was made; `planFor` says whether they ask rightly. */
export function asksToResend(request: unknown): boolean {
  return (request as { resend?: unknown } | null)?.resend === true;
}

/** Whether a person asks for the logs alone, whatever history there is. */
export function asksForLogs(request: unknown): boolean {
  return (request as { fresh?: unknown } | null)?.fresh === true;
}

function isScheduled(request: unknown): boolean {
  return typeof request === 'object' && request !== null && 'scheduledTime' in request;
}

function parseRequest(
  request: unknown,
  { config, catalogue, now, anyLength = false }: Known,
): ManualRequest & Pick<Run, 'trigger' | 'cutoffs'> {
  const timezone = config?.timezone ?? 'UTC';
  if (config && isScheduled(request)) {
    return {
      trigger: 'schedule',
      ...parseScheduledRequest(request, { timezone, ...config.schedule, now }),
    };
  }
  const manual = parseManualRequest(request, {
    knownReports: catalogue?.map(({ id }) => id),
    now,
    timezone,
    maxDays: anyLength ? undefined : config?.limits.days,
    ...(config && { allowedRecipientDomains: allowedDomains(config.mail) }),
  });
  return { trigger: 'manual', ...manual };
}

function recencyWarnings({ to }: Window, settle: string, now: string): Warning[] {
  const time = settleTime(settle);
  if (!time) return [];
  const settled = Temporal.Instant.from(to).add(time);
  if (Temporal.Instant.compare(settled, now) <= 0) return [];
  return [warn('window-too-recent', { minutes: Math.ceil(time.total('minutes')) })];
}
