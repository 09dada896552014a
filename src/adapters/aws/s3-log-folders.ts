import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { Partitions } from '../../run/run.ts';

/** Where CloudTrail puts its logs. */
export interface LogPlace {
  client: S3Client;
  bucket: string;
  /** what stands before `AWSLogs/`: empty, or ending in a slash */
  prefix: string;
}

export interface LogBucket extends LogPlace {
  partitions: Partitions;
}

// The SDK opens 50 connections to a host.
const LISTS_AT_ONCE = 40;

/**
 * The folder of each account's region, in the account and the organization layout: `AWSLogs/ACCOUNT/CloudTrail/REGION/`.
 * CloudTrail-Digest and CloudTrail-Insight lie beside CloudTrail and are not looked at.
 */
export async function regionFolders(options: LogBucket): Promise<string[]> {
  const { accounts, regions } = options.partitions;
  const found = (await accountFolders(options)).filter((path) => accounts?.includes(nameOf(path)) ?? true);
  const paths = await inParallel(found, (path) => folders(`${path}CloudTrail/`, options));
  return paths.flat().filter((path) => regions?.includes(nameOf(path)) ?? true);
}

/** The folder of each account, in both layouts: `AWSLogs/ACCOUNT/`. */
export async function accountFolders(options: LogPlace): Promise<string[]> {
  const top = await folders(`${options.prefix}AWSLogs/`, options);
  const organizations = top.filter((path) => nameOf(path).startsWith('o-'));
  const members = await inParallel(organizations, (path) => folders(path, options));
  return [...top, ...members.flat()].filter((path) => /^\d{12}$/.test(nameOf(path)));
}

/** The folders right below a path. */
export async function folders(path: string, { client, bucket }: Omit<LogPlace, 'prefix'>): Promise<string[]> {
  const found: string[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: path, Delimiter: '/', ContinuationToken: token }),
    );
    found.push(...(page.CommonPrefixes ?? []).flatMap(({ Prefix }) => Prefix ?? []));
    token = page.NextContinuationToken;
  } while (token);
  return found;
}

/** `AWSLogs/111122223333/` is 111122223333's. */
export function nameOf(path: string): string {
  return path.split('/').at(-2) ?? '';
}

export async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: LISTS_AT_ONCE }, worker));
  return results;
}
