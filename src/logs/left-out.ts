/** What lies beside the log files of a run: the same rules for a directory and for S3. */

import type { PassedOverReason } from '../run/warning.ts';
import { DIGESTS, FLOW_LOGS, isHidden, LOGS, type LogPath, looksLikeLog, parsePath, ROOT } from './layout.ts';

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
  for (const path of files) if (isStray(path)) on.passedOver?.('outside-days', path);
  return folders.flatMap((path): [string, LogPath][] => {
    const name = nameOf(path);
    // Below AWSLogs another one would be a prefix.
    const place = name === ROOT ? undefined : parsePath(path);
    const { service = LOGS } = place ?? {};
    if (place && service === LOGS) return [[path, place]];
    if (place ? isMisplaced(service) : !isHidden(name) && !name.startsWith(FLOW_LOGS))
      on.passedOver?.('unknown-folder', path.replace(/\/$/, ''));
    else if (place) on.beside?.(path, place);
    return [];
  });
}

/** Other services write files of their own beside CloudTrail's folder, such as `ELBAccessLogTestFile`. */
function isStray(path: string): boolean {
  return !isHidden(nameOf(path)) && (path.includes(`/${LOGS}/`) || looksLikeLog(path));
}

/** What other services of AWS call their folders beside an account's log files. */
const SERVICES: readonly string[] = [
  'Config',
  'elasticloadbalancing',
  'globalaccelerator',
  'GuardDuty',
  'network-firewall',
  'redshift',
  'vpcdnsquerylogs',
  'vpcflowlogs',
  'WAFLogs',
];

/** Whether CloudTrail's other kinds of events are in a folder beside an account's log files, or nobody knows what. */
export function isNotCovered(service: string): boolean {
  return ![DIGESTS, ...SERVICES].includes(service) && !isHidden(service);
}

/** AWS adds kinds of events now and then. */
const OF_CLOUDTRAIL = /^CloudTrail-[A-Z][A-Za-z]*$/;

/** Whether logs that somebody moved or copied are likely in it: `CloudTrail-old`, `cloudtrail`, `us-east-1`, `2026`. */
function isMisplaced(service: string): boolean {
  return !OF_CLOUDTRAIL.test(service) && /^cloudtrail|^[a-z]{2,3}(-[a-z]+)+-\d+$|^\d{4}$/i.test(service);
}

function nameOf(path: string): string {
  return path.replace(/\/$/, '').replace(/^.*\//s, '');
}
