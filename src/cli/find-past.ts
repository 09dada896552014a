import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { type LogStore, storeOf } from '../adapters/local/log-files/log-store.ts';
import { historyFileFault } from '../archive/verified-history.ts';
import { type FoundRun, findPast, readRun } from '../judge/find-past.ts';
import { deliveryMinute, deliveryMinuteIn } from '../logs/layout.ts';
import type { Archive } from '../ports.ts';
import { allColumns } from '../reports/collect-statement.ts';
import type { Plan } from '../run/run.ts';
import { MANIFEST } from '../run/run-files.ts';
import { cloudTrailColumns, type Fields, isList, isStruct } from '../table/cloudtrail-columns.ts';
import type { TableConfig } from '../table/table-config.ts';

/**
 * The plan with its past, over log files on this machine: the history's files are compared with their manifests, and the log
 * files that each run read with those that are there now.
 *
 * @param logs where they are, and the table whose columns are needed
 */
export async function withPast(
  plan: Plan,
  { logs, table }: { logs: LogStore | string; table: TableConfig },
  archive: Archive,
): Promise<Plan> {
  let deliveries: Promise<Deliveries> | undefined;
  return findPast(plan, archive, {
    columns: allColumns(table),
    async faultOf(run, all) {
      deliveries ??= deliveriesIn(all, logs);
      return (await historyFault(run, archive)) ?? newLogsFault(run, await deliveries);
    },
  });
}

/** @returns where the logs were that the newest scheduled run with a history read; undefined: no run has one */
export async function logsWithHistory(archive: Archive): Promise<string | undefined> {
  const keys = (await archive.list('runs/')).filter((key) => key.endsWith(`/${MANIFEST}`));
  for (const key of keys.reverse()) {
    const found = await readRun(key, archive);
    if (found?.trigger === 'schedule' && found.history && found.source !== undefined) return found.source;
  }
  return undefined;
}

async function historyFault({ history }: FoundRun, archive: Archive): Promise<string | undefined> {
  for (const file of history.files) {
    const fault = await historyFileFault(file, archive.content(`${history.place}/${file.file}`));
    if (fault) return `${file.file} ${fault.message}`;
  }
  const [file] = history.files.toSorted((a, b) => a.bytes - b.bytes);
  if (!file) return undefined;
  const lacks = await fieldsLacking(archive.locate(`${history.place}/${file.file}`));
  return lacks.length > 0 ? `an older version wrote it, without ${lacks.join(', ')}` : undefined;
}

/** All files of a run have the same columns, and the manifest names them, but not the fields of structs. */
async function fieldsLacking(path: string): Promise<string[]> {
  const { schema } = await parquetMetadataAsync(await asyncBufferFromFile(path));
  const found = new Set<string>();
  const walk = (at: number, parent: string[]): number => {
    const { name = '', num_children: children = 0 } = schema[at] ?? {};
    // A list's elements are in two groups of the format's own.
    const path = at === 0 || ['list', 'element'].includes(name) ? parent : [...parent, name.toLowerCase()];
    found.add(path.join('.'));
    let next = at + 1;
    for (let child = 0; child < children; child += 1) next = walk(next, path);
    return next;
  };
  walk(0, []);
  return fieldsOf(cloudTrailColumns).filter((field) => !found.has(field));
}

function fieldsOf(fields: Fields, parent: readonly string[] = []): string[] {
  return Object.entries(fields).flatMap(([name, type]) => {
    const path = [...parent, name.toLowerCase()];
    const inner = isList(type) ? type.list : type;
    return isStruct(inner) ? fieldsOf(inner, path) : [path.join('.')];
  });
}

/** By day folder: when its files were delivered, as far as their names say. */
type Deliveries = ReadonlyMap<string, readonly (string | undefined)[]>;

/** Every folder is listed once, whatever the number of runs that read it. */
async function deliveriesIn(runs: readonly FoundRun[], logs: LogStore | string): Promise<Deliveries> {
  const days = runs.flatMap(({ partitions: { from, to } }) => [from, to]).sort();
  const [from = '', to = ''] = [days.at(0), days.at(-1)];
  const folders = storeOf(logs).folders();
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
