/** What starts a run: a request by hand, or the schedule. A request is refused with every fault at once. */

import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { fault, RequestError } from '../errors.ts';
import { ACCOUNT_ID, MOST_RECIPIENTS, RECIPIENTS, REGION } from '../rules.ts';
import type { Cutoffs, Window } from '../run/run.ts';
import { instantText } from '../time/window.ts';
import { type RangeLimits, readRange } from './range-window.ts';
import {
  DEFAULT_TIME,
  isDue,
  lastDue,
  type ScheduleSettings,
  scheduleFaults,
  wholeHours,
} from './schedule.ts';
import { type Schedule, scheduledWindow } from './schedule-window.ts';

// In these schemas a message says what would be right; `schemaFaults` makes the sentence.
const bound = z.string('a date such as 2026-11-01 or an instant such as 2026-11-01T09:00:00Z');
const account = textLike(ACCOUNT_ID, 'an account id, a string of 12 digits');
const region = textLike(REGION, 'a region such as us-east-1');

/** A person asks for the mail of a run again, or for a failed run to go on; the schedule never sends it. */
const resend = z.boolean('true or false').optional();

/** What EventBridge Scheduler sends: `<aws.scheduler.scheduled-time>`. */
const scheduleRequestSchema = z.strictObject(
  { scheduledTime: z.string('an instant such as 2026-11-22T07:00:00Z'), resend },
  'an object with scheduledTime',
);

/** The request by hand: `from` and `to` are those of a `Range`; a list that is absent does not bound. */
function manualRequestSchema({ knownReports, allowedRecipientDomains: domains }: ManualContext) {
  const known = `a known report (${knownReports?.join(', ')})`;
  const report = z.string(known).refine((id) => knownReports?.includes(id) ?? true, known);
  const allowed = `an address in an allowed domain (${domains?.join(', ')})`;
  const recipient = z
    .email({ error: 'an e-mail address', abort: true })
    .refine((address) => !domains || isIn(address, domains), allowed);
  return z.strictObject(
    {
      from: bound,
      to: bound,
      timezone: z.string('an IANA time zone such as Asia/Tokyo').optional(),
      reports: listOf(report, 'one or more report ids').optional(),
      recipients: listOf(recipient, RECIPIENTS, MOST_RECIPIENTS).optional(),
      accounts: listOf(account, 'one or more account ids').optional(),
      regions: listOf(region, 'one or more regions').optional(),
      resend,
    },
    'an object with from, to and, if needed, timezone, reports, recipients, accounts, regions, resend',
  );
}

function isIn(address: string, domains: readonly string[]): boolean {
  return domains.some((domain) => address.toLowerCase().endsWith(`@${domain.toLowerCase()}`));
}

function textLike(pattern: RegExp, what: string) {
  return z.string(what).regex(pattern, what);
}

/** One refinement for size and repeats, made even where an item is at fault too, so that one answer has both. */
function listOf<T extends z.ZodType>(item: T, what: string, most = Number.POSITIVE_INFINITY) {
  const error = `a list of ${what}, each given once`;
  return z
    .array(item, error)
    .refine((items) => items.length > 0 && items.length <= most && items.length === new Set(items).size, {
      error,
      when: ({ value }) => Array.isArray(value),
    });
}

const optionalText = z.string().optional().catch(undefined);
const rangeTexts = z.object({ from: optionalText, to: optionalText, timezone: optionalText }).catch({});

export interface ManualRequest {
  window: Window;
  /** in the catalogue's order; absent: all */
  reports?: string[];
  /** sorted, as are those below; absent: the configured ones */
  recipients?: string[];
  accounts?: string[];
  regions?: string[];
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
 * @param input the request as it came, as `manualRequestSchema` describes it
 * @throws RequestError with every fault of every field
 */
export function parseManualRequest(input: unknown, context: ManualContext): ManualRequest {
  const parsed = manualRequestSchema(context).safeParse(input);
  // Read even where other fields are wrong, so that the range's faults are in the same answer.
  const { timezone = context.timezone, ...bounds } = rangeTexts.parse(input);
  const { window, faults } = readRange({ ...bounds, timezone }, context);
  if (parsed.error) faults.unshift(...schemaFaults(parsed.error, input));
  if (!parsed.success || !window || faults.length > 0) throw new RequestError(faults);
  const { reports, recipients, accounts, regions } = parsed.data;
  return {
    window,
    ...(reports && { reports: context.knownReports?.filter((id) => reports.includes(id)) ?? reports }),
    ...(recipients && { recipients: sorted(recipients.map(lowerCaseDomain)) }),
    ...(accounts && { accounts: sorted(accounts) }),
    ...(regions && { regions: sorted(regions) }),
  };
}

export interface ScheduledContext extends Omit<Schedule, 'scheduledTime'>, ScheduleSettings {
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
  const parsed = scheduleRequestSchema.safeParse(input);
  if (!parsed.success) throw new RequestError(schemaFaults(parsed.error, input));
  const { scheduledTime, resend } = parsed.data;
  const settings = scheduleFaults(schedule).map(({ setting, problem }) => {
    const [name, value] = [`schedule.${setting}`, schedule[setting]];
    return value === undefined ? `${name}: missing, ${problem}` : fault(name, value, `is wrong: ${problem}`);
  });
  if (settings.length > 0) throw new RequestError(settings);
  const found = scheduledWindow({ ...schedule, scheduledTime });
  const problem = resend ? undefined : scheduledTimeFault(scheduledTime, schedule);
  if (problem) throw new RequestError([problem]);
  return found;
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

function schemaFaults(error: z.ZodError, input: unknown): string[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const problem = `is in an unknown field; give ${issue.message}`;
      return issue.keys.map((key) => fault(key, valueAt(input, [key]), problem));
    }
    const [field = 'request', item] = issue.path;
    const name = item === undefined ? String(field) : `${String(field)}[${String(item)}]`;
    const value = valueAt(input, issue.path);
    if (value === undefined) return `${name}: missing, give ${issue.message}`;
    return fault(name, value, `is not ${issue.message}`);
  });
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((value, key) => (value as Record<PropertyKey, unknown>)[key], input);
}

function lowerCaseDomain(address: string): string {
  return address.replace(/@.*$/, (domain) => domain.toLowerCase());
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
