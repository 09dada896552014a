/** What starts a run: a request by hand, or the schedule. Read whole, and refused with every fault at once. */
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { RequestError } from './errors.ts';
import type { Window } from './run.ts';
import {
  fault,
  isTimeZone,
  lastDayEndedBy,
  type Range,
  rangeBound,
  rangeFaults,
  rangeWindow,
  type Schedule,
  scheduledWindow,
} from './window.ts';

// In these schemas a message says what would be right; `schemaFaults` makes the sentence.
const bound = z.string('a date such as 2026-11-01 or an instant such as 2026-11-01T09:00:00Z');
const account = z.string('an account id of 12 digits').regex(/^\d{12}$/, 'an account id of 12 digits');
const region = z.string('a region such as us-east-1').regex(/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/, 'a region such as us-east-1');
const recipient = z.email({ error: 'an e-mail address', abort: true });

/** The request by hand. `from` and `to` are those of a `Range`; a list that is absent does not bound. */
export const manualRequestSchema = z.strictObject({
  from: bound,
  to: bound,
  timezone: z.string('an IANA time zone such as Asia/Tokyo').optional(),
  reports: listOf(z.string('a report id'), 'report ids').optional(),
  // SES takes no more in one message: https://docs.aws.amazon.com/ses/latest/dg/quotas.html
  recipients: listOf(recipient, 'e-mail addresses', 50).optional(),
  accounts: listOf(account, 'account ids').optional(),
  regions: listOf(region, 'regions').optional(),
});

/** What EventBridge Scheduler sends: `<aws.scheduler.scheduled-time>`. */
export const scheduleRequestSchema = z.strictObject({
  scheduledTime: z.string('an instant such as 2026-11-22T07:00:00Z'),
});

/** One refinement for size and repeats, made even where an item is at fault too, so that one answer has both. */
function listOf<T extends z.ZodType>(item: T, what: string, most = Number.POSITIVE_INFINITY) {
  const limit = most === Number.POSITIVE_INFINITY ? 'at least one' : `1 to ${most}`;
  const error = `a list of ${what} (${limit}, none twice)`;
  const wellFormed = (items: unknown[]) => items.length > 0 && items.length <= most && new Set(items).size === items.length;
  return z.array(item, error).refine(wellFormed, { error, when: ({ value }) => Array.isArray(value) });
}

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
  /** ids of all reports, in the catalogue's order */
  knownReports: readonly string[];
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
  const range = { timezone: context.timezone, ...textsOf(input) };
  const faults = [
    ...(parsed.success ? [] : schemaFaults(parsed.error, input)),
    ...rangeFaults(range),
    ...limitFaults(range, context),
  ];
  if (!parsed.success || faults.length > 0) throw new RequestError(faults);
  const { from, to, timezone = context.timezone, reports, recipients, accounts, regions } = parsed.data;
  return {
    window: rangeWindow({ from, to, timezone }),
    ...(reports && { reports: context.knownReports.filter((id) => reports.includes(id)) }),
    ...(recipients && { recipients: sorted(recipients.map(lowerCaseDomain)) }),
    ...(accounts && { accounts: sorted(accounts) }),
    ...(regions && { regions: sorted(regions) }),
  };
}

/**
 * @param input what the schedule sent, in the shape of `scheduleRequestSchema`
 * @throws RequestError with every fault, those of the configured schedule included
 */
export function parseScheduledRequest(input: unknown, schedule: Omit<Schedule, 'scheduledTime'>): Window {
  const parsed = scheduleRequestSchema.safeParse(input);
  if (!parsed.success) throw new RequestError(schemaFaults(parsed.error, input));
  return scheduledWindow({ ...schedule, ...parsed.data });
}

/** The schema, with what only this deployment knows. */
function schemaFor({ knownReports, allowedRecipientDomains: domains }: ManualContext) {
  const known = `a known report: ${knownReports.join(', ')}`;
  const allowed = `an address in an allowed domain: ${domains?.join(', ')}`;
  const report = z.string(known).refine((id) => knownReports.includes(id), known);
  const permitted = recipient.refine((address) => isIn(address, domains), allowed);
  return manualRequestSchema.extend({
    reports: listOf(report, 'report ids').optional(),
    recipients: listOf(permitted, 'e-mail addresses', 50).optional(),
  });
}

function isIn(address: string, domains: readonly string[] | undefined): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return domains?.some((allowed) => allowed.toLowerCase() === domain) ?? true;
}

function schemaFaults(error: z.ZodError, input: unknown): string[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => fault(key, valueAt(input, [key]), 'belongs to an unknown field: leave it out'));
    }
    const field = issue.path.reduce<string>((name, key) => (typeof key === 'number' ? `${name}[${key}]` : String(key)), '');
    const value = valueAt(input, issue.path);
    return value === undefined ? `${field}: missing, give ${issue.message}` : fault(field || 'request', value, `is not ${issue.message}`);
  });
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((value, key) => (value as Record<PropertyKey, unknown>)[key], input);
}

const optionalText = z.string().optional().catch(undefined);
const texts = z.object({ from: optionalText, to: optionalText, timezone: optionalText }).catch({});

/** The range as far as its fields are texts, so that their faults show beside those of other fields. */
function textsOf(input: unknown) {
}
