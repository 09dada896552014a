import { GetBucketLifecycleConfigurationCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { ArchivingRule, Logs } from '../../../doctor/logs.ts';
import type { Setup } from '../../../doctor/setup.ts';
import type { RegionFolder } from '../../../doctor/table.ts';
import {
  DIGESTS,
  folderOf,
  isHidden,
  LOGS,
  looksLikeLog,
  newestDelivery,
  parsePath,
} from '../../../logs/layout.ts';
import { LogCount } from '../../../logs/log-count.ts';
import { describeTable } from '../athena-table.ts';
import {
  accountFolders,
  folders,
  inParallel,
  type LogPlace,
  lookBeside,
  nameOf,
  otherPrefixes,
  regionFolders,
} from '../s3-log-folders.ts';
import { ask, type Clients } from './ask.ts';
import { askBucket } from './bucket.ts';

/** The log bucket, the newest log file of each account's region from keys alone, and the table over them. */
export async function askLogs(clients: Clients, { logs, config }: Setup): Promise<Logs> {
  const { s3, athena } = clients;
  const place = { client: s3, ...logs };
  const listing = async () => {
    const count = new LogCount();
    const accounts = await accountFolders(place, count);
    const regions = await regionFolders(accounts, place, count);
    await lookBeside([...accounts, ...regions], place, count);
    const arrivals = await inParallel(regions, (path) => regionFolder(path, place));
    const digests = await inParallel(accounts, (path) => newestDigest(path, place));
    return {
      regions: arrivals,
      newestDigests: Object.fromEntries(
        accounts.flatMap((path, i) => (digests[i] ? [[nameOf(path), digests[i]]] : [])),
      ),
      otherPrefixes: await otherPrefixes(place),
      ...count.leftOut(),
    };
  };
  const [bucket, archived, arrivals, table] = await Promise.all([
    askBucket(clients, logs.bucket),
    ask('s3:GetLifecycleConfiguration', () => archivingRules(place), 'NoSuchLifecycleConfiguration'),
    ask('s3:ListBucket', listing, 'NoSuchBucket'),
    ask('athena:GetTableMetadata and glue:GetTable', () => describeTable(athena, config.table)),
  ]);
  return { bucket, archived, arrivals, table };
}

/** Rules for tagged objects do not count: CloudTrail's have no tags. */
async function archivingRules({ client, bucket, prefix }: LogPlace): Promise<ArchivingRule[]> {
  const input = { Bucket: bucket };
  const { Rules = [] } = await client.send(new GetBucketLifecycleConfigurationCommand(input));
  const root = folderOf({ prefix });
  return Rules.filter(({ Status, Filter }) => Status === 'Enabled' && !Filter?.Tag && !Filter?.And?.Tags)
    .filter(({ Filter, Prefix = '' }) => {
      const below = Filter?.Prefix ?? Filter?.And?.Prefix ?? Prefix;
      const { service = LOGS } = parsePath(below) ?? {};
      return root.startsWith(below) || (below.startsWith(root) && service === LOGS);
    })
    .flatMap(({ ID = '', Transitions = [] }) =>
      Transitions.map(({ StorageClass = '', Days }) => ({ id: ID, storageClass: StorageClass, days: Days })),
    )
    .filter(({ storageClass }) => storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE');
}

/** Every region has digests: one is looked into. @param path `AWSLogs/111122223333/` */
async function newestDigest(path: string, place: LogPlace): Promise<string | undefined> {
  const regions = await folders(`${path}${DIGESTS}/`, place);
  const region = regions.find((name) => nameOf(name) === 'us-east-1') ?? regions[0];
  return region && newestBelow(region, 3, place);
}

/** @param path `AWSLogs/111122223333/CloudTrail/us-east-1/` */
async function regionFolder(path: string, place: LogPlace): Promise<RegionFolder> {
  const { account = '', region = '' } = parsePath(path) ?? {};
  const newest = await newestBelow(path, 3, place);
  return { account, region, folder: `s3://${place.bucket}/${path}`, newest };
}

/** Goes down the newest year, month and day; where a folder holds no log files, into the one before it. */
async function newestBelow(path: string, levels: number, place: LogPlace): Promise<string | undefined> {
  if (levels === 0) return newestIn(path, place);
  for (const folder of (await folders(path, place)).toReversed()) {
    if (!/^\d+$/.test(nameOf(folder))) continue;
    const newest = await newestBelow(folder, levels - 1, place);
    if (newest) return newest;
  }
  return undefined;
}

/** Keys of a day are in the order of their delivery. */
async function newestIn(path: string, { client, bucket }: LogPlace): Promise<string | undefined> {
  const { day = '' } = parsePath(path) ?? {};
  let newest: string | undefined;
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: path })) {
    const last = Contents.map(({ Key = '' }) => Key).findLast(
      (key) => looksLikeLog(key) && !isHidden(key.slice(path.length)),
    );
    if (last) newest = newestDelivery([last], day);
  }
  return newest;
}
