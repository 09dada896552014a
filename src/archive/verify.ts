import { MANIFEST } from '../run/run-files.ts';
import { Checksum } from './checksum.ts';
import { type FileFault, type Listed, listedFiles, reasonOf } from './listed-files.ts';

/** The files to be verified: a run's folder, or a folder with runs below it. Names use `/`, and are relative to it. */
export interface StoredFiles {
  names: readonly string[];
  /** The content, piece by piece, so that files of any size are read in bounded memory. */
  content(name: string): AsyncIterable<Uint8Array>;
  /** where a person finds a name; that of the folder itself is '' */
  locate(name: string): string;
  /** name of the folder itself */
  folder: string;
}

export interface VerifiedRun {
  /** where the run lies */
  location: string;
  whole: boolean;
  /** how many files are as the manifest lists them, and their size */
  files: number;
  bytes: number;
  faults: FileFault[];
}

const RUN_ID = /^(?:scheduled|manual)-\d{8}T\d{4,6}Z-\d{8}T\d{4,6}Z-[0-9a-f]{8}$/;

/** Holds the files of every run that is there against its manifest, one run after the other. */
export async function* verifyRuns(stored: StoredFiles): AsyncGenerator<VerifiedRun> {
  for (const folder of runFolders(stored)) yield verifyRun(folder, stored);
}

/** Folders with a manifest, and what is named as runs are: a link in a run's place is none. */
function runFolders({ names, folder }: StoredFiles): string[] {
  const found = new Set<string>();
  for (const name of names) {
    const parts = name.split('/');
    if (parts.at(-1) === MANIFEST) found.add(parts.slice(0, -1).join('/'));
    const run = parts.findIndex((part) => RUN_ID.test(part));
    if (run >= 0) found.add(parts.slice(0, run + 1).join('/'));
    if (RUN_ID.test(folder)) found.add('');
  }
  return [...found].sort();
}

async function verifyRun(folder: string, stored: StoredFiles): Promise<VerifiedRun> {
  const prefix = folder === '' ? '' : `${folder}/`;
  const present = stored.names
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
  const run = { location: stored.locate(folder), files: 0, bytes: 0, faults: [] as FileFault[] };
  const runId = prefix === '' ? stored.folder : (folder.split('/').at(-1) ?? '');
  const read = await listedFiles(
    present.includes(MANIFEST) ? stored.content(`${prefix}${MANIFEST}`) : undefined,
    runId,
  );
  if ('fault' in read) return { ...run, whole: false, faults: [read] };
  for (const entry of read.files) {
    const fault = present.includes(entry.file)
      ? await compared(entry, stored.content(`${prefix}${entry.file}`))
      : missing(entry.file);
    if (fault) run.faults.push(fault);
    else {
      run.files += 1;
      run.bytes += entry.bytes;
    }
  }
  const known = new Set([MANIFEST, ...read.files.map(({ file }) => file)]);
  run.faults.push(...present.filter((name) => !known.has(name)).map(unlisted));
  return { ...run, whole: run.faults.length === 0 };
}

async function compared({ file, bytes, sha256 }: Listed, content: AsyncIterable<Uint8Array>) {
  const sum = new Checksum();
  try {
    for await (const chunk of content) sum.add(chunk);
  } catch (error) {
    return { file, fault: 'unreadable', message: reasonOf(error) } as const;
  }
  const found = sum.result();
  if (found.bytes === bytes && found.sha256 === sha256) return undefined;
  const message = `has ${found.bytes} bytes and the sha256 ${found.sha256}; the manifest lists ${bytes} and ${sha256}`;
  return { file, fault: 'changed', message } as const;
}

const missing = (file: string): FileFault => ({
  file,
  fault: 'missing',
  message: 'is listed, and not there',
});
const unlisted = (file: string): FileFault => ({
  file,
  fault: 'unlisted',
  message: 'is there, and not listed',
});
