import { readSeenValues, seenKey } from '../archive/seen-file.ts';
import { messageOf } from '../errors.ts';
import type { Archive } from '../ports.ts';
import {
  type NewValue,
  SEEN_KINDS,
  type SeenKind,
  type SeenOutcome,
  type SeenValue,
  type VerdictRule,
} from '../run/judgement.ts';
import type { ManifestReport } from '../run/manifest.ts';
import type { Run } from '../run/run.ts';
import { milliseconds } from '../time/time.ts';
import { KnownValues } from './known-values.ts';
import { type RunSeen, scheduledRunsBefore, seenFilesOf, type Unread } from './runs-seen.ts';
import { usualCounts } from './usual.ts';

interface SeenInput {
  run: Run;
  /** `seen.json.gz` of this run */
  own: Uint8Array;
  reports: readonly Pick<ManifestReport, 'id' | 'status' | 'rows'>[];
  /** of the verdict: values of its kinds come first */
  rule: VerdictRule;
}

/** Fewer days of runs do not show what is usual. */
const LEARNING_DAYS = 14;
const FIRST = 10;
const DAY = 24 * 3_600_000;

/**
 * Holds what a scheduled run saw against what the runs of the 90 days before saw. Memory grows with this run's values, not
 * with the number of runs.
 *
 * @returns what the manifest says of it, and all new values, in the order of new.csv
 */
export async function judgeSeen(
  { run, own, reports, rule }: SeenInput,
  archive: Archive,
): Promise<{ outcome: SeenOutcome; newValues: NewValue[] }> {
  const { values, dropped } = await readSeenValues(own);
  const { runs, unread } = await lookedFor(run, archive);
  const known = new KnownValues(values);
  const read: RunSeen[] = [];
  for await (const { file, content, ...before } of seenFilesOf(runs, archive)) {
    try {
      if (content instanceof Error) throw content;
      // A run without logs says nothing of what is usual.
      if (await known.read(content)) read.push(before);
    } catch (error) {
      unread.push({ file, reason: messageOf(error) });
    }
  }
  const days = daysOf(read);
  const newValues = days < LEARNING_DAYS ? [] : inOrder(known.newValues(), rule);
  const telling = newValues.filter(({ because }) => because === undefined);
  return {
    outcome: {
      status: days < LEARNING_DAYS ? 'learning' : 'judged',
      days,
      runs: read.map(({ runId }) => runId),
      ...(unread.length > 0 && { unread }),
      newValues: telling.length,
      newByKind: byKind(telling),
      first: telling.slice(0, FIRST).map((value) => withWhere(value, newValues)),
      ...(dropped > 0 && { dropped }),
      usual: usualCounts(reports, run.window, runs),
    },
    newValues,
  };
}

/** A mail that says that the runs before could not be looked for is better than no mail. */
async function lookedFor(run: Run, archive: Archive): Promise<{ runs: RunSeen[]; unread: Unread[] }> {
  try {
    return await scheduledRunsBefore(run, archive);
  } catch (error) {
    return { runs: [], unread: [{ file: 'runs/', reason: messageOf(error) }] };
  }
}

/** Values of the verdict's kinds first; of a kind the most frequent. */
function inOrder(values: readonly NewValue[], { kinds }: VerdictRule): NewValue[] {
  const order = [...SEEN_KINDS.filter((kind) => kinds.includes(kind)), ...SEEN_KINDS];
  const rank = ({ kind, because }: NewValue) => (because ? order.length : 0) + order.indexOf(kind);
  const keyed = values.map((value) => ({ value, rank: rank(value), key: seenKey(value) }));
  keyed.sort((a, b) => a.rank - b.rank || b.value.events - a.value.events || (a.key < b.key ? -1 : 1));
  return keyed.map(({ value }) => value);
}

function byKind(values: readonly SeenValue[]): Partial<Record<SeenKind, number>> {
  const counts: Partial<Record<SeenKind, number>> = {};
  for (const { kind } of values) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

const WHERE: readonly SeenKind[] = ['principal-network', 'principal-region', 'principal-service'];
const MOST_BESIDE = 20;

/** A new principal with some of the networks, regions and services in which it was; a value with those of its line. */
function withWhere({ because: _, ...value }: NewValue, all: readonly NewValue[]): SeenValue {
  const others = all.filter(({ key }) => key[0] === value.key[0]);
  const placesOf = (some: readonly NewValue[], most: number) =>
    some.flatMap(({ key }) => key[1] ?? []).slice(0, most);
  const where =
    value.kind === 'principal'
      ? WHERE.flatMap((kind) =>
          placesOf(
            others.filter((other) => other.kind === kind),
            3,
          ),
        )
      : placesOf(
          others.filter(({ kind, because }) => kind === value.kind && because === 'same-line'),
          MOST_BESIDE,
        );
  return { ...value, ...(where.length > 0 && { where }) };
}

/** Whole days of their windows together, which may overlap where the schedule was changed. */
function daysOf(runs: readonly Pick<RunSeen, 'window'>[]): number {
  let [end, sum] = [0, 0];
  for (const { window } of runs) {
    const [from, to] = [milliseconds(window.from), milliseconds(window.to)];
    sum += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  // Days in which clocks change are an hour shorter or longer.
  return Math.round(sum / DAY);
}
