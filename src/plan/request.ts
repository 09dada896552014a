/** What starts a run: a request by hand, or the schedule. A request is refused with every fault at once. */

import { Temporal } from 'temporal-polyfill';
import type { Config } from '../config/config.ts';
import { fault, RequestError } from '../errors.ts';
import { ACCOUNT_ID, EMAIL, MOST_RECIPIENTS, RECIPIENTS, REGION } from '../rules.ts';
import type { Cutoffs, Window } from '../run/run.ts';
import { instantText } from '../time/window.ts';
import { type RangeLimits, readRange } from './range-window.ts';
import { type Field, fieldFaults, text } from './request-fields.ts';
import {
  DEFAULT_TIME,
  isDue,
  lastDue,
  type ScheduleSettings,
  scheduleFaults,
  wholeHours,
} from './schedule.ts';
import { type Schedule, scheduledWindow } from './schedule-window.ts';

const bound = text('a date such as 2026-11-01 or an instant such as 2026-11-01T09:00:00Z');
const account = text('an account id, a string of 12 digits', (id) => ACCOUNT_ID.test(id));
const region = text('a region such as us-east-1', (name) => REGION.test(name));

const yesOrNo: Field = {
  rules: [{ right: 'true or false', accepts: (value) => typeof value === 'boolean' }],
  optional: true,
};

/** What EventBridge Scheduler sends: `<aws.scheduler.scheduled-time>`. */
interface ScheduleRequest {
  scheduledTime: string;
  /** A person asks for the mail of a run again, or for a failed run to go on; the schedule never sends it. */
  resend?: boolean;
}

function scheduleRequestFaults(input: unknown): string[] {
  const scheduledTime = { rules: [text('an instant such as 2026-11-22T07:00:00Z')] };
  return fieldFaults(input, { scheduledTime, resend: yesOrNo }, 'an object with scheduledTime');
}

/** The request by hand: `from` and `to` are those of a `Range`; a list that is absent does not bound. */
function requestByHandFaults(
  input: unknown,
  { knownReports, allowedRecipientDomains: domains }: ManualContext,
): string[] {
  const known = `a known report (${knownReports?.join(', ')})`;
  const report = text(known, (id) => knownReports?.includes(id) ?? true);
  const address = text('an e-mail address', (it) => EMAIL.test(it));
  const allowed = `an address in an allowed domain (${domains?.join(', ')})`;
  const recipients = [address, text(allowed, (it) => !domains || isIn(it, domains))];
  const fields = {
    from: { rules: [bound] },
    to: { rules: [bound] },
    timezone: { rules: [text('an IANA time zone such as Asia/Tokyo')], optional: true },
    reports: { rules: [report], optional: true, listOf: { right: 'one or more report ids' } },
    recipients: { rules: recipients, optional: true, listOf: { right: RECIPIENTS, most: MOST_RECIPIENTS } },
    accounts: { rules: [account], optional: true, listOf: { right: 'one or more account ids' } },
    regions: { rules: [region], optional: true, listOf: { right: 'one or more regions' } },
    fresh: yesOrNo,
    resend: yesOrNo,
  };
  const right =
    'an object with from, to and, if needed, timezone, reports, recipients, accounts, regions, fresh, resend';
  return fieldFaults(input, fields, right);
}

/** Recipients named in a request must be of these domains. */
export function allowedDomains({ allowedDomains: set, to }: Config['mail']): string[] {
  return set ?? to.map((address) => address.replace(/^.*@/, ''));
}

function isIn(address: string, domains: readonly string[]): boolean {
  return domains.some((domain) => address.toLowerCase().endsWith(`@${domain.toLowerCase()}`));
}

export interface ManualRequest {
  window: Window;
  /** in the catalogue's order; absent: all */
  reports?: string[];
  /** sorted, as are those below; absent: the configured ones */
  recipients?: string[];
  accounts?: string[];
  regions?: string[];
  /** read the logs alone, whatever history there is */
  fresh?: boolean;
}

export interface ManualContext extends RangeLimits {
  /** ids of all reports, in the catalogue's order; undefined: any may be right */
  knownReports: readonly string[] | undefined;
  /** IANA name of the zone for a request that names none */
  timezone: string;
  /** domains of the addresses that a request may name; absent: any */
  allowedRecipientDomains?: readonly string[];
}

/**
 * @param input the request as it came
 * @throws RequestError with every fault of every field
 */
export function parseManualRequest(input: unknown, context: ManualContext): ManualRequest {
  const wrong = requestByHandFaults(input, context);
  // Read even where other fields are wrong, so that the range's faults are in the same answer.
  const { timezone = context.timezone, ...bounds } = rangeTexts(input);
  const { window, faults } = readRange({ ...bounds, timezone }, context);
  if (!window || wrong.length + faults.length > 0) throw new RequestError([...wrong, ...faults]);
  const { reports, recipients, accounts, regions, fresh } = input as Omit<ManualRequest, 'window'>;
  return {
    window,
    ...(reports && { reports: context.knownReports?.filter((id) => reports.includes(id)) ?? reports }),
    ...(recipients && { recipients: sorted(recipients.map(lowerCaseDomain)) }),
    ...(accounts && { accounts: sorted(accounts) }),
    ...(regions && { regions: sorted(regions) }),
    ...(fresh && { fresh }),
  };
}

/** The fields of a range, as far as they are texts. */
function rangeTexts(input: unknown) {
  const { from, to, timezone } = Object(input) as Record<string, unknown>;
  const texts = Object.entries({ from, to, timezone }).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts) as { from?: string; to?: string; timezone?: string };
}

interface ScheduledContext extends Omit<Schedule, 'scheduledTime'>, ScheduleSettings {
  /** the present instant */
  now: string;
}

/** Clocks differ a little: the schedule's call must not be refused as early. */
const CLOCK_SKEW = { minutes: 1 };

/**
 * Takes the times of the schedule alone: a run made early would leave out events that no other run has. The mail of a run
 * may be asked for again after the schedule was changed.
 *
 * @param input what the schedule sent
 * @throws RequestError with every fault of the request or, if the request has no fault, of the configured schedule
 */
export function parseScheduledRequest(
  input: unknown,
  schedule: ScheduledContext,
): { window: Window; cutoffs: Cutoffs } {
  const wrong = scheduleRequestFaults(input);
  if (wrong.length > 0) throw new RequestError(wrong);
  const { scheduledTime, resend } = input as ScheduleRequest;
  const settings = scheduleSettingFaults(schedule);
  if (settings.length > 0) throw new RequestError(settings);
  const found = scheduledWindow({ ...schedule, scheduledTime });
  const problem = resend ? undefined : scheduledTimeFault(scheduledTime, schedule);
  if (problem) throw new RequestError([problem]);
  return found;
}

/** What is wrong with the schedule that is configured. */
export function scheduleSettingFaults(schedule: ScheduleSettings): string[] {
  return scheduleFaults(schedule).map(({ setting, problem }) => {
    const [name, value] = [`schedule.${setting}`, schedule[setting]];
    return value === undefined ? `${name}: missing, ${problem}` : fault(name, value, `is wrong: ${problem}`);
  });
}

function scheduledTimeFault(scheduledTime: string, schedule: ScheduledContext): string | undefined {
  const { timezone, period, time = DEFAULT_TIME, day, now } = schedule;
  const [due, present] = [Temporal.Instant.from(scheduledTime), Temporal.Instant.from(now)];
  const right = `the last one was ${instantText(lastDue(present, schedule, timezone))}`;
  if (Temporal.Instant.compare(due, present.add(CLOCK_SKEW)) > 0)
    return fault('scheduledTime', scheduledTime, `is in the future: ${right}`);
  if (isDue(due, schedule, timezone)) return undefined;
  const at = wholeHours(period) ? 'from 00:00 UTC' : [day, time, timezone].filter(Boolean).join(' ');
  return fault('scheduledTime', scheduledTime, `is not a time of the schedule (${period}, ${at}): ${right}`);
}

function lowerCaseDomain(address: string): string {
  return address.replace(/@.*$/, (domain) => domain.toLowerCase());
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
