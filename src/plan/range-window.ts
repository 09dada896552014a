import { Temporal } from 'temporal-polyfill';
import { fault, shown } from '../errors.ts';
import type { Window } from '../run/run.ts';
import { AN_INSTANT, attempt, instantOf, startOfDay, zoneFaults } from '../time/time.ts';
import { windowOf } from '../time/window.ts';
import { lastDayEndedBy } from './log-days.ts';

const DATE = /^[12]\d{3}-\d\d-\d\d$/;
const LOCAL_TIME = /^[12]\d{3}-\d\d-\d\d[T ]\d\d(:\d\d){0,2}(\.\d+)?$/;
const SUB_SECOND = /\.\d*[1-9]/;

/** A range asked for by hand, as far as its fields are texts. */
export interface Range {
  /** a date `YYYY-MM-DD` in the zone, or an instant with `Z` or its offset; included */
  from?: string | undefined;
  /** likewise; a date's whole day is included, an instant is excluded */
  to?: string | undefined;
  /** IANA name */
  timezone: string;
}

export interface RangeLimits {
  /** the present instant: no range may end after it */
  now: string;
  /** longest range in days of the zone; undefined: no limit */
  maxDays: number | undefined;
}

/**
 * Reads a range. A day begins at its first instant in the zone, which is not midnight where the clocks change at midnight.
 *
 * @returns the window, or everything that is wrong with the range's form, zone, order and limits. A bound that is absent
 *   is not checked. With an unknown zone the bounds are read in UTC, so that their own faults are in the same answer
 */
export function readRange(range: Range, limits?: RangeLimits): { window?: Window; faults: string[] } {
  const { from, to, timezone } = range;
  const faults = zoneFaults(timezone);
  const zone = faults.length === 0 ? timezone : 'UTC';
  const start = readBound('from', from, zone, faults);
  const end = readBound('to', to, zone, faults);
  if (start && end && Temporal.Instant.compare(start, end) >= 0) {
    const what = end.equals(start) ? 'an empty window: it ends where' : 'a reversed range: it ends before';
    const right = 'give a later to or an earlier from';
    faults.push(fault('to', to, `makes ${what} from (${shown(from)}) begins; ${right}`));
  }
  if (limits) faults.push(...limitFaults({ from, to, timezone: zone }, { start, end }, limits));
  return { faults, ...(start && end && faults.length === 0 && { window: windowOf(start, end, timezone) }) };
}

function readBound(side: 'from' | 'to', text: string | undefined, timezone: string, faults: string[]) {
  if (text === undefined) return undefined;
  const instant = boundOf(side, text, timezone);
  if (!instant) faults.push(fault(side, text, boundProblem(text)));
  return instant;
}

/** @returns undefined where the text gives no instant */
function boundOf(side: 'from' | 'to', text: string, timezone: string): Temporal.Instant | undefined {
  if (!DATE.test(text)) return SUB_SECOND.test(text) ? undefined : instantOf(text);
  const days = side === 'to' ? 1 : 0;
  return attempt(() => startOfDay(Temporal.PlainDate.from(text).add({ days }), timezone));
}

function boundProblem(text: string): string {
  if (LOCAL_TIME.test(text) && attempt(() => Temporal.PlainDateTime.from(text))) {
    return `has no offset: add Z or one such as +09:00, or give a date such as ${text.slice(0, 10)}`;
  }
  if (SUB_SECOND.test(text) && instantOf(text)) {
    return `has a fraction of a second: CloudTrail's times are whole seconds, give one such as ${AN_INSTANT}`;
  }
  return `is not a date such as 2026-11-01 or an instant such as ${AN_INSTANT}`;
}

function limitFaults(
  { from, to, timezone }: Range,
  { start, end }: { start: Temporal.Instant | undefined; end: Temporal.Instant | undefined },
  { now, maxDays }: RangeLimits,
): string[] {
  const present = Temporal.Instant.from(now);
  const longest = maxDays && start?.toZonedDateTimeISO(timezone).add({ days: maxDays }).toInstant();
  return [
    ...(isAfter(start, present)
      ? [fault('from', from, `begins in the future: ${latest(present, timezone)}`)]
      : []),
    ...(isAfter(end, present) ? [fault('to', to, `ends in the future: ${latest(present, timezone)}`)] : []),
    ...(longest && isAfter(end, longest)
      ? [fault('to', to, `makes a range of more than ${maxDays} days: ${latest(longest, timezone)}`)]
      : []),
  ];
}

function isAfter(instant: Temporal.Instant | undefined, limit: Temporal.Instant): boolean {
  return instant !== undefined && Temporal.Instant.compare(instant, limit) > 0;
}

function latest(instant: Temporal.Instant, timezone: string): string {
  const time = instant.toString({ smallestUnit: 'second' });
  return `give at the latest ${lastDayEndedBy(instant, timezone)} (the last full day) or ${time}`;
}
