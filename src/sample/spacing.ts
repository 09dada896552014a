import type { Actor } from './actors/actor.ts';
import { DAY, LAST_DAY, startOfDay } from './calendar.ts';
import { LONGEST_FILE } from './deliveries.ts';
import { Random } from './random.ts';
import { everydayOccurrences, TICK } from './schedule.ts';

const PILOT_EVENTS = 3_000;
const EVENTS_PER_BURST = 5;
/** Six hours: later than that, a late record would miss the day's folder in which it is due. */
const MOST_TICKS = 72;

/** What decides how many files the events come in. */
export interface Spacing {
  days: number;
  events: number;
  seed: number;
  files: number;
}

/**
 * @returns how many ticks apart the deliveries have to be for about that many files; a pilot of one day shows how
 * unevenly events fall on accounts and regions
 */
export function ticksBetweenDeliveries(actors: readonly Actor[], spacing: Spacing): number {
  const trails = trailShares(actors, spacing.seed);
  let ticks = 1;
  while (ticks < MOST_TICKS && expectedFiles(trails, spacing, ticks) > spacing.files) ticks++;
  return ticks;
}

function trailShares(actors: readonly Actor[], seed: number): number[] {
  const from = startOfDay(LAST_DAY);
  const counts = new Map<string, number>();
  for (const { account, region } of everydayOccurrences(
    actors,
    from,
    from + DAY,
    PILOT_EVENTS,
    new Random(seed, 9),
  )) {
    const trail = `${account}/${region}`;
    counts.set(trail, (counts.get(trail) ?? 0) + 1);
  }
  return [...counts.values()].map((count) => count / PILOT_EVENTS);
}

/** Bursts fall on the deliveries of a trail as if by chance; a delivery without one gives no file. */
function expectedFiles(trails: readonly number[], { days, events }: Spacing, ticks: number): number {
  const deliveries = days * Math.ceil(DAY / TICK / ticks);
  let files = 0;
  for (const share of trails) {
    const perDelivery = (events * share) / deliveries;
    files +=
      deliveries * (1 - Math.exp(-perDelivery / EVENTS_PER_BURST) + Math.floor(perDelivery / LONGEST_FILE));
  }
  return files;
}
