import { ListObjectsV2Command, type S3ServiceException } from '@aws-sdk/client-s3';
import { type S3LogStore, s3LogStore } from '../adapters/aws/s3-log-store.ts';
import { RequestError } from '../errors.ts';
import { ROOT } from '../logs/layout.ts';
import { bucketFaults, s3Client } from './aws.ts';
import type { RunOptions } from './options.ts';
import type { Bounds } from './place.ts';
import { parseS3Location, s3Faults } from './s3-location.ts';

/** Log files in S3, as the engine on this machine reads them. */
export function bucketLogs({ logs = '', region, profile }: RunOptions) {
  const { bucket, prefix } = parseS3Location(logs) ?? { bucket: '', prefix: '' };
  const client = s3Client({ region, profile });
  const store: S3LogStore = s3LogStore({ client, bucket, prefix });
  return {
    store,
    requests: () => ({ ...store.requests }),
    source: async () => `s3://${bucket}/${prefix}`,
    faults: async () => s3Faults('logs', logs),
    async remoteFaults(): Promise<string[]> {
      const faults = await bucketFaults(client, 'logs', bucket);
      if (faults.length > 0) return faults;
      const root = `${prefix}${ROOT}/`;
      try {
        const { KeyCount } = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: root, MaxKeys: 1 }),
        );
        return KeyCount ? [] : [`logs: s3://${bucket}/${root} is empty; give what stands before ${ROOT}/`];
      } catch (error) {
        const { name, message } = error as S3ServiceException;
        const todo = name === 'AccessDenied' ? '; these credentials need s3:ListBucket on the bucket' : '';
        return [`logs: s3://${bucket}/${root} cannot be listed: ${name}: ${message}${todo}`];
      }
    },
    async range(bounds: Bounds): Promise<Bounds> {
      const missing = (['from', 'to'] as const).filter((name) => bounds[name] === undefined);
      if (missing.length === 0) return bounds;
      const problem = 'missing; logs in S3 are read for a range: give --from and --to, or --last';
      throw new RequestError(missing.map((name) => `${name}: ${problem}`));
    },
  };
}
