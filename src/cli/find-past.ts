import { LogFolders } from '../adapters/local/log-folders.ts';
import { readManifest } from '../archive/read-manifest.ts';
import { historyFileFault } from '../archive/verified-history.ts';
import { isOfTheSameLogs, type ManifestKey, manifestsIn, months } from '../judge/last-run.ts';
import { deliveryMinute, deliveryMinuteIn } from '../logs/layout.ts';
import { pastOf, type RunWithHistory } from '../plan/past.ts';
import { windowInRunId } from '../plan/run-id.ts';
import type { Archive } from '../ports.ts';
import { allColumns } from '../reports/collect-statement.ts';
import type { Manifest } from '../run/manifest.ts';
import type { Plan, Run } from '../run/run.ts';
import { type WarningCode, type WarningDetails, warn } from '../run/warning.ts';
import type { TableConfig } from '../table/table-config.ts';
import { dateOf, dayAfter } from '../time/days.ts';

type Unread = WarningDetails['history-not-read'];
type FoundRun = RunWithHistory & Pick<Manifest, 'partitions' | 'logs'>;

/** Warnings of runs that have every event of their log files all the same: what they say is about the accounts. */
const HARMLESS: readonly WarningCode[] = [
  'silent-account',
  'silent-region',
  'last-run-not-read',
  'no-events',
];

/**
 * Finds the scheduled runs in an archive whose events a range by hand can read in place of logs. Runs whose events were
 * changed or are gone are named in a warning, and the logs are read.
 *
 * @param logs their directory, and the table whose columns are needed
 * @returns the plan with its past; as it is where there is none, and where it is narrowed to accounts or regions
 */
export async function withPast(
  plan: Plan,
  logs: { directory: string; table: TableConfig },
  archive: Archive,
): Promise<Plan> {
  const { run } = plan;
  if (run.trigger !== 'manual' || run.partitions.accounts || run.partitions.regions) return plan;
  let runs = await runsWithHistory(run, archive);
  const unread: Unread[] = [];
  const deliveries = pastOf(run, runs) ? await deliveriesIn(runs, logs.directory) : new Map();
  for (;;) {
    const past = pastOf(run, runs);
    if (!past) return withWarnings(plan, unread);
    const faults = new Map<string, string>();
    const columns = allColumns(logs.table);
    for (const one of runs.filter(({ runId }) => past.runs.some((used) => used.runId === runId))) {
      const fault = (await historyFault(one, columns, archive)) ?? newLogsFault(one, deliveries);
      if (fault) faults.set(one.runId, fault);
    }
    if (faults.size === 0) {
      return withWarnings({ ...plan, run: { ...run, past } }, unread);
    }
    unread.push(...[...faults].map(([runId, reason]) => ({ runId, reason })));
    runs = runs.filter(({ runId }) => !faults.has(runId));
  }
}

function withWarnings(plan: Plan, unread: readonly Unread[]): Plan {
  const warnings = [...plan.run.warnings, ...unread.map((details) => warn('history-not-read', details))];
  return { ...plan, run: { ...plan.run, warnings } };
}

async function runsWithHistory(run: Run, archive: Archive): Promise<FoundRun[]> {
  const { from, to } = run.partitions;
  const last = dayAfter(to);
  const found: FoundRun[] = [];
  // A run is filed under the day on which its window begins, which may be long before the range.
  for (const month of months(dateOf(from).subtract({ months: 1 }), dateOf(last))) {
    for (const key of await manifestsIn(month, archive)) {
      const window = windowInRunId(key.runId);
      if (!window || window.to <= run.window.from || key.day > last) continue;
      const manifest = await readRun(key, archive);
      if (manifest && isUsable(manifest, run)) found.push(manifest);
    }
  }
  return found;
}

async function readRun({ key }: ManifestKey, archive: Archive): Promise<Manifest | undefined> {
  try {
    return readManifest(Buffer.from((await archive.read(key)) ?? []).toString('utf8'));
  } catch {
    // What cannot be read stands in for nothing.
    return undefined;
  }
}

function isUsable(manifest: Manifest, run: Run): manifest is Manifest & FoundRun {
  const { trigger, cutoffs, history, logs, warnings } = manifest;
  const isWhole = logs?.complete === true && warnings.every(({ code }) => HARMLESS.includes(code));
  return (
    trigger === 'schedule' &&
    cutoffs !== undefined &&
    history !== undefined &&
    isWhole &&
    isOfTheSameLogs(manifest, run)
  );
}

async function historyFault(
  { history }: FoundRun,
  columns: readonly string[],
  archive: Archive,
): Promise<string | undefined> {
  const lacks = columns.filter((name) => !history.columns.includes(name));
  if (lacks.length > 0) return `an older version wrote it, without ${lacks.join(', ')}`;
  for (const file of history.files) {
    const fault = await historyFileFault(file, archive.content(`${history.place}/${file.file}`));
    if (fault) return `${file.file} ${fault.message}`;
  }
  return undefined;
}

/** By day folder: when its files were delivered, as far as their names say. */
type Deliveries = ReadonlyMap<string, readonly (string | undefined)[]>;

/** Every folder is listed once, whatever the number of runs that read it. */
async function deliveriesIn(runs: readonly FoundRun[], directory: string): Promise<Deliveries> {
  const from =
    runs
      .map(({ partitions }) => partitions.from)
      .sort()
      .at(0) ?? '';
  const to =
    runs
      .map(({ partitions }) => partitions.to)
      .sort()
      .at(-1) ?? '';
  const folders = new LogFolders(directory);
  const found = new Map<string, (string | undefined)[]>();
  for await (const folder of folders.days({ from, to })) {
    const minutes = found.get(folder.day) ?? [];
    found.set(folder.day, minutes);
    for (const file of await folders.files(folder)) minutes.push(deliveryMinuteIn(file));
  }
  return found;
}

/** Files that their names put before the cutoff, and that were not there when it read the logs. */
function newLogsFault({ partitions, cutoffs, logs }: FoundRun, deliveries: Deliveries): string | undefined {
  const cutoff = deliveryMinute(cutoffs.to);
  const grown = [...deliveries].filter(([day, minutes]) => {
    if (day < partitions.from || day > partitions.to) return false;
    const files = minutes.filter((minute) => minute === undefined || minute < cutoff).length;
    return files > (logs?.delivered?.[day] ?? 0);
  });
  return grown.length > 0 ? `log files of ${grown.map(([day]) => day).join(', ')} came after it` : undefined;
}
