import { castOf } from './actors/cast.ts';
import { DAY, dateOf, LAST_DAY, startOfDay } from './calendar.ts';
import { Deliveries, type SampleLogFile } from './deliveries.ts';
import { Random } from './random.ts';
import type { Occurrence } from './record.ts';
import { everydayOccurrences } from './schedule.ts';
import { siblingFiles } from './siblings.ts';
import { ticksBetweenDeliveries } from './spacing.ts';
import { storiesOf } from './stories.ts';

export type { SampleLogFile } from './deliveries.ts';
export type { CloudTrailRecord } from './record.ts';

export interface SampleOptions {
  /** how many UTC days the events cover; the last is always 2025-10-31 */
  days: number;
  /** records in all log files together, those that are delivered twice counted twice */
  events: number;
  /** 32-bit unsigned: the same options give the same files, byte for byte */
  seed: number;
  /** about how many log files; without it as many as hold a dozen records each, but none within five minutes of the last */
  files?: number;
}

export const SAMPLE_DEFAULTS = { days: 3, events: 5000, seed: 1 } as const satisfies SampleOptions;

/** What the options may be: the fewest events are those that the stories of the last day take. */
export const SAMPLE_LIMITS = {
  days: { from: 1, to: 1000 },
  events: { from: 200, to: 100_000_000 },
  seed: { from: 0, to: 0xffff_ffff },
  files: { from: 1, to: 10_000_000 },
} as const;

/**
 * The CloudTrail logs of a fictional company, file by file in the order of delivery. Each file is made when it is asked
 * for, so that memory does not grow with the number of events.
 */
export function* sampleLogFiles(options: SampleOptions): Generator<SampleLogFile> {
  const { days, events, seed, files = events / 12 } = options;
  const end = startOfDay(LAST_DAY) + DAY;
  const from = end - days * DAY;
  const cast = castOf(new Random(seed, 1), events / days);
  const stories = storiesOf(cast, days, events, new Random(seed, 2));
  const told = stories.reduce((sum, { delivery }) => sum + (delivery === 'twice' ? 2 : 1), 0);
  const everyday = everydayOccurrences(cast.actors, from, end, events - told, new Random(seed, 3));
  const ticks = ticksBetweenDeliveries(cast.actors, { days, events, seed, files });
  const deliveries = new Deliveries(from, ticks, new Random(seed, 4));
  for (const occurrence of together(everyday, stories)) yield* deliveries.accept(occurrence);
  yield* deliveries.finish(end);
  yield* siblingFiles(new Random(seed, 5));
}

/** First and last UTC day of the events: `2025-10-29`. */
export function sampleDays(days: number): { firstDay: string; lastDay: string } {
  return { firstDay: dateOf(startOfDay(LAST_DAY) - (days - 1) * DAY), lastDay: LAST_DAY };
}

function* together(everyday: Iterable<Occurrence>, stories: readonly Occurrence[]): Generator<Occurrence> {
  let told = 0;
  for (const occurrence of everyday) {
    for (let next = stories[told]; next && next.at <= occurrence.at; next = stories[told]) {
      told++;
      yield next;
    }
    yield occurrence;
  }
  yield* stories.slice(told);
}
