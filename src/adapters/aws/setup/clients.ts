import { AthenaClient } from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { STSClient } from '@aws-sdk/client-sts';

export type Clients = ReturnType<typeof clientsIn>;

/** Clients with the user's own credentials. */
export function clientsIn(region: string | undefined) {
  const settings = {
    ...(region && { region }),
    // A person waits for it.
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
  };
  return {
    athena: new AthenaClient(settings),
    // Each bucket may be in another region.
    s3: new S3Client({ ...settings, followRegionRedirects: true }),
    scheduler: new SchedulerClient(settings),
    ses: new SESv2Client(settings),
    sfn: new SFNClient(settings),
    sts: new STSClient(settings),
  };
}
