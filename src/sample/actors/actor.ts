import type { Instant } from '../calendar.ts';
import { type Call, recordOf, regionOf, type Session } from '../call.ts';
import { unusual } from '../oddities.ts';
import type { Random, Weighted } from '../random.ts';
import { type Occurrence, occurrence } from '../record.ts';
import type { Rhythm } from '../rhythm.ts';

/** What opening a session gives: the session, and the records that it leaves by itself (a sign-in). */
export interface Opening {
  session: Session;
  traces: Occurrence[];
}

/** A person or a workload of the company. */
export interface Actor {
  /** roughly, in percent of all events */
  share: number;
  rhythm: Rhythm;
  regions: readonly string[];
  calls: Weighted<Call>;
  /** on average */
  callsPerBurst: number;
  /** between two calls of a burst, at most */
  pauseSeconds: number;
  failureRate: number;
  open: (random: Random, at: Instant) => Opening;
  sessionSeconds: number;
  /** the chance that a burst begins with a new session, though the last would still do */
  reopenRate: number;
}

/** An actor at work: keeps the session from one burst to the next. */
export class Work {
  private session: Session | undefined;
  private sessionEnds = 0;
  private readonly actor: Actor;

  constructor(actor: Actor) {
    this.actor = actor;
  }

  /** @param end no record is later than the second before it */
  burst(random: Random, start: Instant, end: Instant): Occurrence[] {
    const { actor } = this;
    const [session, occurrences] = this.enter(random, start);
    const region = random.pick(actor.regions);
    const calls = random.integer(1, 2 * actor.callsPerBurst - 1);
    let at = occurrences.at(-1)?.at ?? start;
    for (let n = 0; n < calls; n++) {
      at = Math.min(at + random.integer(0, actor.pauseSeconds), end - 1);
      const call = actor.calls.pick(random);
      const scene = { random, session, region: regionOf(call, region), at };
      const record = recordOf(call, scene, call.refusable && random.chance(actor.failureRate));
      occurrences.push(occurrence(at, unusual(record, random)));
      if (call.echo && record.errorCode === undefined) occurrences.push(call.echo(scene, record));
    }
    return occurrences;
  }

  private enter(random: Random, at: Instant): [Session, Occurrence[]] {
    const { actor } = this;
    if (this.session && at < this.sessionEnds && !random.chance(actor.reopenRate)) return [this.session, []];
    const { session, traces } = actor.open(random, at);
    this.session = session;
    this.sessionEnds = at + actor.sessionSeconds;
    return [session, traces];
  }
}
