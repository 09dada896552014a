import { Temporal } from 'temporal-polyfill';
import type { Window } from '../run/run.ts';
import { printable } from './printable.ts';
import type { Wording } from './wording.ts';

export interface WindowText {
  /** short, for the subject, in English: `2026-11-21`, `2026-11-01 to 2026-11-07`, `2026-11-21 06:30 to 2026-11-22 06:30` */
  label: string;
  /** the same in full: local times with the zone and the length, then UTC */
  lines: string[];
  /**
   * an eventtime of the CSV, or an end of the window, as people in the zone read it; without the date where the window is
   * one local day, whose end is 24:00
   */
  time(eventtime: string): string;
}

/** The window in words, in its own zone. */
export function describeWindow(window: Window, wording: Wording): WindowText {
  const from = zoned(window.from, window.timezone);
  const to = zoned(window.to, window.timezone);
  const last = to.subtract({ nanoseconds: 1 });
  const oneDay = from.toPlainDate().equals(last.toPlainDate());
  const shifts = from.offsetNanoseconds !== last.offsetNanoseconds;
  const hours = (to.epochMilliseconds - from.epochMilliseconds) / 3_600_000;
  return {
    label: label(from, to, last, wording),
    lines: [
      wording.window(moment(from, wording), moment(to, wording), window.timezone, hours),
      ...(window.timezone === 'UTC' ? [] : [wording.windowInUtc(window.from, window.to)]),
    ],
    time: (eventtime) =>
      eventtime === window.to && oneDay && isMidnight(to)
        ? '24:00:00'
        : localTime(eventtime, window.timezone, { withDate: !oneDay, withOffset: shifts }),
  };
}

function isMidnight(time: Temporal.ZonedDateTime): boolean {
  return time.equals(time.startOfDay());
}

function label(
  from: Temporal.ZonedDateTime,
  to: Temporal.ZonedDateTime,
  last: Temporal.ZonedDateTime,
  wording: Wording,
): string {
  if (isMidnight(from) && isMidnight(to)) {
    const [first, final] = [wording.date(from.toPlainDate()), wording.date(last.toPlainDate())];
    return first === final ? first : wording.range(first, final);
  }
  return wording.range(moment(from, wording), moment(to, wording));
}

function localTime(
  eventtime: string,
  zone: string,
  show: { withDate: boolean; withOffset: boolean },
): string {
  let local: Temporal.ZonedDateTime;
  try {
    local = zoned(eventtime, zone);
  } catch {
    return printable(eventtime);
  }
  const date = show.withDate ? `${local.toPlainDate()} ` : '';
  // On a day when clocks change, an hour of the morning may come twice.
  const offset = show.withOffset ? ` ${local.offset}` : '';
  return `${date}${local.toPlainTime().toString({ smallestUnit: 'second' })}${offset}`;
}

function zoned(instant: string, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
}

function moment(time: Temporal.ZonedDateTime, wording: Wording): string {
  return wording.moment(time.toPlainDateTime());
}
