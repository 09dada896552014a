import { checksumOf } from '../archive/checksum.ts';
import { csvCells } from '../archive/csv-rows.ts';
import { messageOf } from '../errors.ts';
import type { ArchiveReader } from '../ports.ts';
import type { Window } from '../run/run.ts';
import { instantOf, localDay } from '../time/time.ts';
import { isComplete, manifestKey, runsBetween } from './archived-runs.ts';
import { readRun } from './find-past.ts';
import type { Unread } from './runs-seen.ts';

/** A value that a scheduled run was the first of 90 days to see, as its `new.csv` has it. */
export interface NewThing {
  /** id of that run */
  run: string;
  kind: string;
  /** a network, a region or a service of the caller, an account's region, an action, a tool; or the caller itself */
  value: string;
  /** in that run */
  events: number;
  first: string;
  last: string;
  /** why the mail does not count it; absent: it does */
  because?: string;
}

/**
 * What is new of some callers, by the runs of an archive: first what the mails count, each newest first.
 *
 * @param of principals, or ids of accounts
 * @returns undefined where no run of the window knows what was new in it
 */
export async function newThingsOf(
  of: ReadonlySet<string>,
  window: Window,
  archive: ArchiveReader,
): Promise<{ found: NewThing[]; unread: Unread[] } | undefined> {
  const [from, to] = [window.from, window.to].map((instant) => instantOf(instant));
  if (!from || !to) return undefined;
  // A scheduled run is filed under the day on which its window begins, in its own zone.
  const days = [localDay(from, 'UTC').subtract({ days: 32 }), localDay(to, 'UTC').add({ days: 1 })] as const;
  const found: NewThing[] = [];
  const unread: Unread[] = [];
  let isKnown = false;
  for (const run of (await runsBetween(...days, archive)).filter(isComplete)) {
    if (!run.window || run.window.to <= window.from || run.window.from >= window.to) continue;
    const manifest = await readRun(manifestKey(run), archive);
    const listed = manifest?.files.find(({ role }) => role === 'new');
    if (!listed) continue;
    const file = `${run.folder}/${listed.file}`;
    try {
      const content = await archive.read(file);
      if (!content) throw new Error('it was removed');
      if (checksumOf(content).sha256 !== listed.sha256) throw new Error('it was changed since its run');
      isKnown = true;
      for await (const thing of thingsIn(content, of))
        if (thing.last >= window.from && thing.first < window.to) found.push({ run: run.runId, ...thing });
    } catch (error) {
      unread.push({ file, reason: messageOf(error) });
    }
  }
  if (!isKnown && unread.length === 0) return undefined;
  const rank = ({ because }: NewThing) => (because === undefined ? 0 : 1);
  found.sort((a, b) => rank(a) - rank(b) || (a.first > b.first ? -1 : 1));
  return { found, unread };
}

const COLUMNS = ['kind', 'value1', 'value2', 'firsteventtime', 'lasteventtime', 'events', 'by', 'because'];

async function* thingsIn(
  content: Uint8Array,
  of: ReadonlySet<string>,
): AsyncGenerator<Omit<NewThing, 'run'>> {
  const pieces = (async function* () {
    yield content;
  })();
  for await (const cells of csvCells(pieces, COLUMNS)) {
    const [kind = '', one = '', two = '', first = '', last = '', events, by = '', because] = cells;
    if (!of.has(one) && !of.has(by)) continue;
    const value = of.has(one) && two !== '' ? two : [one, two].filter(Boolean).join(' ');
    yield { kind, value, events: Number(events), first, last, ...(because && { because }) };
  }
}
