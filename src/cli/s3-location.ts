import type { S3Place } from '../doctor/setup.ts';
import { faultUnless } from '../errors.ts';
import { ROOT } from '../logs/layout.ts';
import { BUCKET } from '../rules.ts';

const LOCATION = /^s3:\/\/([^/]+)((?:\/[^/]+)*)\/?$/;

/** @returns undefined where the text is not `s3://bucket` or `s3://bucket/prefix`, with or without a slash at its end */
export function parseS3Location(text: string): S3Place | undefined {
  const [, bucket = '', path = ''] = LOCATION.exec(text) ?? [];
  if (!BUCKET.test(bucket) || path.split('/').some((part) => part === '.' || part === '..')) return undefined;
  return { bucket, prefix: path === '' ? '' : `${path.slice(1)}/` };
}

/** Whether a person means a place in S3, correctly written or not, rather than a directory. */
export function isMeantAsS3(text: string): boolean {
  return /^s3:/i.test(text);
}

export const IN_S3 = 's3://bucket or s3://bucket/prefix';

export function s3Faults(option: string, text: string): string[] {
  return faultUnless(parseS3Location(text), option, text, `is not a place in S3: give ${IN_S3}`);
}

export function logBucketFaults(logBucket: string | undefined): string[] {
  return logBucket
    ? s3Faults('log-bucket', logBucket)
    : [`log-bucket: missing, give ${IN_S3}: where CloudTrail puts ${ROOT}/…`];
}
