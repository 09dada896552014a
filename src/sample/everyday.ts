import { type Call, type Habit, isGlobal, recordOf, UNUSUAL_FORMS } from './call.ts';
import { CALLS } from './calls.ts';
import type { Actor } from './cast.ts';
import { VIRGINIA } from './company.ts';
import type { Place } from './log-file.ts';
import { Weighted } from './random.ts';
import type { CloudTrailRecord, Scene } from './record.ts';

/** An account and region, and who works there. */
export interface Trail extends Place {
  workers: Weighted<Worker>;
}

type Worker = { actor: Actor; calls: Weighted<Call> };

/** On average. */
const CALLS_PER_SESSION: Partial<Record<Habit, number>> = { person: 12, scan: 14, terraform: 16, service: 2 };
const FAILURE_RATES: Partial<Record<Habit, number>> = { person: 0.04, service: 0 };
const UNUSUAL_RATE = 0.003;

/** @returns accounts and regions by their share of the events, those of an account side by side */
export function trailsOf(actors: readonly Actor[]): Weighted<Trail> {
  const shares = new Map<string, (readonly [Worker, number])[]>();
  for (const actor of actors) {
    const [regional, global] = [callsOf(actor.habit, false), callsOf(actor.habit, true)];
    const each = actor.share / (regional.total + global.total);
    const add = (region: string, calls: Weighted<Call>, share: number) => {
      const trail = `${actor.account}/${region}`;
      if (share > 0) shares.set(trail, [...(shares.get(trail) ?? []), [{ actor, calls }, share]]);
    };
    for (const region of actor.regions) add(region, regional, (each * regional.total) / actor.regions.length);
    add(VIRGINIA, global, each * global.total);
  }
  const trails = [...shares]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([trail, entries]) => {
      const [account = '', region = ''] = trail.split('/');
      const workers = new Weighted(entries);
      return [{ account, region, workers }, workers.total] as const;
    });
  return new Weighted(trails);
}

/** @returns so many records, in their order, of so many seconds */
export function everydayRecords(trail: Trail, count: number, start: Omit<Scene, 'region'>, seconds: number) {
  const { workers, region } = trail;
  const { random, at } = start;
  const records: CloudTrailRecord[] = [];
  const now = () => ({ random, region, at: at + Math.floor((seconds * records.length) / count) });
  while (records.length < count) {
    const { actor, calls } = workers.pick(random);
    const { session, signIns = [] } = actor.open(now());
    records.push(...signIns);
    for (let left = random.integer(1, 2 * (CALLS_PER_SESSION[actor.habit] ?? 6) - 1); left > 0; left--) {
      const fails = random.chance(FAILURE_RATES[actor.habit] ?? 0.006);
      const record = recordOf(calls.pick(random), session, now(), fails);
      if (random.chance(UNUSUAL_RATE)) Object.assign(record, random.pick(UNUSUAL_FORMS)(record));
      records.push(record);
    }
  }
  return records.slice(0, count);
}

function callsOf(habit: Habit, global: boolean): Weighted<Call> {
  const calls = CALLS.filter((call) => isGlobal(call) === global);
  return new Weighted(calls.map((call) => [call, call.by[habit] ?? 0] as const));
}
