import { DescribeTrailsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import type { Answer } from '../../../doctor/finding.ts';
import type { Setup } from '../../../doctor/setup.ts';
import type { Trail } from '../../../doctor/trail.ts';
import { ask, type Clients } from './ask.ts';
import { askKey } from './key.ts';

/** The trails of this account and, in a member of an organization, that of the organization. */
export function askTrails(clients: Clients, { logs }: Setup): Promise<Answer<readonly Trail[]>> {
  const { cloudtrail } = clients;
  // Multi-region trails of other regions are among them, as shadows.
  const call = async () => {
    const { trailList = [] } = await cloudtrail.send(new DescribeTrailsCommand({}));
    const writing = trailList.filter(
      ({ S3BucketName, S3KeyPrefix = '' }) =>
        S3BucketName === logs.bucket && S3KeyPrefix.replace(/\/*$/, '') === logs.prefix.replace(/\/*$/, ''),
    );
    return Promise.all(
      writing.map(async ({ TrailARN = '', HomeRegion = '', KmsKeyId, ...trail }) => ({
        arn: TrailARN,
        homeRegion: HomeRegion,
        multiRegion: trail.IsMultiRegionTrail ?? false,
        logFileValidation: trail.LogFileValidationEnabled ?? false,
        key: KmsKeyId ? await askKey(clients, KmsKeyId) : undefined,
        status: await askStatus(clients, TrailARN),
      })),
    );
  };
  return ask('cloudtrail:DescribeTrails', call);
}

function askStatus({ cloudtrail }: Clients, arn: string): Promise<Trail['status']> {
  const call = async () => {
    const status = await cloudtrail.send(new GetTrailStatusCommand({ Name: arn }));
    return {
      logging: status.IsLogging ?? false,
      stopped: status.StopLoggingTime?.toISOString(),
      deliveryError: status.LatestDeliveryError || undefined,
      digestError: status.LatestDigestDeliveryError || undefined,
    };
  };
  return ask('cloudtrail:GetTrailStatus', call, 'TrailNotFoundException');
}
