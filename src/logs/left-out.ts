/** What lies beside the log files of a run: the same rules for a directory and for S3. */

import type { PassedOverReason } from '../run/warning.ts';
import { FLOW_LOGS, isHidden, LOGS, type LogPath, parsePath, ROOT } from './layout.ts';

/** Called for what a run does not read. */
export interface OnLeftOut {
  passedOver?(reason: PassedOverReason, path: string): void;
  /** a folder beside an account's log files, of another kind: `CloudTrail-Digest`, `Config` */
  beside?(path: string, place: LogPath): void;
  /** a folder that exists and cannot be listed: what is in it is not known */
  unreadable?(path: string, error: unknown): void;
}

/** What lies in a folder above the day folders. Paths of folders may end in a slash. */
export interface Listed {
  folders: readonly string[];
  files: readonly string[];
}

/** @returns the folders that may hold log files, and what their paths say */
export function foldersToRead({ folders, files }: Listed, on: OnLeftOut): [path: string, place: LogPath][] {
  for (const path of files) if (!isHidden(nameOf(path))) on.passedOver?.('outside-days', path);
  return folders.flatMap((path): [string, LogPath][] => {
    const name = nameOf(path);
    // Below AWSLogs another one would be a prefix.
    const place = name === ROOT ? undefined : parsePath(path);
    const { service = LOGS } = place ?? {};
    if (place && service === LOGS) return [[path, place]];
    // `CloudTrail-old`, `cloudtrail`: logs that somebody moved or copied may be in it.
    if (place ? isRenamed(service) : !isHidden(name) && !name.startsWith(FLOW_LOGS))
      on.passedOver?.('unknown-folder', path.replace(/\/$/, ''));
    else if (place) on.beside?.(path, place);
    return [];
  });
}

/** Whether a folder beside an account's log files is one of CloudTrail's own. AWS adds kinds now and then. */
export function isOfCloudTrail(service: string): boolean {
  return /^CloudTrail-[A-Z][A-Za-z]*$/.test(service);
}

function isRenamed(service: string): boolean {
  return /^cloudtrail/i.test(service) && !isOfCloudTrail(service);
}

function nameOf(path: string): string {
  return path.replace(/\/$/, '').replace(/^.*\//s, '');
}
