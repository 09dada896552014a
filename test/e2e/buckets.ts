import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';

const UPLOADS_AT_ONCE = 8;

/** What lies in the buckets, seen with the SDK as a person would. */
export class Buckets {
  private readonly client: S3Client;

  constructor(config: S3ClientConfig) {
    this.client = new S3Client(config);
  }

  async keys(bucket: string, prefix = ''): Promise<string[]> {
    const keys: string[] = [];
    for (let token: string | undefined, more = true; more; more = token !== undefined) {
      const page = await this.client.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
      );
      keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
      token = page.NextContinuationToken;
    }
    return keys;
  }

  async read(bucket: string, key: string): Promise<Buffer> {
    const { Body } = await this.client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  }

  /** Puts the files below `AWSLogs/` of a directory into a bucket. */
  async upload(directory: string, { bucket, prefix }: { bucket: string; prefix: string }): Promise<void> {
    const entries = await readdir(join(directory, 'AWSLogs'), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).values();
    const worker = async () => {
      for (const { parentPath, name } of files) {
        const path = join(parentPath, name);
        const key = `${prefix}${relative(directory, path).replaceAll(sep, '/')}`;
        await this.client.send(
          new PutObjectCommand({ Bucket: bucket, Key: key, Body: await readFile(path) }),
        );
      }
    };
    await Promise.all(Array.from({ length: UPLOADS_AT_ONCE }, worker));
  }

  close(): void {
    this.client.destroy();
  }
}
