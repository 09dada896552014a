import type { Temporal } from 'temporal-polyfill';
import type { Manifest } from '../run/manifest.ts';
import type { Window } from '../run/run.ts';
import { attempt, zoned } from '../time/time.ts';
import { capped } from './capped.ts';
import { printable } from './printable.ts';
import type { Words } from './words/en.ts';

export interface WindowText {
  timezone: string;
  /** short, for the subject: `2026-11-21`, `2026-11-01 to 2026-11-07`, `2026-11-21 06:30 to 2026-11-22 06:30` */
  label: string;
  /** the same in full: local times with the zone and the length */
  line: string;
  /** the same in UTC, where that is not the zone */
  inUtc: string | undefined;
  /**
   * an eventtime of the CSV, or an end of the window, as people in the zone read it; without the date on the day of a
   * window of one local day, whose end is 24:00
   */
  time(eventtime: string): string;
}

/** The window in words, in its own zone. */
export function describeWindow({ from, to, timezone }: Window, words: Words): WindowText {
  const [first, end] = [zoned(from, timezone), zoned(to, timezone)];
  const last = end.subtract({ nanoseconds: 1 });
  const oneDay = first.toPlainDate().equals(last.toPlainDate());
  const dates = [words.date(first.toPlainDate()), words.date(last.toPlainDate())] as const;
  const moments = [words.moment(first.toPlainDateTime()), words.moment(end.toPlainDateTime())] as const;
  const days = oneDay ? dates[0] : words.range(...dates);
  const hours = (end.epochMilliseconds - first.epochMilliseconds) / 3_600_000;
  const show = {
    dateUnless: oneDay ? first.toPlainDate() : undefined,
    offset: first.offsetNanoseconds !== last.offsetNanoseconds,
  };
  return {
    timezone,
    label: isMidnight(first) && isMidnight(end) ? days : words.range(...moments),
    line: words.window(...moments, timezone, hours),
    inUtc: timezone === 'UTC' ? undefined : words.windowInUtc(from, to),
    time: (eventtime) =>
      eventtime === to && oneDay && isMidnight(end) ? '24:00:00' : localTime(eventtime, timezone, show),
  };
}

function isMidnight(time: Temporal.ZonedDateTime): boolean {
  return time.equals(time.startOfDay());
}

function localTime(
  eventtime: string,
  timezone: string,
  show: { dateUnless: Temporal.PlainDate | undefined; offset: boolean },
): string {
  const local = attempt(() => zoned(eventtime, timezone));
  if (local === undefined) return printable(eventtime);
  const day = local.toPlainDate();
  // A late event is of a day before.
  const date = show.dateUnless?.equals(day) ? '' : `${day} `;
  // On a day when clocks change, an hour of the morning may come twice.
  const offset = show.offset ? ` ${local.offset}` : '';
  return `${date}${local.toPlainTime().toString({ smallestUnit: 'second' })}${offset}`;
}

export interface BoundsText {
  /** below the window, a line each: which accounts, which regions */
  lines: string[];
  /** for the subject, only of a run by hand: those of the schedule are always the same */
  short: string[];
  about: { label: string; value: string }[];
}

const IN_LINE = 5;
const IN_ABOUT = 30;

/** The accounts and regions that the request or the configuration narrowed a run to. */
export function describeBounds(
  { partitions, trigger }: Pick<Manifest, 'partitions' | 'trigger'>,
  words: Words,
): BoundsText {
  const bounds = (['accounts', 'regions'] as const).flatMap((kind) => {
    const values = partitions[kind]?.map((value) => printable(value));
    return values ? [{ ...words.bounds[kind], values }] : [];
  });
  const listed = (values: string[], most: number) => words.list(capped(values, most, words.moreInManifest));
  return {
    lines: bounds.map(({ only, values }) => only(listed(values, IN_LINE))),
    short: trigger === 'manual' ? bounds.map(({ short, values }) => short(values)) : [],
    about: bounds.map(({ label, values }) => ({ label, value: words.onlyThese(listed(values, IN_ABOUT)) })),
  };
}
