import type { SampleLogFile } from '../../src/sample/log-file.ts';
import type { CloudTrailRecord } from '../../src/sample/record.ts';
import { sampleLogFiles } from '../../src/sample/sample.ts';
import type { SampleOptions } from '../../src/sample/sample-options.ts';

/** What the name and the text of a log file say. */
export interface ReadLogFile {
  account: string;
  region: string;
  /** the day of its folder: `2025-10-31` */
  day: string;
  /** the minute of its delivery, in milliseconds since 1970 */
  delivered: number;
  records: CloudTrailRecord[];
}

const KEY =
  /^AWSLogs\/(\d{12})\/CloudTrail\/([a-z0-9-]+)\/(\d{4})\/(\d\d)\/(\d\d)\/\1_CloudTrail_\2_\3\4\5T(\d\d)(\d\d)Z_[A-Za-z0-9]{16}\.json\.gz$/;

export function isLogFile({ key }: SampleLogFile): boolean {
  return KEY.test(key);
}

export function logFilesOf(options: SampleOptions): ReadLogFile[] {
  return [...sampleLogFiles(options)].filter(isLogFile).map(({ key, json }) => {
    const [, account = '', region = '', year, month, date, hour, minute] = KEY.exec(key) ?? [];
    const day = `${year}-${month}-${date}`;
    const delivered = Date.parse(`${day}T${hour}:${minute}:00Z`);
    return { account, region, day, delivered, records: JSON.parse(json).Records };
  });
}

export function recordsOf(options: SampleOptions): CloudTrailRecord[] {
  return logFilesOf(options).flatMap(({ records }) => records);
}
