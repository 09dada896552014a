/** A place in S3. */
export interface S3Location {
  bucket: string;
  /** what stands before every key: empty, or ending in a slash */
  prefix: string;
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
const LOCATION =
  /^s3:\/\/(?!\d+(?:\.\d+){3}(?:\/|$))(?![^/]*\.\.)([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/[^/]+)*)\/?$/;

/** @returns undefined where the text is no `s3://bucket` or `s3://bucket/prefix`, with or without a slash at its end */
export function parseS3Location(text: string): S3Location | undefined {
  const [, bucket, path = ''] = LOCATION.exec(text) ?? [];
  if (!bucket || path.split('/').some((part) => part === '.' || part === '..')) return undefined;
  return { bucket, prefix: path === '' ? '' : `${path.slice(1)}/` };
}

/** Whether a person means a place in S3, rightly written or not, and no directory. */
export function isMeantAsS3(text: string): boolean {
  return /^s3:/i.test(text);
}
