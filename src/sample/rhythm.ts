import { HOUR, type Instant, weekdayOf } from './calendar.ts';

/** How busy someone is in the hour of an instant: 1 at the busiest. */
export type Rhythm = (at: Instant) => number;

/** by local hour of the day */
const WORKING_DAY = [
  0.01, 0.01, 0.01, 0.01, 0.01, 0.02, 0.05, 0.15, 0.5, 0.95, 1, 1, 0.55, 0.9, 1, 1, 0.9, 0.75, 0.45, 0.25,
  0.15, 0.1, 0.05, 0.02,
];

export function officeHours(utcOffsetHours: number): Rhythm {
  return (at) => {
    const local = at + utcOffsetHours * HOUR;
    const weekend = weekdayOf(local) % 6 === 0 ? 0.06 : 1;
    return hourly(WORKING_DAY, local) * weekend;
  };
}

export const roundTheClock: Rhythm = () => 1;

/** Services that people keep busy: never idle, busier by day. */
export function daylight(utcOffsetHours: number): Rhythm {
  return (at) => 0.35 + 0.65 * hourly(WORKING_DAY, at + utcOffsetHours * HOUR);
}

/** Jobs that run in the hours after one hour of the UTC day. */
export function nightly(utcHour: number): Rhythm {
  return (at) => (hourOf(at - utcHour * HOUR) < 3 ? 1 : 0.02);
}

/** Mean over a week's Wednesday, by which shares of unlike rhythms are made comparable. */
export function meanOf(rhythm: Rhythm): number {
  const wednesday = 6 * 24 * HOUR;
  let sum = 0;
  for (let hour = 0; hour < 24; hour++) sum += rhythm(wednesday + hour * HOUR);
  return sum / 24;
}

function hourly(profile: readonly number[], local: Instant): number {
  return profile[hourOf(local)] ?? 0;
}

function hourOf(at: Instant): number {
  return Math.floor(at / HOUR) % 24;
}
