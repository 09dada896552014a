import { Temporal } from 'temporal-polyfill';
import { lastDayEndedBy } from '../plan/log-days.ts';
import { isTimeZone, localDay } from '../time/time.ts';
import { instantText } from '../time/window.ts';
import type { Bounds } from './place.ts';
import { LAST, type RangeOptions } from './shared-options.ts';

/**
 * Puts dates and instants in place of `yesterday`, `today` and `--last`. Today and `--last` end now, in whole seconds. A
 * day of `--last` is one of the calendar, as in the setting `limits.days`: of 23 or 25 hours where the clocks change.
 *
 * @param options `lastFaults` names what is wrong with them; here a malformed `last` is a day
 * @param timezone the request's own check names an unknown one; here it is UTC
 * @param now the present instant
 */
export function definiteBounds({ from, to, last }: RangeOptions, timezone: string, now: string): Bounds {
  const zone = isTimeZone(timezone) ? timezone : 'UTC';
  const present = Temporal.Instant.from(now);
  if (last !== undefined) {
    const [, count = '1', unit = 'd'] = LAST.exec(last) ?? [];
    const duration = unit === 'd' ? { days: Number(count) } : { hours: Number(count) };
    const start = present.toZonedDateTimeISO(zone).subtract(duration).toInstant();
    return { from: instantText(start), to: instantText(present) };
  }
  const yesterday = lastDayEndedBy(present, zone).toString();
  const words: Bounds = { from: localDay(present, zone).toString(), to: instantText(present) };
  const definite = (side: keyof Bounds, text: string | undefined) =>
    text === 'yesterday' ? yesterday : text === 'today' ? words[side] : text;
  return { from: definite('from', from), to: definite('to', to) };
}
