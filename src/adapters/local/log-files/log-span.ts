import { type DayFolder, dayFolders, logFiles } from './day-folders.ts';

export interface LogSpan {
  /** UTC days that have a folder, oldest first: `2026/11/21` */
  days: string[];
  /** when the newest log file was delivered, as its name says: an instant; absent where there is no log file */
  newestDelivery?: string;
}

/** Which days the logs hold, from the names of folders and of the newest day's files: no file is opened. */
export async function logSpan(logs: string): Promise<LogSpan> {
  const folders: DayFolder[] = [];
  for await (const folder of dayFolders(logs)) folders.push(folder);
  const days = [...new Set(folders.map(({ day }) => day))].sort();
  for (const newestDay of days.toReversed()) {
    const files = await Promise.all(folders.filter(({ day }) => day === newestDay).map(namesIn));
    const [newestDelivery] = files
      .flat()
      .map((name) => deliveryOf(name, newestDay))
      .sort()
      .reverse();
    if (newestDelivery !== undefined) return { days, newestDelivery };
  }
  return { days };
}

/** A folder that cannot be listed counts as one with a file of unknown name: a run over its day says that it is there. */
async function namesIn(folder: DayFolder): Promise<string[]> {
  let isReadable = true;
  const names = await logFiles(folder, () => {
    isReadable = false;
  });
  return isReadable ? names : [''];
}

/** `111122223333_CloudTrail_us-east-1_20251031T0005Z_….json.gz` was delivered at 2025-10-31T00:05:00Z. */
export function deliveryOf(name: string, day: string): string {
  const date = day.replaceAll('/', '-');
  const [, hour = '23', minute = '59'] =
    new RegExp(`${day.replaceAll('/', '')}T([01]\\d|2[0-3])([0-5]\\d)`).exec(name) ?? [];
  return `${date}T${hour}:${minute}:00Z`;
}
