import { readManifest } from '../archive/read-manifest.ts';
import { pastOf, type RunWithHistory } from '../plan/past.ts';
import type { ArchiveReader } from '../ports.ts';
import { kindIn } from '../reports/collect-statement.ts';
import type { Manifest } from '../run/manifest.ts';
import type { Past, Plan, Run } from '../run/run.ts';
import { type WarningCode, type WarningDetails, warn } from '../run/warning.ts';
import { dateOf, dayAfter } from '../time/days.ts';
import { type ArchivedRun, isComplete, manifestKey, runsBetween } from './archived-runs.ts';
import { isOfTheSameLogs } from './last-run.ts';

type Unread = WarningDetails['history-not-read'];

/** A scheduled run over the logs of a range. */
export type ScheduledRun = Manifest & Required<Pick<Manifest, 'cutoffs'>>;
export type FoundRun = RunWithHistory & Pick<Manifest, 'partitions' | 'logs' | 'events'>;

/** Where the events of runs are read, and how it is known that they are whole. */
interface PastRules {
  /** names that each run's history must have */
  columns: readonly string[];
  /** how many runs can be read; absent: any number */
  most?: number;
  /** Whether a run may be read, as far as those after it know: without a warning where not. Absent: all may. */
  isKnownWhole?(run: ScheduledRun, all: readonly ScheduledRun[]): boolean;
  /** @returns why the events of a run cannot be read in place of logs, in English; undefined where they can */
  faultOf(run: FoundRun, all: readonly FoundRun[]): Promise<string | undefined>;
}

/** Warnings of runs that have every event of their log files all the same: what they say is about the accounts. */
const HARMLESS: readonly WarningCode[] = [
  'silent-account',
  'silent-region',
  'last-run-not-read',
  'no-events',
  'networks-not-named',
  // Of the run before.
  'log-files-after-run',
];

const AT_ONCE = 20;

/**
 * Finds the scheduled runs in an archive whose events a range by hand can read in place of logs. Runs whose events were
 * changed or are gone are named in a warning, and the logs are read.
 *
 * @returns the plan with its past; unchanged where no run can be read, or where it is narrowed to accounts or regions
 */
export async function findPast(plan: Plan, archive: ArchiveReader, rules: PastRules): Promise<Plan> {
  const { run } = plan;
  if (run.trigger !== 'manual' || run.partitions.accounts || run.partitions.regions) return plan;
  const all = await scheduledRuns(run, archive);
  let runs: FoundRun[] = all.filter(isUsable).filter((it) => rules.isKnownWhole?.(it, all) ?? true);
  const unread: Unread[] = [];
  for (;;) {
    const past = pastOf(run, runs, rules.most);
    if (!past) return withWarnings(plan, unread);
    const used = runs.filter(({ runId }) => past.runs.some((one) => one.runId === runId));
    const faults = new Map<string, string>();
    await inParallel(used, async (one) => {
      const fault = columnFault(one, rules.columns) ?? (await rules.faultOf(one, runs));
      if (fault) faults.set(one.runId, fault);
    });
    if (faults.size === 0) {
      const kind = kindIn(run.events);
      const isSame = kind !== undefined && used.every(({ events = {} }) => kindIn(events) === kind);
      const found: Past = { ...past, ...(isSame && { kinds: true }) };
      return withWarnings({ ...plan, run: { ...run, past: found } }, unread);
    }
    unread.push(...[...faults].map(([runId, reason]) => ({ runId, reason })).sort(byRunId));
    runs = runs.filter(({ runId }) => !faults.has(runId));
  }
}

function withWarnings(plan: Plan, unread: readonly Unread[]): Plan {
  const warnings = [...plan.run.warnings, ...unread.map((details) => warn('history-not-read', details))];
  return { ...plan, run: { ...plan.run, warnings } };
}

const byRunId = (a: Unread, b: Unread) => (a.runId < b.runId ? -1 : 1);
const byBegin = (a: Pick<ArchivedRun, 'window'>, b: Pick<ArchivedRun, 'window'>) =>
  (a.window?.from ?? '') < (b.window?.from ?? '') ? -1 : 1;

/** Those whose windows may hold events of the range, or late ones, and the one after them. */
async function scheduledRuns(run: Run, archive: ArchiveReader): Promise<ScheduledRun[]> {
  const { from, to } = run.partitions;
  const last = dayAfter(to);
  // A run is filed under the day on which its window begins, which may be long before the range.
  const months = [dateOf(from).subtract({ months: 1 }), dateOf(last).add({ months: 1 })] as const;
  const runs = (await runsBetween(...months, archive)).filter(isComplete);
  const after = runs.filter(({ window }) => window && window.to > run.window.from).sort(byBegin);
  const end = after.findIndex(({ day }) => day > last);
  const found: ScheduledRun[] = [];
  await inParallel(end < 0 ? after : after.slice(0, end + 1), async (one) => {
    const manifest = await readRun(manifestKey(one), archive);
    if (manifest && isScheduled(manifest) && isOfTheSameLogs(manifest, run)) found.push(manifest);
  });
  return found.sort(byBegin);
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE)
    await Promise.all(items.slice(at, at + AT_ONCE).map(work));
}

/** @returns undefined where it cannot be read */
export async function readRun(key: string, archive: ArchiveReader): Promise<Manifest | undefined> {
  try {
    return readManifest((await archive.read(key)) ?? Buffer.of());
  } catch {
    // What cannot be read stands in for nothing.
    return undefined;
  }
}

function isScheduled(manifest: Manifest): manifest is ScheduledRun {
  return manifest.trigger === 'schedule' && manifest.cutoffs !== undefined;
}

function isUsable(run: ScheduledRun): run is ScheduledRun & FoundRun {
  const { history, logs, warnings } = run;
  const isWhole = logs?.complete === true && warnings.every(({ code }) => HARMLESS.includes(code));
  return history !== undefined && isWhole;
}

function columnFault({ history }: FoundRun, columns: readonly string[]): string | undefined {
  const lacks = columns.filter((name) => !history.columns.includes(name));
  return lacks.length > 0 ? `an older version wrote it, without ${lacks.join(', ')}` : undefined;
}
