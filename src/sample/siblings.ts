import { DAY, folderOf, HOUR, isoOf, LAST_DAY, stampOf, startOfDay } from './calendar.ts';
import { MANAGEMENT, PRODUCTION, SECURITY, SYDNEY, TOKYO } from './company.ts';
import type { SampleLogFile } from './deliveries.ts';
import { ALPHANUMERIC, type Random } from './random.ts';

const BUCKET = 'example-corp-cloudtrail-logs';

/** Files that CloudTrail keeps beside the logs, and that are no logs: a reader of all JSON below AWSLogs trips over them. */
export function* siblingFiles(random: Random): Generator<SampleLogFile> {
  yield quietHourDigest(random, MANAGEMENT);
  yield quietHourDigest(random, SECURITY);
  yield insight(random);
}

/** A digest names the log files of an hour; this one is of an hour without any, so it names none. */
function quietHourDigest(random: Random, account: string): SampleLogFile {
  const closes = startOfDay(LAST_DAY) + 12 * HOUR;
  const key = (at: number) =>
    `AWSLogs/${account}/CloudTrail-Digest/${SYDNEY}/${folderOf(at)}/${account}_CloudTrail-Digest_${SYDNEY}_org-trail_${TOKYO}_${stampOf(at).replace('Z', '00Z')}.json.gz`;
  const content = {
    awsAccountId: account,
    digestStartTime: isoOf(closes - HOUR),
    digestEndTime: isoOf(closes),
    digestS3Bucket: BUCKET,
    digestS3Object: key(closes),
    digestPublicKeyFingerprint: random.hex(32),
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: null,
    oldestEventTime: null,
    previousDigestS3Bucket: BUCKET,
    previousDigestS3Object: key(closes - HOUR),
    previousDigestHashValue: random.hex(64),
    previousDigestHashAlgorithm: 'SHA-256',
    previousDigestSignature: random.hex(512),
    logFiles: [],
  };
  return { key: key(closes), json: JSON.stringify(content), events: 0 };
}

/** CloudTrail Insights writes Records too, of another form: they have no eventName and no userIdentity. */
function insight(random: Random): SampleLogFile {
  const at = startOfDay(LAST_DAY) + DAY / 2 + 17 * 60;
  const name = `${PRODUCTION}_CloudTrail-Insight_${TOKYO}_${stampOf(at)}_${random.text(16, ALPHANUMERIC)}.json.gz`;
  const record = {
    eventVersion: '1.11',
    eventTime: isoOf(at - 600),
    awsRegion: TOKYO,
    eventID: random.uuid(),
    eventType: 'AwsCloudTrailInsight',
    recipientAccountId: PRODUCTION,
    sharedEventID: random.uuid(),
    insightDetails: {
      state: 'Start',
      eventSource: 'ssm.amazonaws.com',
      eventName: 'UpdateInstanceInformation',
      insightType: 'ApiCallRateInsight',
      insightContext: { statistics: { baseline: { average: 85.4 }, insight: { average: 664 } } },
    },
    eventCategory: 'Insight',
  };
  return {
    key: `AWSLogs/${PRODUCTION}/CloudTrail-Insight/${TOKYO}/${folderOf(at)}/${name}`,
    json: JSON.stringify({ Records: [record] }),
    events: 0,
  };
}
