/** Folders with log files of a run's days that the table does not read: their events are in no report. */
export interface NotProjected {
  /** where the table reads: `s3://bucket/AWSLogs/${account}/CloudTrail/${region}/` */
  location: string;
  /** by account: `AWSLogs/111122223333/CloudTrail/`, and the regions in it */
  accounts: { folder: string; regions: string[] }[];
  /** how many regions that are, of all accounts */
  folders: number;
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

const ACCOUNTS_NAMED = 5;
const REGIONS_NAMED = 5;

/** What a line of the mail has room for; `more` counts those that are left to the manifest. */
export function namedAccounts({ accounts }: NotProjected) {
  const named = accounts.slice(0, ACCOUNTS_NAMED).map(({ folder, regions }) => ({
    folder,
    regions: regions.slice(0, REGIONS_NAMED),
    more: Math.max(0, regions.length - REGIONS_NAMED),
  }));
  return { named, more: accounts.length - named.length };
}
