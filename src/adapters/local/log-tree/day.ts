import { join } from 'node:path';
import type { DayFolder } from '../log-files/day-folders.ts';
import { deliveryOf } from '../log-files/log-span.ts';
import { addPath, type Walk } from './tree.ts';

const LOG_FILE = /\.json(\.gz)?$/;
/** As CloudTrail names them; a file that was renamed is read too, so other names tell nothing. */
const NAME = /^(\d{12})_CloudTrail_([a-z0-9-]+)_(\d{4})(\d\d)(\d\d)T\d{4}Z_/;

/** Counts the log files of a day folder, and names what is odd among them. */
export async function lookAtDay(
  { listing, tree }: Walk,
  folder: DayFolder,
): Promise<{ files: number; newest: string }> {
  const { folders, files } = await listing.at(folder.path);
  for (const name of folders) addPath(tree.strangeFolders, join(folder.path, name));
  const found = { files: 0, newest: '' };
  const names = new Set(files);
  for (const name of files) {
    const path = join(folder.path, name);
    if (!LOG_FILE.test(name)) {
      addPath(tree.otherFiles, path);
      continue;
    }
    if (names.has(`${name}.gz`)) addPath(tree.twice, path);
    if (isMisfiled(name, folder)) addPath(tree.misfiled, path);
    const delivered = deliveryOf(name, folder.day);
    found.files += 1;
    if (delivered > found.newest) found.newest = delivered;
  }
  return found;
}

function isMisfiled(name: string, folder: DayFolder): boolean {
  const [known, account, region, ...date] = NAME.exec(name) ?? [];
  if (known === undefined) return false;
  return account !== folder.account || region !== folder.region || date.join('/') !== folder.day;
}
