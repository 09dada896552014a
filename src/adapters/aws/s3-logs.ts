import type { _Object } from '@aws-sdk/client-s3';
import { DeliveryCount } from '../../logs/delivery-count.ts';
import { folderOf, isHiddenLog, isWithin, parsePath } from '../../logs/layout.ts';
import { LogCount } from '../../logs/log-count.ts';
import type { LogSource } from '../../ports.ts';
import type { Partitions, ProjectedFolders, Run } from '../../run/run.ts';
import { isProjected } from '../../table/projected-folders.ts';
import {
  accountFolders,
  dayIn,
  inParallel,
  type LogPlace,
  listDays,
  lookBeside,
  otherPrefixes,
  type Rest,
  regionFolders,
} from './s3-log-folders.ts';

export interface S3LogsOptions extends LogPlace, Pick<Run, 'partitions' | 'cutoffs'> {
  /** of a run with cutoffs */
  window?: Run['window'];
  /** the folders that the table reads, where that is known: files elsewhere do not count */
  projected?: ProjectedFolders | undefined;
  /** beyond so many lists, bytes or milliseconds it stops, and the counts are of what was seen so far */
  maxLists?: number;
  enoughBytes?: number | undefined;
  maxMilliseconds?: number;
  /** only counts; does not look for what lies beside the log files */
  countOnly?: boolean;
}

// A day of 300 accounts with 17 regions each needs about 10,800 lists, USD 0.06; these come to USD 0.10.
const MAX_LISTS = 20_000;
// Less than half of SendSummary's time: the mail must go out, however long S3 takes.
const MAX_MILLISECONDS = 120_000;
/** So many folders at a time are looked into for what lies beside the log files. */
const BESIDE = 500;

/**
 * The log files of the partitions by their keys alone. The engine finds out what is in them, so none counts as damaged:
 * Athena reads every object in a day folder, whatever its name.
 *
 * The keys of one account's region are in the order of their days: one list holds a thousand files of however many
 * days. Every region is looked at once before any is looked at further, so that whether there were logs is known first;
 * what lies beside the log files is looked for last.
 */
export function s3Logs(options: S3LogsOptions): LogSource {
  return {
    async survey() {
      const { partitions, maxLists = MAX_LISTS, enoughBytes = Number.POSITIVE_INFINITY } = options;
      const deadline = performance.now() + (options.maxMilliseconds ?? MAX_MILLISECONDS);
      const inTime = () => performance.now() < deadline;
      let lists = 0;
      const count = new LogCount();
      const deliveries = new DeliveryCount(options);
      const notProjected = new Set<string>();
      const asked = (path: string) => isWithin(parsePath(path), partitions);
      const accounts = (await accountFolders(options, count)).filter(asked);
      const regions = (await regionFolders(accounts, options, count)).filter(asked);
      /** @returns whether all was listed */
      const list = async (days: Pick<Partitions, 'from' | 'to'>, found: OnObject, isEnough = () => false) => {
        let folders = regions.map((path): Folder => ({ path, after: `${path}${days.from}/`, to: days.to }));
        while (folders.length > 0 && lists < maxLists && !isEnough() && inTime()) {
          const round = folders.slice(0, maxLists - lists);
          const pages = await inParallel(
            round,
            async (folder): Promise<Page> => (inTime() ? nextPage(folder, options, found) : { rest: folder }),
          );
          lists += pages.length;
          for (const page of pages) if (page.notProjected) notProjected.add(page.notProjected);
          folders = [...folders.slice(round.length), ...pages.flatMap(({ rest }) => rest ?? [])];
        }
        return folders.length === 0;
      };
      const counted: OnObject = (object, day) => {
        const { Key = '' } = object;
        if (isHiddenLog(Key)) count.passedOver('hidden', Key);
        else if (deliveries.reads(Key, day)) {
          deliveries.add(Key);
          countObject(object, day, count);
        }
      };
      const complete = await list(partitions, counted, () => count.counts().bytes > enoughBytes);
      if (!options.countOnly) {
        const rest = [...accounts, ...regions].slice(0, Math.max(0, maxLists - lists));
        for (; rest.length > 0 && inTime(); ) await lookBeside(rest.splice(0, BESIDE), options, count);
        for (const other of inTime() ? await otherPrefixes(options) : [])
          count.notCovered(`s3://${options.bucket}/${folderOf({ prefix: other })}`);
      }
      const leftOut = [...notProjected];
      const seen: OnObject = ({ Key = '' }, day) => void (isHiddenLog(Key) || deliveries.reads(Key, day));
      const delivery = deliveries.survey(!deliveries.older || (await list(deliveries.older, seen)));
      return {
        ...count.counts(),
        ...count.leftOut(),
        complete,
        damaged: [],
        recordsWithoutTime: 0,
        ...(leftOut.length > 0 && { notProjected: leftOut }),
        ...(delivery && { delivery }),
      };
    },
  };
}

type OnObject = (object: _Object, day: string) => void;

interface Folder extends Rest {
  /** the last day */
  to: string;
}

interface Page {
  /** the folder, if there are log files in it and the table does not read it */
  notProjected?: string;
  rest?: Folder;
}

/** Lists the next thousand objects of a region, and counts those of the partitions. */
async function nextPage({ to, ...rest }: Folder, options: S3LogsOptions, found: OnObject): Promise<Page> {
  const { bucket, projected } = options;
  const { path } = rest;
  const page = await listDays(rest, to, options);
  if (projected && !isProjected(`s3://${bucket}/${path}`, projected))
    return page.objects.length > 0 ? { notProjected: path } : {};
  for (const object of page.objects) found(object, dayIn(object.Key ?? '', path));
  return page.rest ? { rest: { ...page.rest, to } } : {};
}

/**
 * Athena leaves these out without an error, unless they are restored and its table has `read_restored_glacier_objects`.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/querying-glacier.html
 */
const ARCHIVED: readonly string[] = ['GLACIER', 'DEEP_ARCHIVE'];

function countObject(object: _Object, day: string, count: LogCount): void {
  const { Key = '', Size = 0, StorageClass } = object;
  if (ARCHIVED.includes(StorageClass ?? '')) count.passedOver('archived', Key);
  else count.add(day, Size);
}
