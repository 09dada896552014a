import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { isLogFile } from '../../logs/layout.ts';
import { LogCount, type SeenFile } from '../../logs/log-count.ts';
import type { LogSource } from '../../ports.ts';
import type { Partitions, ProjectedFolders } from '../../run/run.ts';
import { isProjected } from '../../table/projected-folders.ts';
import { DAY_FORMAT } from '../../time/days.ts';
import { inParallel, type LogPlace, regionFolders } from './s3-log-folders.ts';

export interface S3LogsOptions extends LogPlace {
  partitions: Partitions;
  /** the folders that the table reads, where that is known: files elsewhere do not count */
  projected?: ProjectedFolders | undefined;
  /** beyond so many lists, bytes or milliseconds it stops, and the counts are of what was seen so far */
  maxLists?: number;
  enoughBytes?: number | undefined;
  maxMilliseconds?: number;
}

// A day of 300 accounts with 17 regions each needs about 5,400 lists, USD 0.03; these come to USD 0.10.
const MAX_LISTS = 20_000;
// Less than half of SendSummary's time: the mail must go out, however long S3 takes.
const MAX_MILLISECONDS = 120_000;

/**
 * The log files of the partitions by their keys alone. The engine finds out what is in them, so none counts as damaged.
 *
 * The keys of one account's region are in the order of their days: one list holds a thousand files of however many
 * days. Every region is looked at once before any is looked at further, so that whether there were logs is known first.
 */
export function s3Logs(options: S3LogsOptions): LogSource {
  return {
    async survey() {
      const { partitions, maxLists = MAX_LISTS, enoughBytes = Number.POSITIVE_INFINITY } = options;
      const deadline = performance.now() + (options.maxMilliseconds ?? MAX_MILLISECONDS);
      const inTime = () => performance.now() < deadline;
      let lists = 0;
      const count = new LogCount();
      const notProjected: string[] = [];
      let folders = (await regionFolders(options, partitions)).map(
        (path): Folder => ({ path, after: `${path}${partitions.from}/` }),
      );
      while (folders.length > 0 && lists < maxLists && count.counts().bytes <= enoughBytes && inTime()) {
        const round = folders.slice(0, maxLists - lists);
        const pages = await inParallel(
          round,
          async (folder): Promise<Page> =>
            inTime() ? nextPage(folder, options) : { files: [], rest: folder },
        );
        lists += pages.length;
        for (const page of pages) {
          if (page.notProjected) notProjected.push(page.notProjected);
          for (const file of page.files) count.add(file);
        }
        folders = [...folders.slice(round.length), ...pages.flatMap(({ rest }) => rest ?? [])];
      }
      return {
        ...count.counts(),
        complete: folders.length === 0,
        damaged: [],
        recordsWithoutTime: 0,
        ...(notProjected.length > 0 && { notProjected }),
      };
    },
  };
}

/** The part of an account's region that is not listed yet. */
interface Folder {
  /** `AWSLogs/111122223333/CloudTrail/us-east-1/` */
  path: string;
  /** keys up to this one are listed */
  after: string;
}

interface Page {
  files: SeenFile[];
  /** the folder, if there are log files in it and the table does not read it */
  notProjected?: string;
  rest?: Folder;
}

async function nextPage(folder: Folder, options: S3LogsOptions): Promise<Page> {
  const { path, after } = folder;
  const { client, bucket, partitions, projected } = options;
  const { Contents = [], IsTruncated } = await client.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: path, StartAfter: after }),
  );
  const dayOf = (key: string) => key.slice(path.length, path.length + DAY_FORMAT.length);
  const within = Contents.filter(({ Key = '' }) => dayOf(Key) <= partitions.to);
  const logs = within.filter(({ Key = '' }) => isLogFile(Key));
  if (projected && !isProjected(`s3://${bucket}/${path}`, projected)) {
    return { files: [], ...(logs.length > 0 && { notProjected: path }) };
  }
  const last = within.at(-1)?.Key;
  return {
    files: logs.map(({ Key: path = '', Size: bytes = 0, LastModified }) => ({
      path,
      day: dayOf(path),
      bytes,
      modified: LastModified?.getTime(),
    })),
    ...(IsTruncated && last && within.length === Contents.length && { rest: { path, after: last } }),
  };
}
