import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Answer } from '../../../doctor/aws-setup/answer.ts';
import type { Arrivals, RegionArrival } from '../../../doctor/aws-setup/arrivals.ts';
import { deliveryOf } from '../../local/log-files/log-span.ts';
import { accountFolders, folders, inParallel, type LogPlace, nameOf } from '../s3-log-folders.ts';
import { ask, isNamed } from './ask.ts';

/** How many folders are looked into for an AWSLogs that is not where it was said to be. */
const MOST_PREFIXES = 100;

/** The newest log file of each account's region, by keys alone. */
export function askArrivals(place: LogPlace): Promise<Answer<Arrivals>> {
  return ask({ permission: 's3:ListBucket', isAbsent: isNamed('NoSuchBucket') }, async () => {
    const accounts = await accountFolders(place);
    const regions = await inParallel(accounts, (path) => folders(`${path}CloudTrail/`, place));
    const arrivals = await inParallel(regions.flat(), (path) => arrival(path, place));
    const digests = await inParallel(accounts, async (path) => ({
      account: nameOf(path),
      present: await isPresent(`${path}CloudTrail-Digest/`, place),
    }));
    return {
      regions: arrivals,
      accountsWithDigests: digests.filter(({ present }) => present).map(({ account }) => account),
      // A hint, for which the user may lack the leave to list all of the bucket.
      otherPrefixes: arrivals.length > 0 ? [] : await prefixes(place).catch(() => []),
    };
  });
}

/** @param path `AWSLogs/111122223333/CloudTrail/us-east-1/` */
async function arrival(path: string, place: LogPlace): Promise<RegionArrival> {
  const [account = '', , region = ''] = path.split('/').slice(-4, -1);
  return {
    account,
    region,
    folder: `s3://${place.bucket}/${path}`,
    newest: await newestBelow(path, 3, place),
  };
}

/** Goes down the newest year, month and day; where a folder holds no log files, into the one before it. */
async function newestBelow(path: string, levels: number, place: LogPlace): Promise<string | undefined> {
  if (levels === 0) return newestDelivery(path, place);
  for (const folder of (await folders(path, place)).reverse()) {
    if (!/^\d+$/.test(nameOf(folder))) continue;
    const newest = await newestBelow(folder, levels - 1, place);
    if (newest) return newest;
  }
  return undefined;
}

/** Keys of a day are in the order of their delivery. */
async function newestDelivery(path: string, { client, bucket }: LogPlace): Promise<string | undefined> {
  const day = path.split('/').slice(-4, -1).join('/');
  let newest: string | undefined;
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: path, ContinuationToken: token }),
    );
    const last = (page.Contents ?? [])
      .flatMap(({ Key = '' }) => (/\.json(\.gz)?$/.test(Key) ? Key : []))
      .at(-1);
    if (last) newest = deliveryOf(last, day);
    token = page.NextContinuationToken;
  } while (token);
  return newest;
}

async function prefixes({ client, bucket, prefix }: LogPlace): Promise<string[]> {
  const [here, top] = await Promise.all([
    folders(prefix, { client, bucket }),
    folders('', { client, bucket }),
  ]);
  const candidates = [...new Set(['', ...top, ...here])]
    .filter((path) => path !== prefix)
    .slice(0, MOST_PREFIXES);
  const found = await inParallel(candidates, async (path) => ({
    path,
    present: await isPresent(`${path}AWSLogs/`, { client, bucket }),
  }));
  return found.filter(({ present }) => present).map(({ path }) => path);
}

async function isPresent(path: string, { client, bucket }: Omit<LogPlace, 'prefix'>): Promise<boolean> {
  const { KeyCount = 0 } = await client.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: path, MaxKeys: 1 }),
  );
  return KeyCount > 0;
}
