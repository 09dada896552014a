import { messageOf } from '../errors.ts';
import type { LogSurvey, UnreadableFolder } from '../ports.ts';
import type { PassedOverReason } from '../run/warning.ts';
import type { LogPath } from './layout.ts';
import { isNotCovered, type OnLeftOut } from './left-out.ts';

/** Counts the log files of a run, one by one, and what it leaves out, whichever engine reads them. */
export class LogCount implements OnLeftOut {
  private files = 0;
  private bytes = 0;
  private readonly days: Record<string, number> = {};
  private readonly passed = new Map<PassedOverReason, Paths>();
  private readonly others = new Set<string>();
  private readonly unlisted: UnreadableFolder[] = [];

  /**
   * @param day of its folder: `2026/11/21`
   * @param bytes as stored: compressed
   */
  add(day: string, bytes: number): void {
    this.files += 1;
    this.bytes += bytes;
    this.days[day] = (this.days[day] ?? 0) + 1;
  }

  passedOver(reason: PassedOverReason, path: string): void {
    const paths = this.passed.get(reason) ?? new Paths();
    this.passed.set(reason, paths);
    paths.add(path);
  }

  beside(_: string, { service = '' }: LogPath): void {
    if (isNotCovered(service)) this.notCovered(service);
  }

  /** @param folder CloudTrail's other kinds of events are in it, or nobody knows what */
  notCovered(folder: string): void {
    this.others.add(folder);
  }

  unreadable(folder: string, error: unknown): void {
    this.unlisted.push({ folder, reason: messageOf(error) });
  }

  counts(): { files: number; bytes: number; days: Record<string, number> } {
    const { files, bytes, days } = this;
    return { files, bytes, days };
  }

  /** Fields are absent where there is nothing. */
  leftOut(): Pick<LogSurvey, 'passedOver' | 'notCovered' | 'unreadable'> {
    const passedOver = [...this.passed].map(([reason, { count, first: paths }]) => ({
      reason,
      count,
      paths,
    }));
    return {
      ...(passedOver.length > 0 && { passedOver: passedOver.sort((a, b) => (a.reason < b.reason ? -1 : 1)) }),
      ...(this.others.size > 0 && { notCovered: [...this.others].sort() }),
      ...(this.unlisted.length > 0 && { unreadable: this.unlisted }),
    };
  }
}

const PATHS_KEPT = 10;

/** Counts paths, and keeps the first few in their order: there may be a million. */
export class Paths {
  count = 0;
  readonly first: string[] = [];

  add(path: string): void {
    this.count += 1;
    if (this.first.length === PATHS_KEPT && path > (this.first.at(-1) ?? '')) return;
    this.first.push(path);
    this.first.sort();
    this.first.length = Math.min(this.first.length, PATHS_KEPT);
  }
}
