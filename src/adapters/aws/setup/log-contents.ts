import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { LogContents } from '../../../doctor/log-contents.ts';
import type { Setup } from '../../../doctor/setup.ts';
import { logDamage } from '../../../log-files/log-damage.ts';
import { LogTooLargeError, MAX_LOG_BYTES } from '../../../log-files/log-text.ts';
import { isHidden } from '../../../logs/layout.ts';
import type { DamagedFile } from '../../../ports.ts';
import { s3LogFile } from '../s3-log-file.ts';
import { accountFolders, inParallel, isMarker, regionFolders } from '../s3-log-folders.ts';
import { ask, type Clients } from './ask.ts';

export async function askLogContents({ s3 }: Clients, { logs, readDay = '' }: Setup) {
  const day = readDay.replaceAll('-', '/');
  const read = async (): Promise<LogContents> => {
    const place = { client: s3, ...logs };
    const regions = await regionFolders(await accountFolders(place), place);
    const found = await inParallel(regions, async (path) => {
      const keys: string[] = [];
      const Prefix = `${path}${day}/`;
      const pages = paginateListObjectsV2({ client: s3 }, { Bucket: logs.bucket, Prefix });
      for await (const { Contents = [] } of pages) keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
      // Athena reads every other object in a day folder, whatever its name.
      return keys.filter((key) => !isMarker(key) && !isHidden(key.slice(Prefix.length)));
    });
    const damaged = await inParallel(found.flat(), async (Key): Promise<DamagedFile | undefined> => {
      const reason = await damageOf({ Bucket: logs.bucket, Key }, s3);
      return reason ? { file: `s3://${logs.bucket}/${Key}`, reason } : undefined;
    });
    return { day, files: found.flat().length, damaged: damaged.flatMap((file) => file ?? []) };
  };
  return ask('s3:ListBucket and s3:GetObject', read, 'NoSuchBucket');
}

async function damageOf(object: { Bucket: string; Key: string }, s3: S3Client): Promise<string | undefined> {
  try {
    const content = await s3LogFile(s3, object, MAX_LOG_BYTES);
    return content && logDamage(content, MAX_LOG_BYTES);
  } catch (error) {
    if (error instanceof LogTooLargeError) return error.message;
    throw error;
  }
}
