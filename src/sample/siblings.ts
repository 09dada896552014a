import { HOUR, isoOf, LAST_DAY } from './calendar.ts';
import { MANAGEMENT, PRODUCTION, SECURITY, SYDNEY, TOKYO } from './company.ts';
import { keyOf, minuteOf, type SampleLogFile } from './log-file.ts';
import type { Random } from './random.ts';

const NOON = LAST_DAY + 12 * HOUR;

/** Files that CloudTrail keeps beside the logs and that are not logs. */
export function siblingFiles(random: Random): SampleLogFile[] {
  return [digest(random, MANAGEMENT), digest(random, SECURITY), insight(random)];
}

/** A digest names the log files of an hour; this hour had none. */
function digest(random: Random, account: string): SampleLogFile {
  const end = `org-trail_${TOKYO}_${minuteOf(NOON).replace('Z', '00Z')}`;
  const key = keyOf('CloudTrail-Digest', { account, region: SYDNEY }, NOON, end);
  const content = {
    awsAccountId: account,
    digestStartTime: isoOf(NOON - HOUR),
    digestEndTime: isoOf(NOON),
    digestS3Bucket: 'example-corp-cloudtrail-logs',
    digestS3Object: key,
    digestPublicKeyFingerprint: random.hex(32),
    digestSignatureAlgorithm: 'SHA256withRSA',
    previousDigestHashValue: random.hex(64),
    previousDigestSignature: random.hex(512),
    logFiles: [],
  };
  return { key, json: JSON.stringify(content), events: 0 };
}

/** CloudTrail Insights writes `Records` too, of another form: they have no eventName and no userIdentity. */
function insight(random: Random): SampleLogFile {
  const [eventSource, eventName] = ['ssm.amazonaws.com', 'UpdateInstanceInformation'];
  const record = {
    eventVersion: '1.11',
    eventTime: isoOf(NOON + 420),
    awsRegion: TOKYO,
    eventID: random.uuid(),
    eventType: 'AwsCloudTrailInsight',
    recipientAccountId: PRODUCTION,
    insightDetails: { state: 'Start', eventSource, eventName, insightType: 'ApiCallRateInsight' },
    eventCategory: 'Insight',
  };
  const end = `${minuteOf(NOON + 1020)}_${random.hex(16)}`;
  const key = keyOf('CloudTrail-Insight', { account: PRODUCTION, region: TOKYO }, NOON + 1020, end);
  return { key, json: JSON.stringify({ Records: [record] }), events: 0 };
}
