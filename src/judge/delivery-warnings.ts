import type { LogSurvey } from '../ports.ts';
import type { Run } from '../run/run.ts';
import { type Warning, warn } from '../run/warning.ts';
import { isoDate } from '../time/days.ts';
import type { RunsBefore } from './last-run.ts';

/**
 * What may have slipped through between a scheduled run and the one before: windows that do not meet, and log files that
 * neither run could take because of the minute in their names.
 */
export function deliveryWarnings(
  survey: LogSurvey | { error: string },
  { cutoffs, window }: Pick<Run, 'cutoffs' | 'window'>,
  last: RunsBefore['scheduled'],
): Warning[] {
  if (!cutoffs) return [];
  const { from } = window;
  const windows = last ? gapOrOverlap(last.window.to, from) : [];
  if ('error' in survey || !survey.delivery) return windows;
  const { undated, unread, isComplete, deliveredBefore } = survey.delivery;
  const isUnread = unread !== undefined || !isComplete;
  const isCounted = last?.logs?.complete && last.cutoffs?.to === cutoffs.from;
  const before = (isCounted && last.logs?.delivered) || {};
  return [
    ...windows,
    ...laterFiles(before, deliveredBefore, last?.window),
    ...(isUnread ? [warn('unread-log-files', { ...unread, ...(!isComplete && { incomplete: true }) })] : []),
    ...(undated ? [warn('undated-log-files', undated)] : []),
  ];
}

function gapOrOverlap(end: string, begin: string): Warning[] {
  if (end < begin) return [warn('window-gap', { from: end, to: begin })];
  return end > begin ? [warn('window-overlap', { from: begin, to: end })] : [];
}

/** Compares how many files of the same folders and minutes there are with how many the run before found. */
function laterFiles(
  before: Readonly<Record<string, number>>,
  now: Readonly<Record<string, number>>,
  window: Run['window'] | undefined,
): Warning[] {
  const days = Object.entries(before).filter(([day, files]) => (now[day] ?? 0) > files);
  // A folder that was empty then is not among its days.
  const [first = ''] = Object.keys(before).sort();
  const empty = Object.keys(now).filter((day) => first !== '' && day >= first && before[day] === undefined);
  const grown = [...days.map(([day]) => day), ...empty].sort();
  if (grown.length === 0 || !window) return [];
  const files = grown.reduce((sum, day) => sum + (now[day] ?? 0) - (before[day] ?? 0), 0);
  return [warn('log-files-after-run', { files, days: grown.map(isoDate), from: window.from, to: window.to })];
}
