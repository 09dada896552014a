import { type _Object, GetObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { messageOf } from '../../errors.ts';
import { folderOf, isHidden, isHiddenLog, isWithin, parsePath } from '../../logs/layout.ts';
import type { OnLeftOut } from '../../logs/left-out.ts';
import type { Partitions } from '../../run/run.ts';
import { Semaphore } from '../local/duckdb/semaphore.ts';
import type { LogStore } from '../local/log-files/log-store.ts';
import { type FileReader, ReadAhead } from '../local/log-files/read-ahead.ts';
import type { FileContent } from '../local/log-files/read-files.ts';
import type { LogFolder } from '../local/log-folders.ts';
import {
  accountFolders,
  dayIn,
  type LogPlace,
  listDays,
  lookBeside,
  otherPrefixes,
  type Rest,
  regionFolders,
} from './s3-log-folders.ts';

/** What was asked of S3, with repeated tries, and the bytes of log files that came. */
interface S3Requests {
  lists: number;
  gets: number;
  bytes: number;
}

export interface S3LogStore extends LogStore {
  requests: S3Requests;
}

/** As listed: what is read is this object or none. Kept for the run: some 300 bytes a log file. */
interface Stored {
  etag: string;
  bytes: number;
}

/** Regions whose first thousand keys are listed before their turn. */
const REGIONS_AHEAD = 16;
// The SDK opens 50 connections to a host; some are for lists.
const READS_AT_ONCE = 32;
/** Parts of a megabyte that are read at a time. */
const PARTS = 4;
/** Of an object whose content broke off: the SDK tries again only until the content begins. */
const TRIES = 3;

/** The log files in a bucket, read with GetObject straight into memory, a few megabytes before they are needed. */
export function s3LogStore(place: LogPlace): S3LogStore {
  const stored = new Map<string, Stored>();
  const requests = countedRequests(place);
  return {
    requests,
    folders: (on = {}) => new S3Folders(place, stored, on),
    ahead: () => new ReadAhead('', s3Reader(place, stored, requests)),
    others: () => otherRoots(place),
  };
}

class S3Folders {
  private readonly listed = new Map<string, string[]>();

  constructor(
    private readonly place: LogPlace,
    private readonly stored: Map<string, Stored>,
    private readonly on: OnLeftOut,
  ) {}

  /** Of each region only the keys from the first day on are listed, up to the page on which the last day ends. */
  async *days(partitions?: Partitions): AsyncGenerator<LogFolder> {
    if (!partitions) throw new Error('a bucket is listed for a range of days');
    try {
      yield* this.daysWithin(partitions);
    } catch (error) {
      throw new S3ReadError(`the list of s3://${this.place.bucket}/${this.place.prefix}`, error);
    }
  }

  private async *daysWithin(partitions: Partitions): AsyncGenerator<LogFolder> {
    const { place } = this;
    const on = withoutPrefix(this.on, place.prefix);
    const asked = (path: string) => isWithin(parsePath(path), partitions);
    const accounts = (await accountFolders(place, on)).filter(asked);
    const regions = (await regionFolders(accounts, place, on)).filter(asked).sort();
    if (on.beside) await lookBeside([...accounts, ...regions], place, on);
    const first = regions.map((path) => ({ path, after: `${path}${partitions.from}/` }));
    const underWay: Promise<Page>[] = [];
    for (const [i] of regions.entries()) {
      for (let next = i + underWay.length; underWay.length < REGIONS_AHEAD && next < first.length; next++) {
        const page = this.page(first[next] as Rest, partitions.to);
        // Who waits for the page gets its error.
        page.catch(() => {});
        underWay.push(page);
      }
      yield* this.daysOf((await underWay.shift()) as Page, partitions.to);
    }
  }

  async files({ path }: Pick<LogFolder, 'path'>): Promise<string[]> {
    const files = this.listed.get(path) ?? [];
    this.listed.delete(path);
    for (const file of files.filter(isHiddenLog)) this.on.passedOver?.('hidden', file);
    return files.filter((file) => !isHidden(file.slice(path.length + 1)));
  }

  /** Each of them is read, whatever its name: what it is only its content says. */
  logFiles(folder: Pick<LogFolder, 'path'>): Promise<string[]> {
    return this.files(folder);
  }

  size(file: string): number {
    return this.stored.get(file)?.bytes ?? 0;
  }

  /** A day may fill many pages, and a page hold many days. */
  private async *daysOf(first: Page, to: string): AsyncGenerator<LogFolder> {
    let day = '';
    let files: string[] = [];
    for (let page: Page | undefined = first; page; page = page.rest && (await this.page(page.rest, to))) {
      const region = page.region;
      for (const { Key = '', ETag = '', Size = 0 } of page.objects) {
        const file = Key.slice(this.place.prefix.length);
        const its = dayIn(file, region);
        if (its !== day) {
          yield* this.folder(region, day, files);
          [day, files] = [its, []];
        }
        this.stored.set(file, { etag: ETag, bytes: Size });
        files.push(file);
      }
      if (!page.rest) yield* this.folder(region, day, files);
    }
  }

  private *folder(region: string, day: string, files: string[]): Generator<LogFolder> {
    const path = `${region}${day}`;
    const found = parsePath(path);
    if (files.length === 0 || !found?.account || !found.service || !found.region || !found.day) return;
    this.listed.set(path, files);
    yield { ...(found as LogFolder), path };
  }

  private async page(from: Rest, to: string): Promise<Page> {
    const page = await listDays(from, to, this.place);
    return { region: from.path.slice(this.place.prefix.length), ...page };
  }
}

interface Page {
  /** `AWSLogs/111122223333/CloudTrail/us-east-1/` */
  region: string;
  objects: _Object[];
  rest?: Rest;
}

/** Paths without what stands before `AWSLogs/`, as those of a directory. */
function withoutPrefix(on: OnLeftOut, prefix: string): OnLeftOut {
  const short = (path: string) => path.slice(prefix.length);
  return {
    ...(on.passedOver && { passedOver: (reason, path) => on.passedOver?.(reason, short(path)) }),
    ...(on.beside && { beside: (path, found) => on.beside?.(short(path), found) }),
  };
}

function s3Reader(
  { client, bucket, prefix }: LogPlace,
  stored: ReadonlyMap<string, Stored>,
  requests: S3Requests,
): FileReader {
  const reads = new Semaphore(READS_AT_ONCE);
  const contentOf = async (file: string): Promise<FileContent> => {
    const { etag, bytes } = stored.get(file) ?? { etag: '', bytes: 0 };
    const get = new GetObjectCommand({ Bucket: bucket, Key: `${prefix}${file}`, IfMatch: etag });
    for (let tries = 1; ; tries++) {
      try {
        const { Body } = await client.send(get);
        const raw = await Body?.transformToByteArray();
        if (raw?.length !== bytes) throw new Error(`came with ${raw?.length ?? 0} of ${bytes} bytes`);
        requests.bytes += bytes;
        return { bytes, raw };
      } catch (error) {
        const damage = damageOf(error);
        if (damage !== undefined) return { bytes, damage };
        if (error instanceof S3ServiceException || tries === TRIES)
          throw new S3ReadError(`s3://${bucket}/${prefix}${file}`, error);
      }
    }
  };
  return {
    count: PARTS,
    async read({ files, most, enough }) {
      const taken: Promise<FileContent>[] = [];
      for (let sum = 0; taken.length < files.length && sum < enough; ) {
        const file = files[taken.length] ?? '';
        const { bytes = 0 } = stored.get(file) ?? {};
        if (bytes <= most) sum += bytes;
        taken.push(bytes > most ? Promise.resolve({ bytes }) : reads.shared(() => contentOf(file)));
      }
      return Promise.all(taken);
    },
    grow: () => {},
    close: async () => {},
  };
}

/** @returns why this one object cannot be read; undefined where the fault is not the object's */
function damageOf(error: unknown): string | undefined {
  if (!(error instanceof S3ServiceException)) return undefined;
  switch (error.name) {
    case 'PreconditionFailed':
      return 'it was replaced after the run had listed it; make the run again';
    case 'NoSuchKey':
      return 'it was deleted after the run had listed it';
    case 'AccessDenied':
      return `these credentials may not read it: ${error.message}`;
    case 'InvalidObjectState':
      return 'its storage class is an archive; restore it first';
    default:
      return undefined;
  }
}

const EXPIRED = ['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired', 'CredentialsProviderError'];

/** The run ends: what else there is could not be read either. */
class S3ReadError extends Error {
  override readonly name = 'S3ReadError';

  constructor(what: string, cause: unknown) {
    const expired = EXPIRED.includes((cause as Error).name);
    const reason = expired
      ? 'the AWS credentials expired while the run was under way; sign in again and make the run again'
      : messageOf(cause);
    super(`${what} could not be read: ${reason}`, { cause });
  }
}

/** Where else in the bucket CloudTrail writes. */
async function otherRoots(place: LogPlace): Promise<string[]> {
  const others = await otherPrefixes(place);
  return others.map((prefix) => `s3://${place.bucket}/${folderOf({ prefix })}`);
}

function countedRequests({ client }: LogPlace): S3Requests {
  const requests = { lists: 0, gets: 0, bytes: 0 };
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName === 'ListObjectsV2Command') requests.lists += 1;
        if (commandName === 'GetObjectCommand') requests.gets += 1;
        return next(args);
      },
    // After the middleware that tries again: each try is charged.
    { step: 'finalizeRequest', priority: 'low', name: 'countedRequests', override: true },
  );
  return requests;
}
