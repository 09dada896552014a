import { type FolderBeside, type LogTree, Paths, type RegionLogs } from '../../../doctor/log-tree/tree.ts';
import { isLogFile, isMisfiled, LOGS, type LogPath, newestDelivery } from '../../../logs/layout.ts';
import { DAY_FORMAT, parseDay } from '../../../time/days.ts';
import { type LogFolder, LogFolders } from '../log-folders.ts';

/** What runs find below the directory, and what they pass over: by names alone. */
export async function askTree(directory: string): Promise<LogTree> {
  const unreadable: { file: string; reason: string }[] = [];
  const folders = new LogFolders(directory, (file, error) =>
    unreadable.push({ file, reason: (error as Error).message }),
  );
  const odd: LogTree['odd'] = {
    unknownFolders: new Paths(),
    strayFiles: new Paths(),
    otherFiles: new Paths(),
    twice: new Paths(),
    misfiled: new Paths(),
  };
  const services: [path: string, place: LogPath][] = [];
  const days = folders.days(undefined, {
    unknownFolder: (path) => odd.unknownFolders.add(path),
    strayFile: (path) => odd.strayFiles.add(path),
    otherService: (path, place) => services.push([path, place]),
  });
  const regions = new Map<string, RegionLogs & { days: string[] }>();
  for await (const folder of days) {
    const newest = newestDelivery(await logFilesOf(folder, folders, odd), folder.day);
    if (newest === undefined) continue;
    const { organization, account, region, day, path } = folder;
    const key = path.slice(0, -DAY_FORMAT.length);
    const days = regions.get(key)?.days ?? [];
    days.push(day);
    regions.set(key, { organization, account, region, days, newest });
  }
  const beside = await Promise.all(services.map(([path, place]) => folderBeside(path, place, folders)));
  return { regions: [...regions.values()], beside, odd, unreadable };
}

/** @param odd gets what is odd among the log files or beside them */
async function logFilesOf(
  { path, ...folder }: LogFolder,
  folders: LogFolders,
  odd: LogTree['odd'],
): Promise<string[]> {
  const found = await folders.list(path);
  const names = new Set(found.files);
  const visible = [...new Set([...found.folders, ...found.files])].filter((name) => !name.startsWith('.'));
  for (const name of visible) {
    const at = `${path}/${name}`;
    if (!names.has(name)) odd.unknownFolders.add(at);
    else if (!isLogFile(name)) odd.otherFiles.add(at);
    else {
      if (names.has(`${name}.gz`)) odd.twice.add(at);
      if (isMisfiled(name, folder)) odd.misfiled.add(at);
    }
  }
  return found.files.filter(isLogFile);
}

/** CloudTrail's own folders are counted, those of other services only named. */
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
  if (service.startsWith(`${LOGS}-`)) await count(path);
  return found;
}
