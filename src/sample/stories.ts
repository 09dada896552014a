import type { Cast } from './actors/cast.ts';
import { DAY, LAST_DAY, startOfDay } from './calendar.ts';
import type { Random } from './random.ts';
import type { Occurrence } from './record.ts';
import { idleGuessing, passwordGuessing } from './stories/guessing.ts';
import { hostileContent } from './stories/hostile.ts';
import { lateSignIns } from './stories/late.ts';
import { rootAtWork } from './stories/root.ts';
import type { Stage } from './stories/stage.ts';
import { visitors } from './stories/visitors.ts';

/** Days of fewer events than this have no story but the last: there would be little else. */
const BUSY_DAY = 500;

/** What happens once and for sure, in the order of time: all of it on the last day, so that a report of that day shows it. */
export function storiesOf(cast: Cast, days: number, events: number, random: Random): Occurrence[] {
  const lastDay = startOfDay(LAST_DAY);
  const stories: Occurrence[] = [];
  for (let back = days - 1; back >= 0; back--) {
    const stage: Stage = { cast, random, day: lastDay - back * DAY };
    if (back === 0) stories.push(...storiesOfTheLastDay(stage));
    else if (events / days >= BUSY_DAY)
      stories.push(...lateSignIns(stage), ...(back % 3 === 1 ? idleGuessing(stage) : []));
  }
  return stories.sort((one, other) => one.at - other.at);
}

function storiesOfTheLastDay(stage: Stage): Occurrence[] {
  return [visitors, rootAtWork, passwordGuessing, hostileContent, lateSignIns].flatMap((story) =>
    story(stage),
  );
}
