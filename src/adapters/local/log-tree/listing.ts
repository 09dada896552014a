import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DamagedFile } from '../../../ports.ts';

export interface Entries {
  folders: string[];
  files: string[];
}

/** Lists folders by their paths below a directory. One that cannot be listed counts as empty, and is named. */
export class Listing {
  readonly unreadable: DamagedFile[] = [];

  constructor(readonly directory: string) {}

  /** The names in a folder, in order, without hidden ones. A link stands for what it leads to. */
  async at(path: string): Promise<Entries> {
    const entries: Entries = { folders: [], files: [] };
    try {
      for (const entry of await readdir(join(this.directory, path), { withFileTypes: true })) {
        if (entry.name.startsWith('.')) continue;
        const isFolder = entry.isSymbolicLink()
          ? await this.leadsToFolder(join(path, entry.name))
          : entry.isDirectory();
        entries[isFolder ? 'folders' : 'files'].push(entry.name);
      }
    } catch (error) {
      this.unreadable.push({ file: path, reason: (error as Error).message });
    }
    return { folders: entries.folders.sort(), files: entries.files.sort() };
  }

  /** A link that leads in a circle, or to where this user may not look, is taken for a folder: listing it says why. */
  private async leadsToFolder(path: string): Promise<boolean> {
    try {
      return (await stat(join(this.directory, path))).isDirectory();
    } catch (error) {
      return (error as NodeJS.ErrnoException).code !== 'ENOENT';
    }
  }
}
