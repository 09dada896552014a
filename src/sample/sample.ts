import { DAY, HOUR, type Instant, isoOf, LAST_DAY } from './calendar.ts';
import { Cast } from './cast.ts';
import { everydayRecords, type Trail, trailsOf } from './everyday.ts';
import { logFile, type SampleLogFile, siblingFiles } from './log-file.ts';
import { Random, type Weighted } from './random.ts';
import type { SampleOptions } from './sample-options.ts';
import type { Occurrence } from './stage.ts';
import { storiesOf } from './stories.ts';

/** With thirteen, an account that has a tenth of the files has one on each day: see GOLDEN_RATIO. */
const FEWEST_FILES_PER_DAY = 13;
/** Bounds what is in memory, however many events there are. */
const EVENTS_PER_FILE = 1_000;
/** Most of the seconds between the first event of a file and its last. */
const SPAN = 240;
const LATE_RATE = 0.02;
const TWICE_RATE = 0.03;
/** Its multiples are spread evenly over 0 to 1 (thirteen leave no gap of a tenth), so that no account is left out. */
const GOLDEN_RATIO = 0.618_033_988_749_895;

/** The CloudTrail logs of a fictional company. Each file is made when it is asked for. */
export function* sampleLogFiles(options: SampleOptions): Generator<SampleLogFile> {
  const { days, events, seed, files = Math.min(events / 12, days * 1000) } = options;
  const cast = new Cast(new Random(seed, 1), events / days);
  const stories = [...storyFiles(storiesOf(cast, days, events, new Random(seed, 2)), new Random(seed, 3))];
  yield* stories;
  const left = events - stories.reduce((sum, file) => sum + file.events, 0);
  const fewest = Math.max(days * FEWEST_FILES_PER_DAY, left / EVENTS_PER_FILE);
  const everyday = Math.min(left, Math.ceil(Math.max(fewest, files - stories.length)));
  yield* everydayFiles(trailsOf(cast.actors), days, left, everyday, new Random(seed, 4));
  yield* siblingFiles(new Random(seed, 5));
}

/** First and last UTC day of the events: `2025-10-29`. */
export function sampleDays(days: number): { firstDay: string; lastDay: string } {
  const firstDay = isoOf(LAST_DAY - (days - 1) * DAY).slice(0, 10);
  return { firstDay, lastDay: isoOf(LAST_DAY).slice(0, 10) };
}

/** What is done all day: files one after the other, each of an account and region, minutes after its events. */
function* everydayFiles(
  trails: Weighted<Trail>,
  days: number,
  events: number,
  files: number,
  random: Random,
) {
  const from = LAST_DAY - (days - 1) * DAY;
  const spacing = (days * DAY) / files;
  const seconds = Math.min(SPAN, spacing);
  const first = random.fraction();
  let made = 0;
  for (let n = 0; n < files; n++) {
    const upTo = n === files - 1 ? events : Math.round((events * (n + 0.8 * random.fraction())) / files);
    const trail = trails.at((first + n * GOLDEN_RATIO) % 1);
    const count = upTo - made;
    if (count <= 0) continue;
    const at = from + Math.floor(n * spacing);
    const records = everydayRecords(trail, count, { random, at }, seconds).map((one) => JSON.stringify(one));
    const late = count > 1 && random.chance(LATE_RATE) ? records.splice(-1) : [];
    const again = random.chance(TWICE_RATE) ? records.slice(0, Math.min(3, events - upTo)) : [];
    made = upTo + again.length;
    const delivered = at + Math.ceil(seconds) + random.integer(60, 240);
    yield logFile(trail, delivered, records, random);
    if (again.length > 0) yield logFile(trail, secondDelivery(delivered, random), again, random);
    const lastAt = at + Math.floor((seconds * (count - 1)) / count);
    if (late.length > 0) yield logFile(trail, lateDelivery(lastAt, random), late, random);
  }
}

function* storyFiles(stories: readonly Occurrence[], random: Random) {
  const batches = new Map<string, Occurrence[]>();
  for (const story of stories) {
    const { recipientAccountId, awsRegion } = story.record;
    const name = [recipientAccountId, awsRegion, Math.floor(story.at / SPAN), story.delivery].join();
    batches.set(name, [...(batches.get(name) ?? []), story]);
  }
  for (const [name, batch] of batches) {
    const [account = '', region = '', , delivery] = name.split(',');
    const [place, records] = [{ account, region }, batch.map(({ record }) => JSON.stringify(record))];
    const last = Math.max(...batch.map(({ at }) => at));
    const soon = last + random.integer(60, 240);
    yield logFile(place, delivery === 'late' ? lateDelivery(last, random) : soon, records, random);
    if (delivery === 'twice') yield logFile(place, secondDelivery(soon, random), records, random);
  }
}

function secondDelivery(delivered: Instant, random: Random): Instant {
  return delivered + random.integer(10, 90) * 60;
}

/** Hours later, on the day after. */
function lateDelivery(at: Instant, random: Random): Instant {
  return at - (at % DAY) + DAY + random.integer(HOUR, 8 * HOUR);
}
