import { HOUR, type Instant } from './calendar.ts';
import { type Call, type Habit, isGlobal, recordOf, type Session, UNUSUAL_FORMS } from './call.ts';
import { CALLS } from './calls.ts';
import { VIRGINIA } from './company.ts';
import type { Place } from './log-file.ts';
import { type Random, Weighted } from './random.ts';
import type { CloudTrailRecord } from './record.ts';

/** A person or a program, or several of one kind. */
export interface Actor {
  /** roughly, in percent of all events */
  share: number;
  habit: Habit;
  account: string;
  /** a region named twice has twice the calls */
  regions: readonly string[];
  open: (visit: Visit) => Opening;
}

/** When and where a session begins. */
export interface Visit {
  random: Random;
  at: Instant;
  region: string;
}

export interface Opening {
  session: Session;
  /** records of the opening itself, such as a sign-in */
  traces?: CloudTrailRecord[];
}

/** An account and region, and who is at work there. */
export interface Trail extends Place {
  desks: Weighted<Desk>;
}

interface Desk {
  actor: Actor;
  calls: Weighted<Call>;
}

/** Calls in a row, on average. */
const BURSTS: Partial<Record<Habit, number>> = { person: 8, scan: 14, terraform: 16, service: 2 };
const FAILURE_RATES: Partial<Record<Habit, number>> = { person: 0.04, service: 0 };
const UNUSUAL_RATE = 0.003;
const SESSION = 4 * HOUR;
const REOPEN_RATE = 0.2;

/** @returns accounts and regions by their share of the events, those of an account side by side */
export function trailsOf(actors: readonly Actor[]): Weighted<Trail> {
  const trails = new Map<string, [Place, (readonly [Desk, number])[]]>();
  const seat = (region: string, actor: Actor, calls: Weighted<Call>, share: number) => {
    if (share === 0) return;
    const name = `${actor.account}/${region}`;
    const trail = trails.get(name) ?? [{ account: actor.account, region }, []];
    trails.set(name, trail);
    trail[1].push([{ actor, calls }, share]);
  };
  for (const { open, ...rest } of actors) {
    const actor = { ...rest, open: keepingSession(open) };
    const [regional, global] = [callsOf(actor.habit, false), callsOf(actor.habit, true)];
    const each = actor.share / (regional.total + global.total);
    for (const region of actor.regions)
      seat(region, actor, regional, (each * regional.total) / actor.regions.length);
    seat(VIRGINIA, actor, global, each * global.total);
  }
  const sorted = [...trails].sort(([one], [other]) => (one < other ? -1 : 1));
  return new Weighted(
    sorted.map(([, [place, seats]]) => {
      const desks = new Weighted(seats);
      return [{ ...place, desks }, desks.total] as const;
    }),
  );
}

/** @returns so many records, in their order, of so many seconds */
export function everydayRecords(
  { desks, region }: Trail,
  count: number,
  { random, at }: Omit<Visit, 'region'>,
  seconds: number,
): CloudTrailRecord[] {
  const records: CloudTrailRecord[] = [];
  const now = () => at + Math.floor((seconds * records.length) / count);
  while (records.length < count) {
    const { actor, calls } = desks.pick(random);
    const { session, traces = [] } = actor.open({ random, at: now(), region });
    records.push(...traces);
    for (let left = random.integer(1, 2 * (BURSTS[actor.habit] ?? 6) - 1); left > 0; left--) {
      const fails = random.chance(FAILURE_RATES[actor.habit] ?? 0.006);
      const record = recordOf(calls.pick(random), { random, session, region, at: now() }, fails);
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

/** A session lasts for some bursts, and some end early. */
function keepingSession(open: Actor['open']): Actor['open'] {
  let kept: { session: Session; ends: Instant } | undefined;
  return (visit) => {
    if (kept && visit.at < kept.ends && !visit.random.chance(REOPEN_RATE)) return { session: kept.session };
    const opening = open(visit);
    kept = { session: opening.session, ends: visit.at + SESSION };
    return opening;
  };
}
