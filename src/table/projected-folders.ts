/** Which folders of the log bucket a table reads: CloudTrail makes one for each account and region. */
import type { ProjectedFolders } from '../run/run.ts';
import type { NotProjected } from '../run/warning.ts';
import type { Projection } from './table-description.ts';

/** @returns undefined where the template does not end in the day, as CloudTrail's folders do */
export function projectedFolders(
  { template = '', columns }: Projection,
  dayColumn: string,
): ProjectedFolders | undefined {
  const [location, rest] = template.split(`\${${dayColumn}}`);
  if (!location || rest === undefined || !/^\/?$/.test(rest)) return undefined;
  const enumerated = Object.entries(columns).flatMap(([column, projection]) =>
    projection.type === 'enum' && column !== dayColumn ? [[column, projection.values]] : [],
  );
  return { location, values: Object.fromEntries(enumerated) };
}

/** @param folder `s3://bucket/AWSLogs/111122223333/CloudTrail/us-east-1/` */
export function isProjected(folder: string, { location, values }: ProjectedFolders): boolean {
  const columns = [...location.matchAll(/\$\{(\w+)\}/g)].map(([, column = '']) => column);
  const literals = location.split(/\$\{\w+\}/).map((text) => text.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&'));
  const found = new RegExp(`^${literals.join('([^/]+)')}$`).exec(folder);
  if (!found) return false;
  return columns.every((column, i) => values[column]?.includes(found[i + 1] ?? '') ?? true);
}

/** @param paths `AWSLogs/111122223333/CloudTrail/us-east-1/` */
export function notProjected(paths: readonly string[], location: string): NotProjected {
  const byAccount = new Map<string, string[]>();
  for (const path of paths) {
    const [, folder = path, region = ''] = /^(.*\/)([^/]+)\/$/.exec(path) ?? [];
    byAccount.set(folder, [...(byAccount.get(folder) ?? []), region]);
  }
  const accounts = Array.from(byAccount, ([folder, regions]) => ({ folder, regions }));
  return { location, accounts, folders: paths.length };
}
