import { LAYOUT } from '../logs/layout.ts';
import type { PassedOver, PassedOverReason } from '../run/warning.ts';
import { type Finding, ok, shortList, warning } from './finding.ts';

const MOVE = `move them to where they belong: ${LAYOUT}`;

const TEXTS: Record<PassedOverReason, [check: string, what: string, todo: string]> = {
  'not-json': [
    'other files',
    'files in day folders that are neither gzip nor JSON, which no run reads',
    'move them away; if they are log files, copy them again',
  ],
  archived: [
    'archived files',
    'log files in S3 Glacier Flexible Retrieval or Deep Archive, which Athena leaves out',
    'copy them to another storage class before a run over their days',
  ],
  hidden: [
    'hidden files',
    'log files whose names begin with a dot or an underscore, which no run reads',
    'copy them again, or rename them; remove them if they are there under their own names too',
  ],
  'outside-days': ['stray files', 'files outside the day folders, which no run reads', MOVE],
  'unknown-folder': ['folders', 'folders outside the layout, which no run reads', MOVE],
  'other-root': [
    'prefix',
    'another AWSLogs, which is not read with this one',
    'check it too, and run over it by itself',
  ],
};

/** The doctor's words for what a run warns of as `passed-over`. */
export function judgePassedOver(passedOver: readonly PassedOver[] = []): Finding[] {
  return passedOver.map(({ reason, count, paths }) => {
    const [check, what, todo] = TEXTS[reason];
    return warning(check, `${what}: ${shortList(paths.slice(0, 5), count)}`, todo);
  });
}

export function judgeNotCovered(folders: readonly string[] = []): Finding[] {
  if (folders.length === 0) return [];
  return [ok('not covered', `beside the log files, in no report: ${shortList(folders)}`)];
}
