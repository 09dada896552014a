import { type Actor, Work } from './actors/actor.ts';
import { DAY, HOUR, type Instant } from './calendar.ts';
import { type Random, Weighted } from './random.ts';
import type { Occurrence } from './record.ts';
import { meanOf } from './rhythm.ts';

/** CloudTrail delivers about every five minutes. */
export const TICK = 300;
const WEEK_HOURS = 7 * 24;

/** Who is at work, by hour of the week: weights are bursts, so that shares of events come out right. */
class Timetable {
  private readonly hours: (Weighted<Work> | undefined)[] = [];
  private readonly staff: [Work, Actor, number][];

  constructor(actors: readonly Actor[]) {
    this.staff = actors.map((actor) => [
      new Work(actor),
      actor,
      actor.share / meanOf(actor.rhythm) / actor.callsPerBurst,
    ]);
  }

  at(instant: Instant): Weighted<Work> {
    const hour = Math.floor(instant / HOUR) % WEEK_HOURS;
    this.hours[hour] ??= new Weighted(
      this.staff.map(([work, actor, pace]) => [work, pace * actor.rhythm(instant)]),
    );
    return this.hours[hour];
  }
}

/**
 * What the company does all day, roughly in the order of time: `events` records between two instants, second
 * deliveries included. Nothing is kept but each actor's session, however many events there are.
 */
export function* everydayOccurrences(
  actors: readonly Actor[],
  from: Instant,
  to: Instant,
  events: number,
  random: Random,
): Generator<Occurrence> {
  const timetable = new Timetable(actors);
  const whole = totalWeight(timetable, from, to);
  const mishaps = new Mishaps(events / ((to - from) / DAY), random);
  let passed = 0;
  let made = 0;
  for (let tick = from; tick < to; tick += TICK) {
    const atWork = timetable.at(tick);
    passed += atWork.total;
    const due = Math.round((events * passed) / whole);
    while (made < due) {
      const burst = atWork.pick(random).burst(random, tick + random.integer(0, TICK - 1), to);
      for (const occurrence of burst) {
        made += mishaps.befall(occurrence, events - made);
        yield occurrence;
        if (made === events) return;
      }
    }
  }
}

/** Deliveries that go wrong: one or two in a thousand, and so many a day at most, as they are kept in memory until then. */
class Mishaps {
  private readonly lateRate: number;
  private readonly twiceRate: number;
  private readonly random: Random;

  constructor(eventsPerDay: number, random: Random) {
    this.lateRate = Math.min(0.0006, 300 / eventsPerDay);
    this.twiceRate = Math.min(0.001, 3000 / eventsPerDay);
    this.random = random;
  }

  /** @returns how often the record will be delivered */
  befall(occurrence: Occurrence, left: number): 1 | 2 {
    const drawn = this.random.fraction();
    if (drawn < this.lateRate) occurrence.delivery = 'late';
    if (left < 2 || drawn < 1 - this.twiceRate) return 1;
    occurrence.delivery = 'twice';
    return 2;
  }
}

function totalWeight(timetable: Timetable, from: Instant, to: Instant): number {
  let sum = 0;
  for (let tick = from; tick < to; tick += TICK) sum += timetable.at(tick).total;
  return sum;
}
