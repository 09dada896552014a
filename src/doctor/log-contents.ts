/** Which log files of a day are damaged, so that Athena's queries end on them. */
import type { DamagedFile } from '../ports.ts';
import { type Answer, counted, type Finding, fault, judge, ok } from './finding.ts';

export interface LogContents {
  /** `2026/11/21` */
  day: string;
  files: number;
  /** `file`: `s3://bucket/key` */
  damaged: readonly DamagedFile[];
}

const TODO = 'put back a whole copy, or move the file out of AWSLogs; then run the window again';

export function judgeLogContents(answer: Answer<LogContents>, bucket: string): Finding[] {
  const noBucket = fault('log contents', `no bucket ${bucket}`, 'correct --log-bucket');
  return judge(answer, noBucket, ({ day, files, damaged }) => [
    ...damaged.map(({ file, reason }) => fault('damaged log file', `${file}: ${reason}`, TODO)),
    ...(damaged.length === 0
      ? [ok('log contents', `${counted(files, 'log file')} of ${day}, all whole`)]
      : []),
  ]);
}
