import * as z from 'zod';
import { NOTIFIED } from '../run/notified.ts';
import { RENDERINGS } from '../run/renderings.ts';
import { MANIFEST } from '../run/run-files.ts';
import { type FileFault, type Listed, listedFiles, measured, readJson } from './listed-files.ts';
import { type VerifiedHistory, verifiedHistory } from './verified-history.ts';
import { verifiedRenderings } from './verified-renderings.ts';
import { type VerifiedReview, verifiedReviews } from './verified-reviews.ts';

/** The files to verify: those of a run's folder, or of a folder with runs below it. Names are relative to it, with `/`. */
export interface StoredFiles {
  names: readonly string[];
  /** The content, piece by piece, so that files of any size are read in bounded memory. */
  content(name: string): AsyncIterable<Uint8Array>;
  /**
   * A file of the archive that a run's folder is in, whatever folder of it is verified. Absent: histories are not verified.
   *
   * @param run name of the run's folder
   * @returns undefined where it does not exist
   */
  ofArchive?(run: string, key: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** where a person finds a name; that of the folder itself is '' */
  locate(name: string): string;
  /** name of the folder itself */
  folder: string;
}

export interface VerifiedRun {
  /** where a person finds the run */
  location: string;
  whole: boolean;
  /** how many files are as the manifest lists them, and their size */
  files: number;
  bytes: number;
  faults: FileFault[];
  /** its events, which are outside its folder; absent: it has none */
  history?: VerifiedHistory;
  /** what people wrote of the run, oldest first; absent: nothing that can be read */
  reviews?: VerifiedReview[];
  /** files that a desktop left beside those of the run */
  ignored: string[];
}

/** Of macOS, Windows, Microsoft Office and LibreOffice. */
const DESKTOP_FILE = /(?:^|\/)(?:\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini|~\$[^/]*|\.~lock\.[^/]*#)$/i;

/** `scheduled-20261121T2130Z-20261122T2130Z-1a2b3c4d` */
export const RUN_ID = /^(?:scheduled|manual)-\d{8}T\d{4,6}Z-\d{8}T\d{4,6}Z-[0-9a-f]{8}$/;

/** Compares the files of every run with its manifest, one run after the other. */
export async function* verifyRuns(stored: StoredFiles): AsyncGenerator<VerifiedRun> {
  for (const folder of runFolders(stored)) yield verifyRun(folder, stored);
}

/** Folders with a manifest, and those named as runs are, whatever they hold. A link in a run's place counts as well. */
function runFolders({ names, folder }: StoredFiles): string[] {
  const found = new Set<string>(names.length > 0 && RUN_ID.test(folder) ? [''] : []);
  for (const name of names) {
    const parts = name.split('/');
    if (parts.at(-1) === MANIFEST) found.add(parts.slice(0, -1).join('/'));
    const run = parts.findIndex((part) => RUN_ID.test(part));
    if (run >= 0) found.add(parts.slice(0, run + 1).join('/'));
  }
  return [...found].sort();
}

/** Compares the files of one run with its manifest. `folder`: its name, or empty where the files are of one run. */
export async function verifyRun(folder: string, stored: StoredFiles): Promise<VerifiedRun> {
  const prefix = folder === '' ? '' : `${folder}/`;
  const inRun = stored.names.filter((name) => name.startsWith(prefix));
  const present = new Set(inRun.map((name) => name.slice(prefix.length)));
  const contentOf = (file: string) => (present.has(file) ? stored.content(`${prefix}${file}`) : undefined);
  const run: Omit<VerifiedRun, 'whole' | 'faults'> = {
    location: stored.locate(folder),
    files: 0,
    bytes: 0,
    ignored: [],
  };
  const runId = prefix === '' ? stored.folder : (folder.split('/').at(-1) ?? '');
  const read = await listedFiles(contentOf(MANIFEST), runId);
  if ('fault' in read) return { ...run, whole: false, faults: [read] };
  const faults: FileFault[] = [];
  const compare = async (entries: readonly Listed[], list: string) => {
    for (const entry of entries) {
      const fault = await faultOf(entry, contentOf(entry.file), list);
      if (fault) faults.push({ file: entry.file, ...fault });
      else {
        run.files += 1;
        run.bytes += entry.bytes;
      }
    }
  };
  await compare(read.files, 'the manifest');
  const { reviews, ...reviewed } = await verifiedReviews(present, contentOf, { runId, ...read });
  faults.push(...reviewed.faults);
  const rendered = await verifiedRenderings(contentOf(RENDERINGS), read);
  faults.push(...rendered.faults);
  await compare(rendered.files, RENDERINGS);
  faults.push(...(await notifiedFaults(contentOf(NOTIFIED))));
  const { ofArchive } = stored;
  if (read.history && ofArchive) {
    const { history, faults: found } = await verifiedHistory(read.history, (key) => ofArchive(folder, key));
    run.history = history;
    faults.push(...found);
  }
  const listed = [...read.files, ...rendered.files].map(({ file }) => file);
  const known = new Set([MANIFEST, RENDERINGS, NOTIFIED, ...listed, ...rendered.failed, ...reviewed.files]);
  for (const file of present) {
    if (known.has(file)) continue;
    if (DESKTOP_FILE.test(file)) run.ignored.push(file);
    else faults.push({ file, fault: 'unlisted', message: 'is not listed in the manifest' });
  }
  return { ...run, whole: faults.length === 0, faults, ...(reviews.length > 0 && { reviews }) };
}

const notified = z.strictObject({
  version: z.literal(1),
  status: z.enum(['asked', 'sent', 'failed']),
  at: z.string(),
  to: z.string(),
  reason: z.string().optional(),
});

/** Written after the manifest, so that nothing lists it: that it is what it is called is all that can be known. */
async function notifiedFaults(content: AsyncIterable<Uint8Array> | undefined): Promise<FileFault[]> {
  if (!content) return [];
  const read = await readJson(content);
  if ('fault' in read) return [{ file: NOTIFIED, ...read }];
  if (notified.safeParse(read.written).success) return [];
  return [{ file: NOTIFIED, fault: 'not-complete', message: 'is not the record of a message' }];
}

async function faultOf(
  { bytes, sha256 }: Listed,
  content: AsyncIterable<Uint8Array> | undefined,
  list: string,
): Promise<Omit<FileFault, 'file'> | undefined> {
  if (!content) return { fault: 'missing', message: `is listed in ${list} but missing` };
  const found = await measured(content);
  if ('fault' in found) return found;
  if (found.bytes === bytes && found.sha256 === sha256) return undefined;
  const message = `has ${found.bytes} bytes and the sha256 ${found.sha256}; ${list} lists ${bytes} and ${sha256}`;
  return { fault: 'changed', message };
}
