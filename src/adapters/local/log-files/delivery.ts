import { deliveryMinuteIn } from '../../../logs/layout.ts';
import { deliveryMinute, EARLIEST } from '../../../reports/events.ts';
import type { Run } from '../../../run/run.ts';

/** Which records of a log file a run takes, by the minute of delivery in the file's name: the rule of `eventsOf`. */
export interface Delivery {
  /** what the table's "$path" has to say of the file; a whole path would take more memory than some records */
  path: string;
  /** the least eventtime of a record that is taken */
  since: string;
}

/** @returns undefined of a file that is left to the next run */
export function deliveryOf(
  file: string,
  { window, cutoffs }: Partial<Pick<Run, 'window' | 'cutoffs'>>,
): Delivery | undefined {
  const begin = window?.from ?? '';
  const minute = deliveryMinuteIn(file);
  if (minute === undefined || !cutoffs) return { path: '', since: begin };
  if (minute >= deliveryMinute(cutoffs.to)) return undefined;
  const isLate = minute >= deliveryMinute(cutoffs.from) && EARLIEST < begin;
  return { path: `_${minute}Z_`, since: isLate ? EARLIEST : begin };
}
