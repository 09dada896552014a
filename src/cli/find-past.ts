import { LogFolders } from '../adapters/local/log-folders.ts';
import { historyFileFault } from '../archive/verified-history.ts';
import { type FoundRun, findPast } from '../judge/find-past.ts';
import { deliveryMinute, deliveryMinuteIn } from '../logs/layout.ts';
import type { Archive } from '../ports.ts';
import { allColumns } from '../reports/collect-statement.ts';
import type { Plan } from '../run/run.ts';
import type { TableConfig } from '../table/table-config.ts';

/**
 * The plan with its past, over log files on this machine: the history's files are compared with their manifests, and the log
 * files that each run read with those that are there now.
 *
 * @param logs their directory, and the table whose columns are needed
 */
export async function withPast(
  plan: Plan,
  logs: { directory: string; table: TableConfig },
  archive: Archive,
): Promise<Plan> {
  let deliveries: Promise<Deliveries> | undefined;
  return findPast(plan, archive, {
    columns: allColumns(logs.table),
    async faultOf(run, all) {
      deliveries ??= deliveriesIn(all, logs.directory);
      return (await historyFault(run, archive)) ?? newLogsFault(run, await deliveries);
    },
  });
}

async function historyFault({ history }: FoundRun, archive: Archive): Promise<string | undefined> {
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
