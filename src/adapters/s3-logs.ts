import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { LogSource } from '../ports.ts';
import type { Partitions } from '../run.ts';

export interface S3LogsOptions {
  client: S3Client;
  bucket: string;
  /** what stands before `AWSLogs/`: empty, or ending in a slash */
  prefix: string;
  partitions: Partitions;
  /** lists of files to ask for at most; beyond them the counts are of what was seen so far */
  maxLists?: number;
}

// A day of 300 accounts with 17 regions each needs about 5,400 lists, USD 0.03; these come to USD 0.10.
const MAX_LISTS = 20_000;
// The SDK opens 50 connections to a host.
const LISTS_AT_ONCE = 40;

/**
 * The log files of the partitions by their keys alone, in the account or the organization layout. What is in them is
 * for the engine to find out, so none counts as damaged.
 *
 * The keys of one account's region are in the order of their days: one list holds a thousand files of however many
 * days. Every region is looked at once before any is looked at further, so that whether there were logs is known first.
 */
export function s3Logs(options: S3LogsOptions): LogSource {
  return {
    async survey() {
      const { partitions, maxLists = MAX_LISTS } = options;
      let [bytes, lists] = [0, 0];
      const days: Record<string, number> = {};
      let folders = (await regionFolders(options)).map(
        (path): Folder => ({ path, after: `${path}${partitions.from}/` }),
      );
      while (folders.length > 0 && lists < maxLists) {
        const round = folders.slice(0, maxLists - lists);
        const pages = await inParallel(round, (folder) => nextPage(folder, options));
        lists += pages.length;
        for (const page of pages) {
          bytes += page.bytes;
          for (const day of page.days) days[day] = (days[day] ?? 0) + 1;
        }
        folders = [...folders.slice(round.length), ...pages.flatMap(({ rest }) => rest ?? [])];
      }
      const files = Object.values(days).reduce((sum, count) => sum + count, 0);
      return { files, days, bytes, complete: folders.length === 0, damaged: [], recordsWithoutTime: 0 };
    },
  };
}

/** One account's region, as far as it is not yet looked at. */
interface Folder {
  /** `AWSLogs/ACCOUNT/CloudTrail/REGION/` */
  path: string;
  /** keys up to this one are done with */
  after: string;
}

async function nextPage(
  { path, after }: Folder,
  { client, bucket, partitions }: S3LogsOptions,
): Promise<{ days: string[]; bytes: number; rest?: Folder }> {
  const { Contents = [], IsTruncated } = await client.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: path, StartAfter: after }),
  );
  const dayOf = (key: string) => key.slice(path.length, path.length + 'yyyy/MM/dd'.length);
  const within = Contents.filter(({ Key = '' }) => dayOf(Key) <= partitions.to);
  const logs = within.filter(({ Key = '' }) => /\.json(\.gz)?$/.test(Key));
  const last = within.at(-1)?.Key;
  return {
    days: logs.map(({ Key = '' }) => dayOf(Key)),
    bytes: logs.reduce((sum, { Size = 0 }) => sum + Size, 0),
    ...(IsTruncated && last && within.length === Contents.length && { rest: { path, after: last } }),
  };
}

/** CloudTrail-Digest and CloudTrail-Insight lie beside CloudTrail and are not looked at. */
async function regionFolders(options: S3LogsOptions): Promise<string[]> {
  const { accounts, regions } = options.partitions;
  const found = (await accountFolders(options)).filter((path) => accounts?.includes(nameOf(path)) ?? true);
  const paths = await inParallel(found, (path) => folders(`${path}CloudTrail/`, options));
  return paths.flat().filter((path) => regions?.includes(nameOf(path)) ?? true);
}

async function accountFolders(options: S3LogsOptions): Promise<string[]> {
  const top = await folders(`${options.prefix}AWSLogs/`, options);
  const organizations = top.filter((path) => nameOf(path).startsWith('o-'));
  const members = await inParallel(organizations, (path) => folders(path, options));
  return [...top, ...members.flat()].filter((path) => /^\d{12}$/.test(nameOf(path)));
}

async function folders(path: string, { client, bucket }: S3LogsOptions): Promise<string[]> {
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
function nameOf(path: string): string {
  return path.split('/').at(-2) ?? '';
}

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: LISTS_AT_ONCE }, worker));
  return results;
}
