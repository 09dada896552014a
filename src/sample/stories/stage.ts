import type { Cast } from '../actors/cast.ts';
import type { Instant } from '../calendar.ts';
import { type Call, recordOf, regionOf, type Session } from '../call.ts';
import { BROWSERS, type Office } from '../company.ts';
import type { Random } from '../random.ts';
import { type CloudTrailRecord, type Occurrence, occurrence } from '../record.ts';
import type { Visit } from '../sign-in-record.ts';

/** A day on which something is told. */
export interface Stage {
  cast: Cast;
  random: Random;
  /** its first instant in UTC */
  day: Instant;
}

/** @param clock UTC: `09:05:00` */
export function instantOf({ day }: Stage, clock: string): Instant {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return day + hours * 3600 + minutes * 60 + seconds;
}

export function visitFrom(
  stage: Stage,
  clock: string,
  region: string,
  office: Pick<Office, 'address'>,
  browser = BROWSERS[0],
): Visit {
  return {
    random: stage.random,
    at: instantOf(stage, clock),
    region,
    address: office.address,
    browser: `${browser}`,
  };
}

export function signedIn(
  visit: Visit,
  record: CloudTrailRecord,
  delivery?: Occurrence['delivery'],
): Occurrence {
  return { ...occurrence(visit.at, record), ...(delivery && { delivery }) };
}

/** Calls of one session, twenty seconds apart. */
export function callsOf(
  stage: Stage,
  session: Session,
  region: string,
  clock: string,
  calls: readonly Call[],
  fails = false,
): Occurrence[] {
  return calls.map((call, n) => {
    const at = instantOf(stage, clock) + n * 20;
    const scene = { random: stage.random, session, region: regionOf(call, region), at };
    return occurrence(at, recordOf(call, scene, fails));
  });
}
