import { AthenaClient } from '@aws-sdk/client-athena';
import { HeadBucketCommand, type S3Client, type S3ServiceException } from '@aws-sdk/client-s3';
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { s3Client as client } from '../adapters/aws/s3-client.ts';
import { timeouts } from '../adapters/aws/timeouts.ts';

// The warning is for those who update the SDK: the locked version runs on Node 20.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** Longer than in a function: lines at home are slow. */
const SECONDS = 120;

/** As they were typed. */
export interface Caller {
  region?: string | undefined;
  /** of the AWS CLI's configuration */
  profile?: string | undefined;
}

/** Clients with the caller's own credentials and region, found where the AWS CLI finds them, unless others are named. */
export function s3Client(caller: Caller): S3Client {
  // Log bucket, archive and results may each be in another region.
  return client(SECONDS, { ...given(caller), followRegionRedirects: true });
}

export function athenaClient(caller: Caller): AthenaClient {
  return new AthenaClient({ ...timeouts(SECONDS), ...given(caller) });
}

function given({ region, profile }: Caller) {
  return { ...(region && { region }), ...(profile && { profile }) };
}

/** What keeps a client from any call at all. */
export async function callerFaults({ config }: AthenaClient | S3Client | SESv2Client): Promise<string[]> {
  const region = await config.region().catch(() => undefined);
  const refusal = await config.credentials().then(
    () => undefined,
    (error: Error) => error.message,
  );
  return [
    ...(region ? [] : ['region: not configured; give --region, or set AWS_REGION']),
    ...(refusal ? [`credentials: no AWS credentials found: ${refusal}`] : []),
  ];
}

/** What keeps everybody from a bucket. A user who may not list it may still read or write there. */
export async function bucketFaults(client: S3Client, option: string, bucket: string): Promise<string[]> {
  const faults = await callerFaults(client);
  if (faults.length > 0) return faults;
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }));
    return [];
  } catch (error) {
    const { $metadata, message } = error as S3ServiceException;
    if ($metadata?.httpStatusCode === 403) return [];
    if ($metadata?.httpStatusCode === 404) return [`${option}: bucket ${bucket} does not exist`];
    return [`${option}: the bucket ${bucket} cannot be reached: ${message}`];
  }
}
