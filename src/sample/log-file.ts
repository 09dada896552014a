import { type Delivery, DIGESTS, folderOf, INSIGHTS, logKey } from '../logs/layout.ts';
import { dayOf } from '../time/days.ts';
import { HOUR, type Instant, isoOf, LAST_DAY } from './calendar.ts';
import { MANAGEMENT, PRODUCTION, SECURITY, SYDNEY, TOKYO } from './company.ts';
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
export type Place = Pick<Delivery, 'account' | 'region'>;

const NOON = LAST_DAY + 12 * HOUR;

/** @param records as JSON */
export function logFile(place: Place, delivered: Instant, records: string[], random: Random): SampleLogFile {
  const key = logKey({ ...place, delivered: isoOf(delivered), unique: random.text(16, ALPHANUMERIC) });
  return { key, json: `{"Records":[${records.join(',')}]}`, events: records.length };
}

/** Files that CloudTrail keeps beside the logs and that are not logs. */
export function siblingFiles(random: Random): SampleLogFile[] {
  return [digest(random, MANAGEMENT), digest(random, SECURITY), insight(random)];
}

/** A digest names the log files of an hour; this hour had none. */
function digest(random: Random, account: string): SampleLogFile {
  const end = isoOf(NOON);
  const folder = folderOf({ account, service: DIGESTS, region: SYDNEY, day: dayOf(end) });
  const key = `${folder}${account}_${DIGESTS}_${SYDNEY}_org-trail_${TOKYO}_${end.replace(/[-:]/g, '')}.json.gz`;
  const content = {
    awsAccountId: account,
    digestStartTime: isoOf(NOON - HOUR),
    digestEndTime: end,
    digestS3Object: key,
    previousDigestSignature: random.hex(512),
    logFiles: [],
  };
  return { key, json: JSON.stringify(content), events: 0 };
}

/** CloudTrail Insights writes `Records` too, of another form: they have no eventName and no userIdentity. */
function insight(random: Random): SampleLogFile {
  const record = {
    eventVersion: '1.11',
    eventTime: isoOf(NOON + 420),
    awsRegion: TOKYO,
    eventID: random.uuid(),
    eventType: 'AwsCloudTrailInsight',
    recipientAccountId: PRODUCTION,
    insightDetails: { state: 'Start', eventSource: 'ssm.amazonaws.com', insightType: 'ApiCallRateInsight' },
    eventCategory: 'Insight',
  };
  const place = { account: PRODUCTION, service: INSIGHTS, region: TOKYO };
  const key = logKey({ ...place, delivered: isoOf(NOON + 1020), unique: random.hex(16) });
  return { key, json: JSON.stringify({ Records: [record] }), events: 0 };
}
