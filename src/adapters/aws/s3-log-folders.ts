import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { folderOf, isWithin, LOGS, parsePath } from '../../logs/layout.ts';
import type { Partitions } from '../../run/run.ts';

/** Where CloudTrail puts its logs. */
export interface LogPlace {
  client: S3Client;
  bucket: string;
  /** what comes before `AWSLogs/`: empty, or ending in a slash */
  prefix: string;
}

// The SDK opens 50 connections to a host.
const LISTS_AT_ONCE = 40;

/** The folders of log files of each account's region, in every layout: `AWSLogs/ACCOUNT/CloudTrail/REGION/`. */
export async function regionFolders(options: LogPlace, partitions: Partitions): Promise<string[]> {
  const asked = (path: string) => isWithin(parsePath(path), partitions);
  const accounts = (await accountFolders(options)).filter(asked);
  const paths = await inParallel(accounts, (path) => folders(`${path}${LOGS}/`, options));
  return paths.flat().filter(asked);
}

/** The folder of each account, in every layout: `AWSLogs/ACCOUNT/`. */
export async function accountFolders(
  options: LogPlace,
  parent = folderOf({ prefix: options.prefix }),
): Promise<string[]> {
  const known = (await folders(parent, options)).filter((path) => parsePath(path));
  const isAccount = (path: string) => parsePath(path)?.account !== undefined;
  const others = known.filter((path) => !isAccount(path));
  const members = await inParallel(others, (path) => accountFolders(options, path));
  return [...known.filter(isAccount), ...members.flat()];
}

/** The folders right below a path. */
export async function folders(path: string, { client, bucket }: Omit<LogPlace, 'prefix'>): Promise<string[]> {
  const found: string[] = [];
  const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: path, Delimiter: '/' });
  for await (const { CommonPrefixes = [] } of pages) {
    found.push(...CommonPrefixes.flatMap(({ Prefix }) => Prefix ?? []));
  }
  return found;
}

/** The last folder of a path. */
export function nameOf(path: string): string {
  return path.split('/').at(-2) ?? '';
}

/** @returns the results in the order of the items */
export async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: LISTS_AT_ONCE }, worker));
  return results;
}
