import { DeleteObjectCommand, HeadObjectCommand, type S3ServiceException } from '@aws-sdk/client-s3';
import { s3Archive } from '../adapters/aws/s3.ts';
import { RequestError } from '../errors.ts';
import type { Archive } from '../ports.ts';
import { bucketFaults, type Caller, s3Client } from './aws.ts';
import type { Out } from './place.ts';
import { parseS3Location } from './s3-location.ts';

/** @param option that names the place */
export function outBucket(out: string, caller: Caller, option = 'out'): Out {
  const client = s3Client(caller);
  const { bucket, prefix } = parseS3Location(out) ?? { bucket: '', prefix: '' };
  const archive = below(prefix, s3Archive({ client, bucket }));
  const remove = async (key: string) => {
    const object = { Bucket: bucket, Key: `${prefix}${key}` };
    try {
      await client.send(new HeadObjectCommand(object));
    } catch (error) {
      // Without the right to list the bucket, the answer for a missing file is 403.
      if ([403, 404].includes((error as S3ServiceException).$metadata?.httpStatusCode ?? 0)) return;
      throw error;
    }
    await client.send(new DeleteObjectCommand(object)).catch((error: Error) => {
      throw new RequestError([
        `out: ${archive.locate(key)} is from an earlier run of this request and cannot be removed: ${error.message}`,
      ]);
    });
  };
  return {
    archive,
    remoteFaults: () => bucketFaults(client, option, bucket),
    async clear(folder, files) {
      for (const file of files) await remove(`${folder}/${file}`);
    },
  };
}

/** @param place in the bucket, before every key */
function below(place: string, archive: Archive): Archive {
  return {
    write: (key, content, contentType) => archive.write(`${place}${key}`, content, contentType),
    exchange: (key, ...change) => archive.exchange(`${place}${key}`, ...change),
    read: (key, ...limit) => archive.read(`${place}${key}`, ...limit),
    content: (key) => archive.content(`${place}${key}`),
    measure: (prefix) => archive.measure(`${place}${prefix}`),
    list: async (prefix) => (await archive.list(`${place}${prefix}`)).map((key) => key.slice(place.length)),
    locate: (key) => archive.locate(`${place}${key}`),
  };
}
