import type { LogSurvey } from '../ports.ts';
import type { Run } from '../run/run.ts';
import { type Warning, warn } from '../run/warning.ts';
import { notProjected } from '../table/not-projected.ts';
import { lastUtcDay } from '../time/window.ts';
import { daysWithoutLogs } from './days-without-logs.ts';

/** Warnings about the log files, or that nobody could check for them. */
export function surveyWarnings(
  survey: LogSurvey | { error: string },
  run: Pick<Run, 'partitions' | 'window' | 'projected'>,
): Warning[] {
  if ('error' in survey) return [warn('logs-not-surveyed', survey)];
  const { damaged, unreadable = [], recordsWithoutTime, notProjected: folders = [] } = survey;
  return [
    ...dayWarnings(survey, run),
    ...(folders.length > 0
      ? [warn('not-projected', notProjected(folders, run.projected?.location ?? ''))]
      : []),
    ...unreadable.map((folder) => warn('unreadable-folder', folder)),
    ...damaged.map((file) => warn('damaged-log-file', file)),
    ...(recordsWithoutTime > 0 ? [warn('records-without-time', { records: recordsWithoutTime })] : []),
  ];
}

function dayWarnings(
  { days, complete }: LogSurvey,
  { partitions, window }: Pick<Run, 'partitions' | 'window'>,
): Warning[] {
  const lastDay = lastUtcDay(window);
  // The folder of the day after holds that day's logs; only the late ones in it are of this window.
  const hasLogs = Object.keys(days).some((day) => day <= lastDay);
  if (!complete && !hasLogs) {
    return [warn('logs-not-surveyed', { error: 'there are too many log files to list' })];
  }
  if (!hasLogs) return [warn('no-log-files', { from: partitions.from, to: lastDay })];
  const without = daysWithoutLogs(window, days);
  // The days that seem to be empty may have files that were not counted.
  return without ? [warn(complete ? 'days-without-log-files' : 'days-not-surveyed', without)] : [];
}
