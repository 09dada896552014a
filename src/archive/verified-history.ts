import type { History, HistoryFile } from '../run/history.ts';
import { type FileFault, measured } from './listed-files.ts';

export interface VerifiedHistory {
  /** `gone`: none of its files is there, because it expired or was removed; the run is whole without it */
  status: 'whole' | 'damaged' | 'gone';
  files: number;
  bytes: number;
}

/** @param contentOf a key of the archive; undefined where it does not exist */
export async function verifiedHistory(
  { place, files }: Pick<History, 'place' | 'files'>,
  contentOf: (key: string) => Promise<AsyncIterable<Uint8Array> | undefined>,
): Promise<{ history: VerifiedHistory; faults: FileFault[] }> {
  const faults: FileFault[] = [];
  let [missing, bytes] = [0, 0];
  for (const listed of files) {
    const file = `${place}/${listed.file}`;
    const content = await contentOf(file);
    if (!content) {
      missing += 1;
      faults.push({ file, fault: 'missing', message: 'is listed in the manifest but missing' });
      continue;
    }
    const fault = await historyFileFault(listed, content);
    if (fault) faults.push({ file, ...fault });
    else bytes += listed.bytes;
  }
  const isGone = files.length > 0 && missing === files.length;
  if (isGone) return { history: { status: 'gone', files: files.length, bytes: 0 }, faults: [] };
  const status = faults.length > 0 ? 'damaged' : 'whole';
  return { history: { status, files: files.length - faults.length, bytes }, faults };
}

/** Compares a file's size and, where it is one that can be made here, its checksum. */
export async function historyFileFault(
  { bytes, checksum }: HistoryFile,
  content: AsyncIterable<Uint8Array>,
): Promise<Omit<FileFault, 'file'> | undefined> {
  const found = await measured(content);
  if ('fault' in found) return found;
  if (found.bytes !== bytes)
    return { fault: 'changed', message: `has ${found.bytes} bytes; the manifest lists ${bytes}` };
  // S3's own are base64, and of an upload in parts made of those of the parts.
  const sha256 = checksum?.algorithm === 'SHA256' ? /^[0-9a-f]{64}$/.exec(checksum.value)?.[0] : undefined;
  if (sha256 === undefined || sha256 === found.sha256) return undefined;
  return { fault: 'changed', message: `has the sha256 ${found.sha256}; the manifest lists ${sha256}` };
}
