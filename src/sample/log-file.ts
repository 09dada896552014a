import { dateOf, type Instant, isoOf } from './calendar.ts';
import { ALPHANUMERIC, type Random } from './random.ts';

export interface SampleLogFile {
  /** below the logs directory: `AWSLogs/ACCOUNT/CloudTrail/REGION/YYYY/MM/DD/ACCOUNT_CloudTrail_REGION_….json.gz` */
  key: string;
  /** the text of `{ Records: CloudTrailRecord[] }`, except in the digest and Insights files beside the logs */
  json: string;
  /** how many records; 0 for a file that is not a log file */
  events: number;
}

/** What CloudTrail writes together: the events of an account in a region. */
export interface Place {
  account: string;
  region: string;
}

/**
 * @param kind `CloudTrail` for logs; other files have folders of their own beside them
 * @param end what comes after the region in the file's name
 */
export function keyOf(kind: string, { account, region }: Place, delivered: Instant, end: string): string {
  const day = dateOf(delivered).replaceAll('-', '/');
  return `AWSLogs/${account}/${kind}/${region}/${day}/${account}_${kind}_${region}_${end}.json.gz`;
}

/** The minute of a delivery as in the name of a log file: `20251031T0905Z` */
export function minuteOf(at: Instant): string {
  return `${isoOf(at).slice(0, 16).replace(/[-:]/g, '')}Z`;
}

/** @param records as JSON */
export function logFile(place: Place, delivered: Instant, records: string[], random: Random): SampleLogFile {
  const end = `${minuteOf(delivered)}_${random.text(16, ALPHANUMERIC)}`;
  const key = keyOf('CloudTrail', place, delivered, end);
  return { key, json: `{"Records":[${records.join(',')}]}`, events: records.length };
}
