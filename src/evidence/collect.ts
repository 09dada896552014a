import { RUN_ID, verifyRun } from '../archive/verify.ts';
import { type ArchivedRun, isComplete, runsBetween } from '../judge/archived-runs.ts';
import { runReview } from '../judge/recent-reviews.ts';
import { windowInRunId } from '../plan/run-id.ts';
import type { Archive } from '../ports.ts';
import type { Window } from '../run/run.ts';
import { MANIFEST } from '../run/run-files.ts';
import { dateOf, dayOf } from '../time/days.ts';
import { startOfDay } from '../time/time.ts';
import { instantText } from '../time/window.ts';
import { VERSION } from '../version.ts';
import type { Evidence, EvidenceEntry, GapEntry, Period, RunEntry } from './evidence.ts';
import { gapsIn } from './gaps.ts';
import { readOutcome } from './outcome.ts';
import { totalsOf } from './totals.ts';

/** A bucket answers each in tens of milliseconds; a run's files are read one after the other. */
const RUNS_AT_ONCE = 8;

/**
 * Reads every file of every run whose window begins in the period.
 *
 * @param now the present instant
 * @returns undefined where the archive has no run in the period, nor in the months beside it
 */
export async function collectEvidence(
  period: Period,
  archive: Archive,
  now: string,
): Promise<Evidence | undefined> {
  const [first, last] = [dayOf(period.from), dayOf(period.to)];
  // Windows of the months before and after may reach into the period.
  const months = [dateOf(first).subtract({ months: 1 }), dateOf(last).add({ months: 1 })] as const;
  const all = await runsBetween(...months, archive);
  const folders = all.filter(({ runId }) => RUN_ID.test(runId));
  if (folders.length === 0) return undefined;
  const within = folders.filter(({ day }) => day >= first && day <= last);
  const runs: RunEntry[] = [];
  for (let at = 0; at < within.length; at += RUNS_AT_ONCE) {
    const some = within.slice(at, at + RUNS_AT_ONCE);
    runs.push(...(await Promise.all(some.map((folder) => runEntry(folder, archive)))));
  }
  const entries = [...runs, ...gapEntries(period, { runs, folders, now })].sort(byWindow);
  return {
    period,
    archive: archive.locate('runs').replace(/[/\\]runs$/, ''),
    madeAt: now,
    toolVersion: VERSION,
    entries,
    reports: [...new Set(runs.flatMap(({ outcome }) => [...(outcome?.rows.keys() ?? [])]))],
    totals: totalsOf(entries),
  };
}

async function runEntry({ folder, day, runId, files }: ArchivedRun, archive: Archive): Promise<RunEntry> {
  const {
    whole,
    faults,
    reviews = [],
  } = await verifyRun('', {
    names: files,
    content: (name) => archive.content(`${folder}/${name}`),
    locate: () => archive.locate(folder),
    folder: runId,
  });
  const isComplete = files.includes(MANIFEST);
  const read = isComplete ? await readOutcome(folder, archive) : undefined;
  const { timezone = 'UTC', ...outcome } = read ?? { status: isComplete ? 'unreadable' : 'not-complete' };
  return {
    kind: runId.startsWith('scheduled-') ? 'schedule' : 'manual',
    runId,
    location: archive.locate(folder),
    window: { from: '', to: '', ...windowInRunId(runId, 'any'), timezone },
    ...outcome,
    whole,
    faults,
    reviews,
    review: runReview({ runId, day }, reviews),
  };
}

interface Covering {
  runs: readonly RunEntry[];
  folders: readonly ArchivedRun[];
  now: string;
}

function gapEntries({ from, to }: Period, { runs, folders, now }: Covering): GapEntry[] {
  const timezone = zoneOf(runs);
  const end = dateOf(dayOf(to)).add({ days: 1 });
  const period = {
    from: instantText(startOfDay(dateOf(dayOf(from)), timezone)),
    to: instantText(startOfDay(end, timezone)),
  };
  const windows = folders.filter(isComplete).flatMap(({ window }) => window ?? []);
  return gapsIn(period, windows, now).map((gap) => ({ kind: 'gap', window: { ...gap, timezone } }));
}

/** In which the period's days are. */
function zoneOf(runs: readonly RunEntry[]): string {
  const known = runs.filter(({ outcome }) => outcome);
  const scheduled = known.filter(({ kind }) => kind === 'schedule');
  return [...scheduled, ...known].at(0)?.window.timezone ?? 'UTC';
}

function byWindow(a: EvidenceEntry, b: EvidenceEntry): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

/** A gap before a run by hand, and that after a scheduled one. */
function keyOf({ window, kind }: { window: Window; kind: EvidenceEntry['kind'] }): string {
  return [window.from, { schedule: 0, gap: 1, manual: 2 }[kind], window.to].join(' ');
}
