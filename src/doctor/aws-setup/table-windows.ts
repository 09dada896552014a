import { Temporal } from 'temporal-polyfill';
import type { Config } from '../../config/config.ts';
import { scheduledWindow } from '../../plan/schedule-window.ts';
import type { Window } from '../../run/run.ts';
import { windowOf } from '../../time/window.ts';

/** The windows that the table has to cover. */
export interface TableWindows {
  /** of a scheduled run that is due now */
  scheduled: Window;
  /** longer ones up to the present, which a request by hand may ask for, the shortest first */
  longer: readonly { days: number; window: Window }[];
}

/** @param now the present, an instant */
export function tableWindows({ timezone, schedule, limits }: Config, now: string): TableWindows {
  const present = Temporal.Instant.from(now);
  const longer = [...new Set([Math.min(30, limits.days), limits.days])];
  return {
    scheduled: scheduledWindow({ scheduledTime: now, timezone, ...schedule }),
    longer: longer.map((days) => ({
      days,
      window: windowOf(present.subtract({ hours: 24 * days }), present, timezone),
    })),
  };
}
