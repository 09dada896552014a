import { DAY, folderOf, HOUR, type Instant, stampOf } from './calendar.ts';
import { ALPHANUMERIC, type Random } from './random.ts';
import type { Occurrence } from './record.ts';
import { TICK } from './schedule.ts';

export interface SampleLogFile {
  /** below the logs directory: `AWSLogs/ACCOUNT/CloudTrail/REGION/YYYY/MM/DD/ACCOUNT_CloudTrail_REGION_….json.gz` */
  key: string;
  /** the text of `{ Records: CloudTrailRecord[] }`, but for the digest and Insights files beside the logs */
  json: string;
  /** how many records; 0 where it is not a log file */
  events: number;
}

/** A log file is closed at this length: bounds what is held in memory, whatever the number of events. */
export const LONGEST_FILE = 2_000;

/** What one account and region has to deliver next. */
interface Batch {
  account: string;
  region: string;
  /** as JSON: a text is far cheaper to keep than the hundred objects it is made of */
  records: string[];
  newest: Instant;
}

/** Gathers records into log files, a batch for each account and region, as CloudTrail does. */
export class Deliveries {
  private readonly batches = new Map<string, Batch>();
  private kept: { due: Instant; occurrence: Occurrence; json: string }[] = [];
  private closing: Instant;
  private readonly interval: number;
  private readonly random: Random;

  /** @param ticks between two deliveries, which come five minutes before midnight too */
  constructor(from: Instant, ticks: number, random: Random) {
    this.interval = ticks * TICK;
    this.closing = this.closingAfter(from - TICK);
    this.random = random;
  }

  /** @returns the files that are complete once this is known to have happened */
  *accept(occurrence: Occurrence): Generator<SampleLogFile> {
    yield* this.passTo(occurrence.at);
    const { at, delivery, record } = occurrence;
    const json = JSON.stringify(record);
    if (delivery === 'twice') this.keep(occurrence, json, at + this.random.integer(10, 90) * 60);
    if (delivery === 'late')
      this.keep(occurrence, json, at - (at % DAY) + DAY + this.random.integer(HOUR, 8 * HOUR));
    else yield* this.add(occurrence, json);
  }

  /** Delivers what is left, the late records of the last day included. */
  *finish(end: Instant): Generator<SampleLogFile> {
    yield* this.passTo(end);
    this.closing = end;
    while (this.batches.size > 0 || this.kept.length > 0) yield* this.passTo(this.closing);
  }

  private *passTo(at: Instant): Generator<SampleLogFile> {
    while (this.closing <= at) {
      this.release();
      for (const batch of this.batches.values()) yield this.file(batch, this.closing);
      this.batches.clear();
      this.closing = this.closingAfter(this.closing);
    }
  }

  private keep(occurrence: Occurrence, json: string, due: Instant): void {
    this.kept.push({ occurrence, json, due: Math.max(due, this.closing + 1) });
  }

  private release(): void {
    const due = this.kept.filter((one) => one.due <= this.closing);
    if (due.length === 0) return;
    this.kept = this.kept.filter((one) => one.due > this.closing);
    for (const { occurrence, json } of due) this.batchOf(occurrence).records.push(json);
  }

  private *add(occurrence: Occurrence, json: string): Generator<SampleLogFile> {
    const batch = this.batchOf(occurrence);
    batch.records.push(json);
    batch.newest = Math.max(batch.newest, occurrence.at);
    if (batch.records.length < LONGEST_FILE) return;
    this.batches.delete(`${batch.account}/${batch.region}`);
    yield this.file(batch, batch.newest);
  }

  private batchOf({ account, region, at }: Occurrence): Batch {
    const trail = `${account}/${region}`;
    const batch = this.batches.get(trail) ?? { account, region, records: [], newest: at };
    this.batches.set(trail, batch);
    return batch;
  }

  private closingAfter(at: Instant): Instant {
    const next = at + this.interval;
    const beforeMidnight = at - ((at + TICK) % DAY) + DAY;
    return Math.min(next, beforeMidnight);
  }

  private file({ account, region, records, newest }: Batch, closed: Instant): SampleLogFile {
    const delivered = Math.max(newest, closed) + this.random.integer(60, 180);
    const folder = `AWSLogs/${account}/CloudTrail/${region}/${folderOf(delivered)}`;
    const name = `${account}_CloudTrail_${region}_${stampOf(delivered)}_${this.random.text(16, ALPHANUMERIC)}.json.gz`;
    return { key: `${folder}/${name}`, json: `{"Records":[${records.join(',')}]}`, events: records.length };
  }
}
