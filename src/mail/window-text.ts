import { Temporal } from 'temporal-polyfill';
import type { Manifest } from '../run/manifest.ts';
import type { Partitions, Window } from '../run/run.ts';
import { capped } from './capped.ts';
import { printable } from './printable.ts';
import type { Words } from './words/en.ts';

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
export function describeWindow(window: Window, words: Words): WindowText {
  const from = zoned(window.from, window.timezone);
  const to = zoned(window.to, window.timezone);
  const last = to.subtract({ nanoseconds: 1 });
  const oneDay = from.toPlainDate().equals(last.toPlainDate());
  const shifts = from.offsetNanoseconds !== last.offsetNanoseconds;
  const hours = (to.epochMilliseconds - from.epochMilliseconds) / 3_600_000;
  return {
    label: label(from, to, last, words),
    lines: [
      words.window(moment(from, words), moment(to, words), window.timezone, hours),
      ...(window.timezone === 'UTC' ? [] : [words.windowInUtc(window.from, window.to)]),
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
  words: Words,
): string {
  if (isMidnight(from) && isMidnight(to)) {
    const [first, final] = [words.date(from.toPlainDate()), words.date(last.toPlainDate())];
    return first === final ? first : words.range(first, final);
  }
  return words.range(moment(from, words), moment(to, words));
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

function moment(time: Temporal.ZonedDateTime, words: Words): string {
  return words.moment(time.toPlainDateTime());
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

/** What a run was narrowed to, by its request or by configuration. A run over all says nothing. */
export function describeBounds(
  { partitions, trigger }: Pick<Manifest, 'partitions' | 'trigger'>,
  words: Words,
): BoundsText {
  const bounds = boundsOf(partitions, words);
  return {
    lines: bounds.map(({ only, values }) => only(listed(values, IN_LINE, words))),
    short: trigger === 'manual' ? bounds.map(({ short, values }) => short(values)) : [],
    about: bounds.map(({ label, values }) => ({
      label,
      value: words.onlyThese(listed(values, IN_ABOUT, words)),
    })),
  };
}

function boundsOf({ accounts, regions }: Partitions, words: Words) {
  const { onlyAccounts, onlyRegions, onlyAccountsShort, onlyRegionsShort } = words;
  return [
    { only: onlyAccounts, short: onlyAccountsShort, label: words.accounts, values: accounts },
    { only: onlyRegions, short: onlyRegionsShort, label: words.regions, values: regions },
  ].flatMap(({ values, ...words }) =>
    values ? [{ ...words, values: values.map((value) => printable(value)) }] : [],
  );
}

function listed(values: readonly string[], most: number, words: Words): string {
  return words.list(capped(values, most, words.moreInManifest));
}
