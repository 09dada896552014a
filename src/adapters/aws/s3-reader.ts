import type { Readable } from 'node:stream';
import {
  GetObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ArchiveReader } from '../../ports.ts';
import type { HistoryFile } from '../../run/history.ts';
import { unlessAbsent } from './s3-client.ts';

const READS = 3;

/** What is in an archive in an S3 bucket. Apart from what writes there: the start function carries no uploads. */
export function s3Reader({ client, bucket }: { client: S3Client; bucket: string }): ArchiveReader {
  const bodyOf = (key: string, maxBytes: number) =>
    unlessAbsent(async () => {
      const object = { Bucket: bucket, Key: checked(key) };
      const { Body, ContentLength = 0 } = await client.send(new GetObjectCommand(object));
      if (!Body) throw new Error(`S3 answered without the content of s3://${bucket}/${key}`);
      if (ContentLength <= maxBytes) return Body;
      (Body as Readable).destroy();
      throw new Error(`s3://${bucket}/${key} has more than ${maxBytes} bytes`);
    });
  const listed = async (prefix: string) => {
    const Prefix = `${checked(prefix.replace(/\/$/, ''))}/`;
    const found: { key: string; bytes: number }[] = [];
    const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix });
    for await (const { Contents = [] } of pages)
      found.push(...Contents.flatMap(({ Key, Size = 0 }) => (Key ? [{ key: Key, bytes: Size }] : [])));
    return found;
  };
  return {
    async read(key, maxBytes = Number.POSITIVE_INFINITY) {
      for (let attempt = 1; ; attempt += 1) {
        const Body = await bodyOf(key, maxBytes);
        if (!Body) return undefined;
        try {
          return await Body.transformToByteArray();
        } catch (error) {
          // The SDK repeats what fails before the content, not what breaks off in it.
          if (attempt === READS) throw error;
        }
      }
    },
    async *content(key) {
      const Body = await bodyOf(key, Number.POSITIVE_INFINITY);
      if (!Body) throw new Error(`s3://${bucket}/${key} does not exist`);
      yield* Body as Readable;
    },
    list: async (prefix) => (await listed(prefix)).map(({ key }) => key),
    async measure(prefix, how) {
      const files = await listed(prefix);
      if (how === 'sizes') return files.map(({ key, bytes }) => ({ file: key.slice(prefix.length), bytes }));
      const measured: HistoryFile[] = [];
      for (const { key } of files) {
        const object = { Bucket: bucket, Key: checked(key), ChecksumMode: 'ENABLED' as const };
        const head = await client.send(new HeadObjectCommand(object));
        const checksum = checksumIn(head);
        measured.push({
          file: key.slice(prefix.length),
          bytes: head.ContentLength ?? 0,
          ...(checksum && { checksum }),
        });
      }
      return measured;
    },
    locate: (key) => `s3://${bucket}/${checked(key)}`,
  };
}

const ALGORITHMS = ['CRC64NVME', 'SHA256', 'SHA1', 'CRC32C', 'CRC32'] as const;

/** As S3 gives it: base64, of an upload in parts perhaps over the parts' checksums. */
function checksumIn(head: HeadObjectCommandOutput): HistoryFile['checksum'] {
  for (const algorithm of ALGORITHMS) {
    const value = head[`Checksum${algorithm}`];
    if (value) return { algorithm, value };
  }
  return undefined;
}

/** Keys must mean the same in a bucket and in a directory, to which a person may copy the archive. */
export function checked(key: string): string {
  if (key.split('/').some((segment) => ['', '.', '..'].includes(segment))) {
    const wanted = 'its parts between slashes must be names, neither empty nor . or ..';
    throw new Error(`archive key ${JSON.stringify(key)}: ${wanted}`);
  }
  return key;
}
