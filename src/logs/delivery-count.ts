import type { DeliverySurvey } from '../ports.ts';
import type { Run } from '../run/run.ts';
import type { FoundFiles } from '../run/warning.ts';
import { dayOf, daysBetween, daysEarlier } from '../time/days.ts';
import { earlier } from '../time/time.ts';
import { deliveryMinute, deliveryMinuteIn } from './layout.ts';

/** In how many day folders before its own a run looks for new files: at least a week's, else as many as it reads. */
const OLDER_DAYS = 7;
const LONGEST_PERIOD_DAYS = 366;

/**
 * Tells which log files a scheduled run reads, by the minute of delivery in their names, and counts what could slip
 * through. A run by hand reads them all.
 */
export class DeliveryCount {
  /** the first and the last of the day folders before those of the run, in which no run looks any more */
  readonly older: { from: string; to: string } | undefined;
  private readonly delivered: Record<string, number> = {};
  private readonly deliveredBefore: Record<string, number> = {};
  private undated: FoundFiles | undefined;
  private unread: FoundFiles | undefined;
  /** the first day folder that the next run reads */
  private readonly nextDay: string;

  constructor(private readonly run: Pick<Run, 'partitions' | 'cutoffs'> & Partial<Pick<Run, 'window'>>) {
    const { from, to } = run.partitions;
    const days = Math.min(Math.max(OLDER_DAYS, daysBetween(from, to)), LONGEST_PERIOD_DAYS);
    if (run.cutoffs) this.older = { from: daysEarlier(from, days), to: daysEarlier(from, 1) };
    this.nextDay = dayOf(earlier(run.window?.to ?? '', run.cutoffs?.to ?? ''));
  }

  /** @param day of the file's folder: `2026/11/21` */
  reads(file: string, day: string): boolean {
    const { cutoffs, partitions } = this.run;
    if (!cutoffs) return true;
    const isOlder = day < partitions.from;
    const minute = deliveryMinuteIn(file);
    if (minute === undefined) {
      // One that comes when no run reads its folder any more is seen by their number.
      if (day < this.nextDay) count(this.delivered, day);
      if (isOlder) count(this.deliveredBefore, day);
      return !isOlder;
    }
    const isNew = minute >= deliveryMinute(cutoffs.from);
    const isLeft = minute >= deliveryMinute(cutoffs.to);
    if (!isNew) count(this.deliveredBefore, day);
    if (!isLeft) count(this.delivered, day);
    if (isOlder ? isNew : isLeft && day < this.nextDay) this.unread = withFile(file, this.unread);
    return !isOlder && !isLeft;
  }

  /** @param file is read, and known to be a log file */
  add(file: string): void {
    if (this.run.cutoffs && deliveryMinuteIn(file) === undefined) this.undated = withFile(file, this.undated);
  }

  /** @param isComplete whether all files of the older folders were looked at */
  survey(isComplete = true): DeliverySurvey | undefined {
    if (!this.run.cutoffs) return undefined;
    const { deliveredBefore, undated, unread } = this;
    const { from } = this.run.partitions;
    const counted = Object.entries(this.delivered).filter(([day]) => isComplete || day >= from);
    return {
      delivered: Object.fromEntries(counted),
      deliveredBefore,
      isComplete,
      ...(undated && { undated }),
      ...(unread && { unread }),
    };
  }
}

function count(files: Record<string, number>, day: string): void {
  files[day] = (files[day] ?? 0) + 1;
}

function withFile(file: string, { files, example }: FoundFiles = { files: 0, example: file }): FoundFiles {
  return { files: files + 1, example };
}
