/**
 * Where CloudTrail puts its files, in a bucket below a prefix. Only this file knows it, and it knows only names.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
import type { Partitions } from '../run/run.ts';
import { DAY_FORMAT, dayOf, isoDate, parseDay } from '../time/days.ts';

export const ROOT = 'AWSLogs';
/** The folder of an account's log files, and what CloudTrail keeps beside it. */
export const LOGS = 'CloudTrail';
export const DIGESTS = 'CloudTrail-Digest';
export const INSIGHTS = 'CloudTrail-Insight';
/** The accounts' folders of VPC Flow Logs in the Hive form: `aws-account-id=111122223333` */
export const FLOW_LOGS = 'aws-account-id=';
export const LAYOUT = `${ROOT}/[o-ORGANIZATION/]ACCOUNT/${LOGS}/REGION/YYYY/MM/DD`;

/** What a path says, as far as it goes. */
export interface LogPath {
  /** what stands before `AWSLogs/`: empty, or ending in a slash */
  prefix: string;
  /** `o-a1b2c3d4e5`; absent in the layout of a single account's trail */
  organization?: string | undefined;
  account?: string | undefined;
  /** `CloudTrail`, `CloudTrail-Digest`, or another service that writes to the bucket, such as `Config` */
  service?: string | undefined;
  region?: string | undefined;
  /** the UTC day of delivery, `2026/11/21`; for the folder of a year or a month the beginning of it */
  day?: string | undefined;
  file?: string | undefined;
}

/** The folder of one account, one region and one UTC day of delivery. */
export type DayFolder = LogPath & Record<'account' | 'service' | 'region' | 'day', string>;

const PATH = new RegExp(
  [
    `^(?<prefix>(?:.*?/)?)${ROOT}`,
    '(?:/(?<organization>o-[^/]+))?',
    '(?:/(?<account>\\d{12})',
    '(?:/(?<service>[^/]+)',
    '(?:/(?<region>[^/]+)',
    '(?:/(?<day>\\d{4}(?:/\\d\\d){0,2})',
    '(?:/(?<file>[^/]+)$)?',
    ')?)?)?)?/?$',
  ].join(''),
);

/**
 * @param path of a folder or a file: a key in S3, or a path below a directory
 * @returns undefined where the layout has no such path
 */
export function parsePath(path: string): LogPath | undefined {
  const found = PATH.exec(path)?.groups as LogPath | undefined;
  if (!found) return undefined;
  const isWhole = found.day?.length === DAY_FORMAT.length;
  if (isWhole ? !parseDay(found.day ?? '') : found.file !== undefined) return undefined;
  return { ...found };
}

export function isDayFolder(path: LogPath): path is DayFolder {
  return path.day?.length === DAY_FORMAT.length && path.file === undefined;
}

/** The folder of what is given, ending in a slash. A region's folder is that of its log files unless a service is given. */
export function folderOf(path: Partial<LogPath>): string {
  const { prefix = '', organization, account, region, service = region && LOGS, day } = path;
  const names = [ROOT, organization, account, service, region, day];
  return `${prefix}${names.flatMap((name) => (name ? [`${name}/`] : [])).join('')}`;
}

/** Whether partitions hold what is in this folder, or something of it. */
export function isWithin(path: LogPath | undefined, partitions: Partitions): boolean {
  if (!path) return false;
  const { account, region, day } = path;
  const { accounts, regions, from, to } = partitions;
  return (
    (account === undefined || !accounts || accounts.includes(account)) &&
    (region === undefined || !regions || regions.includes(region)) &&
    (day === undefined || (day >= from.slice(0, day.length) && day <= to.slice(0, day.length)))
  );
}

/** As CloudTrail names its files. A file that was renamed is read too. */
const NAME = /(?:^|\/)(\d{12})_CloudTrail_([a-z0-9-]+)_(\d{8})T\d{4}Z_[^/]*$/;

export function hasLogName(file: string): boolean {
  return NAME.test(file);
}

/**
 * Whether a file is meant as a log file, whole or not: `a.json`, `A.JSON.GZ`, `a.json.gz.6eF3a2B1` of a download that
 * broke off. In a day folder every file that begins as one is read, whatever its name.
 */
export function looksLikeLog(file: string): boolean {
  return hasLogName(file) || /\.(jsonl?|gz)(\.[^/]*)?$/i.test(file);
}

/**
 * Whether Athena leaves a file out, by the part of its path below the day folder, as Trino's `HiveFileIterator` does.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/troubleshooting-athena.html
 */
export function isHidden(path: string): boolean {
  return /(^|\/)[._]/.test(path);
}

/** Whether it is a log file by the name, but for the dot or underscore before it: a copy that broke off, of rsync for one. */
export function isHiddenLog(path: string): boolean {
  return /(^|\/)[._]\d{12}_CloudTrail_[^/]*$/.test(path);
}

/** Whether its name says another account, region or day than its folder. */
export function isMisfiled(file: string, folder: DayFolder): boolean {
  const [known, account, region, date] = NAME.exec(file) ?? [];
  if (known === undefined) return false;
  return account !== folder.account || region !== folder.region || date !== folder.day.replaceAll('/', '');
}

/** A regular expression, of the engines too, that finds in a path the minute of delivery: `20261121T0705`. */
export const DELIVERED = '_(\\d{8}T\\d{4})Z_[^/]*$';

/** @returns an instant's minute as log files have it in their names: `20261121T0705` */
export function deliveryMinute(instant: string): string {
  return instant.slice(0, 16).replace(/[-:]/g, '');
}

/** @returns `20261121T0705`; undefined where the name has none */
export function deliveryMinuteIn(file: string): string | undefined {
  return new RegExp(DELIVERED).exec(file)?.[1];
}

/** As an instant. Its day may not exist: to check that of a million files would take seconds. */
function minuteIn(file: string): string | undefined {
  const [known, year, month, day, hour, minute] =
    /(\d{4})(\d\d)(\d\d)T([01]\d|2[0-3])([0-5]\d)[^/]*$/.exec(file) ?? [];
  return known && `${year}-${month}-${day}T${hour}:${minute}:00Z`;
}

/**
 * When the newest of a day folder's log files was delivered, at the latest: a file whose name says no time of that day
 * counts as delivered at its end.
 *
 * @returns undefined where there is no file
 */
export function newestDelivery(files: readonly string[], day: string): string | undefined {
  const times = files.map((file) => {
    const minute = minuteIn(file);
    return minute && dayOf(minute) === day ? minute : `${isoDate(day)}T23:59:00Z`;
  });
  return times.sort().at(-1);
}

export interface Delivery {
  prefix?: string;
  organization?: string | undefined;
  account: string;
  /** `CloudTrail` where none is given */
  service?: string;
  region: string;
  /** an instant in UTC: `2026-11-21T07:05:00Z` */
  delivered: string;
  /** 16 letters and digits */
  unique: string;
}

/** The key of a log file, or of an Insights file; a digest file has another form of name. */
export function logKey({ service = LOGS, delivered, unique, ...place }: Delivery): string {
  const folder = folderOf({ ...place, service, day: dayOf(delivered) });
  return `${folder}${place.account}_${service}_${place.region}_${deliveryMinute(delivered)}Z_${unique}.json.gz`;
}
