import { deliveryMinute, deliveryMinuteIn } from '../../../logs/layout.ts';
import { besidePast } from '../../../plan/past.ts';
import { bound, EARLIEST } from '../../../reports/events.ts';
import type { Run } from '../../../run/run.ts';

/** Which records of a log file a run takes, by the minute of delivery in the file's name: the rule of `eventsOf`. */
export interface Delivery {
  /** what the table's "$path" has to say of the file; a whole path would take more memory than some records */
  path: string;
  /** the least eventtime of a record that is taken, and the first after it that is not */
  since: string;
  until: string;
}

/** Sorts after every time. */
const ALWAYS = '~';

/** @returns undefined where the run takes nothing of the file, because its past has all of it */
export function deliveryOf(
  file: string,
  run: Partial<Pick<Run, 'window' | 'cutoffs' | 'past'>>,
): Delivery | undefined {
  const minute = deliveryMinuteIn(file);
  const { window, cutoffs, past } = run;
  if (past && window && minute !== undefined) {
    const beside = besidePast(minute, past, window);
    return beside && { path: '', since: bound(beside.from), until: bound(beside.to) };
  }
  const begin = bound(window?.from ?? '');
  const until = window ? bound(window.to) : ALWAYS;
  if (minute === undefined || !cutoffs) return { path: '', since: begin, until };
  const isLate = minute >= deliveryMinute(cutoffs.from) && EARLIEST < begin;
  return { path: `_${minute}Z_`, since: isLate ? EARLIEST : begin, until };
}
