import type { FolderBeside, LogTree, RegionLogs } from '../../../doctor/log-tree/tree.ts';
import { DIGESTS, isMisfiled, type LogPath, newestDelivery } from '../../../logs/layout.ts';
import { LogCount, Paths } from '../../../logs/log-count.ts';
import { DAY_FORMAT, parseDay } from '../../../time/days.ts';
import { LogFolders } from '../log-folders.ts';

/** What runs find below the directory, and what they pass over: by names, and first bytes where these do not say. */
export async function askTree(directory: string): Promise<LogTree> {
  const count = new LogCount();
  const odd: LogTree['odd'] = { twice: new Paths(), misfiled: new Paths() };
  const services: [path: string, place: LogPath][] = [];
  const folders = new LogFolders(directory, {
    passedOver: (reason, path) => count.passedOver(reason, path),
    unreadable: (path, error) => count.unreadable(path, error),
    beside: (path, place) => services.push([path, place]),
  });
  const regions = new Map<string, RegionLogs & { days: string[] }>();
  for await (const folder of folders.days()) {
    const files = await folders.logFiles(folder);
    const names = new Set(files);
    for (const file of files) {
      if (names.has(`${file}.gz`)) odd.twice.add(file);
      if (isMisfiled(file, folder)) odd.misfiled.add(file);
    }
    const newest = newestDelivery(files, folder.day);
    if (newest === undefined) continue;
    const { organization, account, region, day, path } = folder;
    const key = path.slice(0, -DAY_FORMAT.length);
    const days = regions.get(key)?.days ?? [];
    days.push(day);
    regions.set(key, { organization, account, region, days, newest });
  }
  const beside = await Promise.all(services.map(([path, place]) => folderBeside(path, place, folders)));
  const { passedOver = [], unreadable = [] } = count.leftOut();
  return { regions: [...regions.values()], beside, odd, passedOver, unreadable };
}

/** Digest files are counted, other folders only named. */
async function folderBeside(
  path: string,
  { account = '', service = '' }: LogPath,
  folders: LogFolders,
): Promise<FolderBeside> {
  const found: FolderBeside = { account, service, files: 0, lastDay: undefined };
  const count = async (at: string): Promise<void> => {
    const list = await folders.list(at);
    const files = list.files.filter((name) => !name.startsWith('.'));
    found.files += files.length;
    const day = at.slice(-DAY_FORMAT.length);
    if (files.length > 0 && parseDay(day) && day > (found.lastDay ?? '')) found.lastDay = day;
    for (const name of list.folders) await count(`${at}/${name}`);
  };
  if (service === DIGESTS) await count(path);
  return found;
}
