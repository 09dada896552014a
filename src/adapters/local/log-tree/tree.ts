import { join } from 'node:path';
import type { FolderBeside, LogTree, Paths, RegionLogs } from '../../../doctor/log-tree/log-tree.ts';
import { parseDay } from '../../../time/days.ts';
import type { DayFolder } from '../log-files/day-folders.ts';
import { lookAtDay } from './day.ts';
import { type Entries, Listing } from './listing.ts';

/** What runs find below AWSLogs, and what they pass over: by names alone. */
export async function readLogTree(directory: string): Promise<LogTree> {
  const listing = new Listing(directory);
  const tree: LogTree = {
    regions: [],
    beside: [],
    strangeFolders: paths(),
    strayFiles: paths(),
    otherFiles: paths(),
    twice: paths(),
    misfiled: paths(),
    unreadable: listing.unreadable,
  };
  await lookAtAccounts({ listing, tree }, 'AWSLogs', undefined);
  return tree;
}

export interface Walk {
  listing: Listing;
  tree: LogTree;
}

export function addPath(to: Paths, path: string): void {
  to.count += 1;
  if (to.first.length < MOST_PATHS) to.first.push(path);
}

const MOST_PATHS = 10;
const LOG_FILE = /\.json(\.gz)?$/;

function paths(): Paths {
  return { count: 0, first: [] };
}

async function lookAtAccounts(walk: Walk, path: string, organization: string | undefined): Promise<void> {
  for (const name of await foldersOf(walk, path)) {
    if (/^\d{12}$/.test(name)) await lookAtAccount(walk, join(path, name), { organization, account: name });
    else if (!organization && name.startsWith('o-')) await lookAtAccounts(walk, join(path, name), name);
    else addPath(walk.tree.strangeFolders, join(path, name));
  }
}

type Account = Pick<RegionLogs, 'organization' | 'account'>;

async function lookAtAccount(walk: Walk, path: string, account: Account): Promise<void> {
  for (const name of await foldersOf(walk, path)) {
    if (name === 'CloudTrail') await lookAtRegions(walk, join(path, name), account);
    else
      walk.tree.beside.push(await folderBeside(walk, join(path, name), { account: account.account, name }));
  }
}

async function lookAtRegions(walk: Walk, path: string, account: Account): Promise<void> {
  for (const region of await foldersOf(walk, path)) {
    await lookAtRegion(walk, join(path, region), { ...account, region });
  }
}

async function lookAtRegion(walk: Walk, path: string, region: Account & { region: string }): Promise<void> {
  const days: Record<string, number> = {};
  let newest = '';
  for await (const folder of dayFolders(walk, path, region)) {
    const found = await lookAtDay(walk, folder);
    if (found.files === 0) continue;
    days[folder.day] = found.files;
    if (found.newest > newest) newest = found.newest;
  }
  if (newest) walk.tree.regions.push({ ...region, days, newest });
}

async function* dayFolders(
  walk: Walk,
  path: string,
  { account, region }: { account: string; region: string },
): AsyncGenerator<DayFolder> {
  for (const year of await foldersOf(walk, path)) {
    if (!/^\d{4}$/.test(year)) addPath(walk.tree.strangeFolders, join(path, year));
    else
      for (const month of await foldersOf(walk, join(path, year))) {
        if (!/^\d\d$/.test(month)) addPath(walk.tree.strangeFolders, join(path, year, month));
        else
          for (const name of await foldersOf(walk, join(path, year, month))) {
            const folder = {
              account,
              region,
              day: `${year}/${month}/${name}`,
              path: join(path, year, month, name),
            };
            if (parseDay(folder.day)) yield folder;
            else addPath(walk.tree.strangeFolders, folder.path);
          }
      }
  }
}

/** The folders in a folder that holds no files by right. */
async function foldersOf({ listing, tree }: Walk, path: string): Promise<string[]> {
  const { folders, files } = await listing.at(path);
  for (const name of files) if (LOG_FILE.test(name)) addPath(tree.strayFiles, join(path, name));
  return folders;
}

/** CloudTrail's own folders are counted, those of other services only named. */
async function folderBeside(
  { listing }: Walk,
  path: string,
  folder: Pick<FolderBeside, 'account' | 'name'>,
): Promise<FolderBeside> {
  const found: FolderBeside = { ...folder, files: 0, lastDay: undefined };
  const count = async (at: string): Promise<void> => {
    const { folders, files }: Entries = await listing.at(at);
    found.files += files.length;
    const day = at.slice(-'yyyy/MM/dd'.length);
    if (files.length > 0 && parseDay(day) && day > (found.lastDay ?? '')) found.lastDay = day;
    for (const name of folders) await count(join(at, name));
  };
  if (folder.name.startsWith('CloudTrail-')) await count(path);
  return found;
}
