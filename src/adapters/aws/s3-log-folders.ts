import { type _Object, ListObjectsV2Command, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { folderOf, isHidden, isHiddenLog, LOGS, type LogPath } from '../../logs/layout.ts';
import { foldersToRead, type Listed, type OnLeftOut } from '../../logs/left-out.ts';
import { DAY_FORMAT } from '../../time/days.ts';

/** Where CloudTrail puts its logs. */
export interface LogPlace {
  client: S3Client;
  bucket: string;
  /** what comes before `AWSLogs/`: empty, or ending in a slash */
  prefix: string;
}

// The SDK opens 50 connections to a host.
const LISTS_AT_ONCE = 40;

/**
 * The folders of log files of each account's region, in every layout: `AWSLogs/ACCOUNT/CloudTrail/REGION/`.
 *
 * @param accounts of `accountFolders`
 */
export async function regionFolders(
  accounts: readonly string[],
  options: LogPlace,
  on: OnLeftOut = {},
): Promise<string[]> {
  const listed = await inParallel(accounts, (path) => list(`${path}${LOGS}/`, options));
  return listed.flatMap((names) => foldersToRead(names, on).map(([path]) => path));
}

/** The folder of each account, in every layout: `AWSLogs/ACCOUNT/`. */
export async function accountFolders(
  options: LogPlace,
  on: OnLeftOut = {},
  parent = folderOf({ prefix: options.prefix }),
): Promise<string[]> {
  const known = foldersToRead(await list(parent, options), on);
  const isAccount = ([, place]: [string, LogPath]) => place.account !== undefined;
  const others = known.filter((folder) => !isAccount(folder));
  const members = await inParallel(others, ([path]) => accountFolders(options, on, path));
  return [...known.filter(isAccount).map(([path]) => path), ...members.flat()];
}

/** Names what lies beside the log files in folders of accounts and regions. */
export async function lookBeside(paths: readonly string[], place: LogPlace, on: OnLeftOut): Promise<void> {
  await inParallel(paths, async (path) => foldersToRead(await list(path, place), on));
}

/** How many other folders of the bucket are looked into, and how many accounts below each. */
const MOST_PREFIXES = 100;
const MOST_ACCOUNTS = 5;

/**
 * Where else in the bucket CloudTrail writes; other services have an AWSLogs too. A hint only: none where listing what is
 * outside the place of the logs is not allowed.
 *
 * @returns what comes before each AWSLogs
 */
export async function otherPrefixes({ client, bucket, prefix }: LogPlace): Promise<string[]> {
  const place = { client, bucket };
  const [here, top] = await Promise.all([allowed(folders(prefix, place)), allowed(folders('', place))]);
  const others = new Set(['', ...top, ...here]);
  others.delete(prefix);
  others.delete(folderOf({ prefix }));
  return those([...others].slice(0, MOST_PREFIXES), async (other) => {
    const accounts = await allowed(accountFolders({ ...place, prefix: other }));
    const logs = await those(
      accounts.slice(0, MOST_ACCOUNTS),
      async (path) => (await list(`${path}${LOGS}/`, place)).folders.length > 0,
    );
    return logs.length > 0;
  });
}

async function those(paths: readonly string[], is: (path: string) => Promise<boolean>): Promise<string[]> {
  const answers = await inParallel(paths, is);
  return paths.filter((_, i) => answers[i]);
}

async function allowed(listing: Promise<readonly string[]>): Promise<readonly string[]> {
  return listing.catch((error: Error) => {
    if (error.name === 'AccessDenied') return [];
    throw error;
  });
}

/** The folders right below a path. */
export async function folders(path: string, place: Omit<LogPlace, 'prefix'>): Promise<readonly string[]> {
  return (await list(path, place)).folders;
}

/** What is right below a path. Objects that stand for a folder are left out. */
export async function list(path: string, { client, bucket }: Omit<LogPlace, 'prefix'>): Promise<Listed> {
  const found = { folders: [] as string[], files: [] as string[] };
  const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: path, Delimiter: '/' });
  for await (const { CommonPrefixes = [], Contents = [] } of pages) {
    found.folders.push(...CommonPrefixes.flatMap(({ Prefix }) => Prefix ?? []));
    found.files.push(...Contents.flatMap(({ Key }) => (Key && !isMarker(Key) ? Key : [])));
  }
  return found;
}

/** The part of an account's region that is not listed yet. */
export interface Rest {
  /** `AWSLogs/111122223333/CloudTrail/us-east-1/` */
  path: string;
  /** keys up to this one are listed */
  after: string;
}

/** Lists the next thousand objects of a region: those in day folders up to a day that Athena reads, or leaves out although they are logs. */
export async function listDays(
  { path, after }: Rest,
  to: string,
  { client, bucket }: Omit<LogPlace, 'prefix'>,
): Promise<{ objects: _Object[]; rest?: Rest }> {
  const { Contents = [], IsTruncated } = await client.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: path, StartAfter: after }),
  );
  const within = Contents.filter(({ Key = '' }) => dayIn(Key, path) <= to);
  const last = within.at(-1)?.Key;
  const goesOn = IsTruncated && last !== undefined && within.length === Contents.length;
  const objects = within.filter(({ Key = '' }) => isInDay(Key, path));
  return { objects, ...(goesOn && { rest: { path, after: last } }) };
}

export function dayIn(key: string, region: string): string {
  return key.slice(region.length, region.length + DAY_FORMAT.length);
}

function isInDay(key: string, region: string): boolean {
  const below = key.slice(region.length);
  const isShown = isHiddenLog(below) || !isHidden(below.slice(DAY_FORMAT.length + 1));
  return /^\d{4}\/\d\d\/\d\d\//.test(below) && !isMarker(key) && isShown;
}

/** Whether an object is what a console or CloudTrail writes to show a folder. */
export function isMarker(key: string): boolean {
  return key.endsWith('/');
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
