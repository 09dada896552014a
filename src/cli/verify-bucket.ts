import type { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { s3Archive } from '../adapters/aws/s3.ts';
import type { StoredFiles } from '../archive/verify.ts';
import { RequestError } from '../errors.ts';
import { bucketFaults, callerFaults, s3Client } from './aws.ts';
import { parseS3Location } from './s3-location.ts';

/** @throws RequestError where the place is none, or cannot be listed */
export async function storedInBucket(place: string, region: string | undefined): Promise<StoredFiles> {
  const location = parseS3Location(place);
  if (!location) {
    throw new RequestError([`run: "${place}" is not a place in S3: give s3://bucket/runs/YYYY/MM/DD/RUN-ID`]);
  }
  const { bucket } = location;
  // What is no run lies beside them.
  const prefix = location.prefix || 'runs/';
  const client = s3Client(region);
  const faults = await callerFaults(client);
  if (faults.length === 0) faults.push(...(await bucketFaults(client, 'run', bucket)));
  if (faults.length > 0) throw new RequestError(faults);
  const archive = s3Archive({ client, bucket });
  const keys = await archive.list(prefix).catch((error: Error) => {
    throw new RequestError([`run: ${place} cannot be listed: ${error.message}`]);
  });
  return {
    names: keys.map((key) => key.slice(prefix.length)),
    async *content(name) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: `${prefix}${name}` }));
      yield* Body as Readable;
    },
    locate: (name) => archive.locate(`${prefix}${name}`.replace(/\/$/, '')),
    folder: prefix.split('/').at(-2) ?? '',
  };
}
