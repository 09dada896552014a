import type { LogSurvey } from '../ports.ts';
import type { Run, Span } from '../run/run.ts';
import { type Warning, warn } from '../run/warning.ts';
import { daysEarlier, isoDate } from '../time/days.ts';
import { earlier, later } from '../time/time.ts';
import type { RunsBefore } from './last-run.ts';

/**
 * What may have slipped through between a scheduled run and the one before: windows that do not meet, and log files that
 * neither run could take because of the minute in their names.
 */
export function deliveryWarnings(
  survey: LogSurvey | { error: string },
  { cutoffs, window }: Pick<Run, 'cutoffs' | 'window'>,
  { scheduled: last, windows: others = [] }: RunsBefore,
): Warning[] {
  if (!cutoffs) return [];
  const windows = [...gap(others, window), ...overlaps(others, window)];
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

function gap(others: readonly Span[], { from }: Span): Warning[] {
  const ends = others.filter((other) => other.from < from).map(({ to }) => to);
  const end = ends.sort().at(-1);
  return end !== undefined && end < from ? [warn('window-gap', { from: end, to: from })] : [];
}

/** Of each stretch of time one, although several runs share it. */
function overlaps(others: readonly Span[], window: Span): Warning[] {
  const shared: Span[] = [];
  for (const other of others.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const [from, to] = [later(other.from, window.from), earlier(other.to, window.to)];
    if (from >= to) continue;
    const last = shared.at(-1);
    if (last && from <= last.to) last.to = later(last.to, to);
    else shared.push({ from, to });
  }
  return shared.map((range) => warn('window-overlap', range));
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
  // CloudTrail files the events of a day's last minutes under the next one.
  const earliest = `${isoDate(daysEarlier(grown[0] ?? '', 1))}T00:00:00Z`;
  const from = earlier(window.from, earliest);
  return [warn('log-files-after-run', { files, days: grown.map(isoDate), from, to: window.to })];
}
