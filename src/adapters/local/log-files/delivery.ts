import { deliveryMinute, deliveryMinuteIn } from '../../../logs/layout.ts';
import { bound, EARLIEST } from '../../../reports/events.ts';
import type { Run } from '../../../run/run.ts';

/** Which records of a log file a run takes, by the minute of delivery in the file's name: the rule of `eventsOf`. */
export interface Delivery {
  /** what the table's "$path" has to say of the file; a whole path would take more memory than some records */
  path: string;
  /** the least eventtime of a record that is taken */
  since: string;
}

export function deliveryOf(file: string, run: Partial<Pick<Run, 'window' | 'cutoffs'>>): Delivery {
  const begin = bound(run.window?.from ?? '');
  const minute = deliveryMinuteIn(file);
  if (minute === undefined || !run.cutoffs) return { path: '', since: begin };
  const isLate = minute >= deliveryMinute(run.cutoffs.from) && EARLIEST < begin;
  return { path: `_${minute}Z_`, since: isLate ? EARLIEST : begin };
}
