import { Temporal } from 'temporal-polyfill';
import { fault, faultUnless, RequestError, shown } from '../errors.ts';
import type { Window } from '../run/run.ts';
import { AN_INSTANT, attempt, instantOf, startOfDay, zoneFaults } from '../time/time.ts';
import { windowOf } from '../time/window.ts';

const DATE = /^[12]\d{3}-\d\d-\d\d$/;
const LOCAL_TIME = /^[12]\d{3}-\d\d-\d\d[T ]\d\d(:\d\d){0,2}(\.\d+)?$/;
const SUB_SECOND = /\.\d*[1-9]/;

export interface Range {
  /** a date `YYYY-MM-DD` in the zone, or an instant with `Z` or its offset; included */
  from: string;
  /** likewise; a date's whole day is included, an instant is excluded */
  to: string;
  /** IANA name */
  timezone: string;
}

/** A range as far as it is given. */
export type RangeTexts = { [Bound in 'from' | 'to']?: string | undefined } & { timezone: string };

/**
 * The window of a range asked for by hand. A day begins at its first instant in the zone, which is not midnight
 * where the clocks change at midnight.
 *
 * @throws RequestError with all that `rangeFaults` finds
 */
export function rangeWindow({ from, to, timezone }: Range): Window {
  const faults = rangeFaults({ from, to, timezone });
  const start = rangeBound('from', from, timezone);
  const end = rangeBound('to', to, timezone);
  if (!start || !end || faults.length > 0) throw new RequestError(faults);
  return windowOf(start, end, timezone);
}

/**
 * What is wrong with a range as such: its form, its zone, its order. A bound that is absent is not looked at.
 * With an unknown zone the bounds are read in UTC, so that their own faults show in the same answer.
 */
export function rangeFaults({ from, to, timezone }: RangeTexts): string[] {
  const faults = zoneFaults(timezone);
  const zone = faults.length === 0 ? timezone : 'UTC';
  const start = from === undefined ? undefined : rangeBound('from', from, zone);
  const end = to === undefined ? undefined : rangeBound('to', to, zone);
  if (from !== undefined) faults.push(...faultUnless(start, 'from', from, boundProblem(from)));
  if (to !== undefined) faults.push(...faultUnless(end, 'to', to, boundProblem(to)));
  if (start && end && Temporal.Instant.compare(start, end) >= 0) {
    const what = end.equals(start) ? 'an empty window: it ends where' : 'a reversed range: it ends before';
    const right = 'give a later to or an earlier from';
    faults.push(fault('to', to, `makes ${what} from (${shown(from)}) begins; ${right}`));
  }
  return faults;
}

/** @returns the instant of one end of a range, or undefined where the text (or the zone) gives none */
export function rangeBound(side: 'from' | 'to', text: string, timezone: string) {
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
