/** What starts a run: a request by hand, or the schedule. Read whole, and refused with every fault at once. */
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { fault, RequestError } from '../errors.ts';
import { ACCOUNT_ID, MOST_RECIPIENTS, RECIPIENTS, REGION } from '../rules.ts';
import type { Window } from '../run/run.ts';
import { isTimeZone } from '../time/time.ts';
import { lastDayEndedBy } from './log-days.ts';
import { type RangeTexts, rangeBound, rangeFaults, rangeWindow } from './range-window.ts';
import { type Schedule, scheduledWindow } from './schedule-window.ts';

// In these schemas a message says what would be right; `schemaFaults` makes the sentence.
const bound = z.string('a date such as 2026-11-01 or an instant such as 2026-11-01T09:00:00Z');
const account = textLike(ACCOUNT_ID, 'an account id, a string of 12 digits');
const region = textLike(REGION, 'a region such as us-east-1');
const recipient = z.email({ error: 'an e-mail address', abort: true });

/** For a person who wants the mail of a run again, or a run that failed to go on; never sent by the schedule. */
const resend = z.boolean('true or false').optional();

/** The request by hand. `from` and `to` are those of a `Range`; a list that is absent does not bound. */
export const manualRequestSchema = z.strictObject(
  {
    from: bound,
    to: bound,
    timezone: z.string('an IANA time zone such as Asia/Tokyo').optional(),
    reports: listOf(z.string('a report id'), 'one or more report ids').optional(),
    recipients: listOf(recipient, RECIPIENTS, MOST_RECIPIENTS).optional(),
    accounts: listOf(account, 'one or more account ids').optional(),
    regions: listOf(region, 'one or more regions').optional(),
    resend,
  },
  'an object of from, to and, where wanted, timezone, reports, recipients, accounts, regions, resend',
);

/** What EventBridge Scheduler sends: `<aws.scheduler.scheduled-time>`. */
export const scheduleRequestSchema = z.strictObject(
  { scheduledTime: z.string('an instant such as 2026-11-22T07:00:00Z'), resend },
  'an object of scheduledTime',
);

function textLike(pattern: RegExp, what: string) {
  return z.string(what).regex(pattern, what);
}

/** One refinement for size and repeats, made even where an item is at fault too, so that one answer has both. */
function listOf<T extends z.ZodType>(item: T, what: string, most = Number.POSITIVE_INFINITY) {
  const error = `a list of ${what}, none twice`;
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

export interface ManualContext {
  /** ids of all reports, in the catalogue's order; undefined: any may be right */
  knownReports: readonly string[] | undefined;
  /** the present, an instant: no range may end after it */
  now: string;
  /** IANA name of the zone for a request that names none */
  timezone: string;
  /** longest range in days of the zone; undefined: no limit */
  maxDays: number | undefined;
  /** domains of the addresses that a request may name; absent: any */
  allowedRecipientDomains?: readonly string[];
}

/**
 * @param input the request as it came, in the shape of `manualRequestSchema`
 * @throws RequestError with every fault of every field
 */
export function parseManualRequest(input: unknown, context: ManualContext): ManualRequest {
  const parsed = schemaFor(context).safeParse(input);
  // The range as far as its fields are texts, so that its faults show beside those of other fields.
  const range = rangeTexts.parse(input);
  const timezone = range.timezone ?? context.timezone;
  const faults = [
    ...(parsed.success ? [] : schemaFaults(parsed.error, input)),
    ...rangeFaults({ ...range, timezone }),
    ...limitFaults({ ...range, timezone }, context),
  ];
  if (!parsed.success || faults.length > 0) throw new RequestError(faults);
  const { from, to, reports, recipients, accounts, regions } = parsed.data;
  return {
    window: rangeWindow({ from, to, timezone }),
    ...(reports && { reports: context.knownReports?.filter((id) => reports.includes(id)) ?? reports }),
    ...(recipients && { recipients: sorted(recipients.map(lowerCaseDomain)) }),
    ...(accounts && { accounts: sorted(accounts) }),
    ...(regions && { regions: sorted(regions) }),
  };
}

/**
 * @param input what the schedule sent, in the shape of `scheduleRequestSchema`
 * @throws RequestError with every fault of the request or, that being sound, of the configured schedule
 */
export function parseScheduledRequest(input: unknown, schedule: Omit<Schedule, 'scheduledTime'>): Window {
  const parsed = scheduleRequestSchema.safeParse(input);
  if (!parsed.success) throw new RequestError(schemaFaults(parsed.error, input));
  return scheduledWindow({ ...schedule, scheduledTime: parsed.data.scheduledTime });
}

/** The schema, with what only this deployment knows. */
function schemaFor({ knownReports, allowedRecipientDomains: domains }: ManualContext) {
  const known = `a known report (${knownReports?.join(', ')})`;
  const allowed = `an address in an allowed domain (${domains?.join(', ')})`;
  const report = z.string(known).refine((id) => knownReports?.includes(id) ?? true, known);
  const permitted = recipient.refine((address) => !domains || isIn(address, domains), allowed);
  return manualRequestSchema.extend({
    reports: listOf(report, 'one or more report ids').optional(),
    recipients: listOf(permitted, RECIPIENTS, MOST_RECIPIENTS).optional(),
  });
}

function isIn(address: string, domains: readonly string[]): boolean {
  return domains.some((domain) => address.toLowerCase().endsWith(`@${domain.toLowerCase()}`));
}

/** What no range may pass: the present, and the longest range. With an unknown zone as in `rangeFaults`. */
function limitFaults(range: RangeTexts, { now, maxDays }: ManualContext): string[] {
  const { from = '', to = '' } = range;
  const zone = isTimeZone(range.timezone) ? range.timezone : 'UTC';
  const start = rangeBound('from', from, zone);
  const end = rangeBound('to', to, zone);
  const present = Temporal.Instant.from(now);
  const longest = maxDays === undefined ? undefined : start && daysAfter(start, maxDays, zone);
  const faults: string[] = [];
  if (start && isAfter(start, present)) {
    faults.push(fault('from', from, `begins in the future: give ${latest(present, zone)}`));
  }
  if (end && isAfter(end, present)) {
    faults.push(fault('to', to, `ends in the future: give ${latest(present, zone)}`));
  }
  if (end && longest && isAfter(end, longest)) {
    faults.push(fault('to', to, `makes a range of more than ${maxDays} days: give ${latest(longest, zone)}`));
  }
  return faults;
}

function daysAfter(start: Temporal.Instant, days: number, zone: string): Temporal.Instant {
  return start.toZonedDateTimeISO(zone).add({ days }).toInstant();
}

function isAfter(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) > 0;
}

function latest(instant: Temporal.Instant, zone: string): string {
  const time = instant.toString({ smallestUnit: 'second' });
  return `at the latest ${lastDayEndedBy(instant, zone)} (the last full day) or ${time}`;
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
