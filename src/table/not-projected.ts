import type { NotProjected } from '../run/warning.ts';

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
