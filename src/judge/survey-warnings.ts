import { Temporal } from 'temporal-polyfill';
import type { LogSurvey } from '../ports.ts';
import type { Past, Run, Window } from '../run/run.ts';
import { type DaysWithoutLogs, type PassedOverReason, type Warning, warn } from '../run/warning.ts';
import { notProjected } from '../table/projected-folders.ts';
import { dayOf, dayRanges, isoDate } from '../time/days.ts';
import { milliseconds } from '../time/time.ts';
import { lastUtcDay } from '../time/window.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FILES: readonly PassedOverReason[] = ['not-json', 'archived', 'hidden', 'outside-days'];

/** Warnings about the log files, or that they could not be checked. */
export function surveyWarnings(
  survey: LogSurvey | { error: string },
  run: Pick<Run, 'partitions' | 'window' | 'projected' | 'past'>,
): Warning[] {
  if ('error' in survey) return [warn('logs-not-surveyed', survey)];
  const { damaged, unreadable = [], passedOver = [], recordsWithoutTime } = survey;
  const { notProjected: folders = [] } = survey;
  return [
    ...dayWarnings(survey, run),
    ...(folders.length > 0
      ? [warn('not-projected', notProjected(folders, run.projected?.location ?? ''))]
      : []),
    ...unreadable.map((folder) => warn('unreadable-folder', folder)),
    ...passedOver.map((files) => warn('passed-over', files)),
    ...damaged.map((file) => warn('damaged-log-file', file)),
    ...(recordsWithoutTime > 0 ? [warn('records-without-time', { records: recordsWithoutTime })] : []),
  ];
}

function dayWarnings(
  { days, complete, passedOver = [] }: LogSurvey,
  { partitions, window, past }: Pick<Run, 'partitions' | 'window' | 'past'>,
): Warning[] {
  const lastDay = lastUtcDay(window);
  // The folder of the day after holds that day's logs; only the late ones in it are of this window.
  const hasLogs = past !== undefined || Object.keys(days).some((day) => day <= lastDay);
  if (!complete && !hasLogs) {
    return [warn('logs-not-surveyed', { error: 'there are too many log files to list' })];
  }
  // A folder with these is not empty.
  const files = passedOver.filter(({ reason }) => FILES.includes(reason));
  const sum = files.reduce((sum, { count }) => sum + count, 0);
  const unread = sum > 0 && { unread: sum };
  if (!hasLogs) return [warn('no-log-files', { from: partitions.from, to: lastDay, ...unread })];
  const without = daysWithoutLogs(window, days, past);
  if (!without) return [];
  // The days that seem to be empty may have files that were not counted.
  return [
    complete ? warn('days-without-log-files', { ...without, ...unread }) : warn('days-not-surveyed', without),
  ];
}

/**
 * Looks for UTC days without log files. A window that does not begin at midnight UTC has only a few hours of its first and
 * its last day, in which a small account may have done nothing: such a day alone is not reported. A day counts where the
 * window holds at least twelve hours of it or, being shorter, half of the window does; so of two windows that share a day,
 * one always counts it. For what a run has from history it needs no log files.
 *
 * @returns undefined where every day that counts has logs; else every day without logs, because then each matters
 */
export function daysWithoutLogs(
  window: Window,
  days: LogSurvey['days'],
  past?: Pick<Past, 'window'>,
): DaysWithoutLogs | undefined {
  const [from, to] = [milliseconds(window.from), milliseconds(window.to)];
  const kept = past && { from: milliseconds(past.window.from), to: milliseconds(past.window.to) };
  const enough = Math.min(12 * HOUR, (to - from) / 2);
  const missing: string[] = [];
  let of = 0;
  let counts = false;
  for (let start = Math.floor(from / DAY) * DAY; start < to; start += DAY) {
    of += 1;
    const day = dayOf(Temporal.Instant.fromEpochMilliseconds(start).toString());
    const [begin, end] = [Math.max(from, start), Math.min(to, start + DAY)];
    const ofPast = kept ? Math.min(end, kept.to) - Math.max(begin, kept.from) : 0;
    const ofLogs = end - begin - Math.max(0, ofPast);
    if (days[day] || ofLogs === 0) continue;
    missing.push(day);
    counts ||= ofLogs >= enough;
  }
  if (!counts) return undefined;
  const ranges = dayRanges(missing).map(({ from, to }) => ({ from: isoDate(from), to: isoDate(to) }));
  return { ranges, missing: missing.length, of };
}
