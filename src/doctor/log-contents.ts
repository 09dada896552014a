/** Which log files of a day are damaged, so that Athena's queries end on them. */
import type { DamagedFile } from '../ports.ts';
import { noBucket } from './bucket.ts';
import { type Answer, counted, type Finding, fault, findings, judge, ok } from './finding.ts';
import type { Setup } from './setup.ts';

export interface LogContents {
  /** `2026/11/21` */
  day: string;
  files: number;
  /** `file`: `s3://bucket/key` */
  damaged: readonly DamagedFile[];
}

const TODO = 'put back a whole copy, or move the file out of AWSLogs; then run the window again';

export function judgeLogContents(answer: Answer<LogContents>, { logs }: Pick<Setup, 'logs'>): Finding[] {
  const absent = noBucket('log contents', logs.bucket);
  return judge(answer, absent, ({ day, files, damaged }) =>
    findings(
      damaged.map(({ file, reason }) => fault('damaged log file', `${file}: ${reason}`, TODO)),
      damaged.length === 0 && ok('log contents', `${counted(files, 'log file')} of ${day}, all whole`),
    ),
  );
}
