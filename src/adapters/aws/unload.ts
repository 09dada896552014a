/** Athena's UNLOAD, which writes a query's rows as Parquet: https://docs.aws.amazon.com/athena/latest/ug/unload.html */
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { QueryExecution } from '../../ports.ts';
import { BUCKET } from '../../rules.ts';
import { isHistoryPlace } from '../../run/history.ts';
import { parquetRows } from './parquet-rows.ts';

const FILES_AT_ONCE = 20;

/** @throws Error where bucket or prefix is not what a literal may hold */
export function unloadStatement(sql: string, bucket: string | undefined, into: string): string {
  if (!bucket || !BUCKET.test(bucket) || !isHistoryPlace(into))
    throw new Error(`s3://${bucket}/${into}/ is not a place for a run's events`);
  return `UNLOAD (${sql}\n) TO 's3://${bucket}/${into}/'
WITH (format = 'PARQUET', compression = 'ZSTD', partitioned_by = ARRAY['kind'])`;
}

/**
 * What an UNLOAD wrote: the files that its data manifest lists, and the rows that their footers count. A file elsewhere than
 * in the run's place is named with its whole path.
 *
 * @param manifest `Statistics.DataManifestLocation`
 */
export async function unloaded(
  s3: S3Client,
  manifest: { Bucket: string; Key: string },
  bucket: string,
): Promise<NonNullable<QueryExecution['written']>> {
  const { Body } = await s3.send(new GetObjectCommand(manifest));
  const text = (await Body?.transformToString('utf8')) ?? '';
  const listed = text.split(/\r?\n/).filter((line) => line !== '');
  const places = listed.map((line) => /^s3:\/\/([^/]+)\/(events\/run=[^/]+\/)(.+)$/.exec(line) ?? []);
  let rows = 0;
  for (let at = 0; at < places.length; at += FILES_AT_ONCE) {
    const counts = places.slice(at, at + FILES_AT_ONCE).map(async ([, Bucket, place, file]) => {
      return Bucket === bucket ? parquetRows(s3, { Bucket, Key: `${place}${file}` }) : 0;
    });
    for (const count of await Promise.all(counts)) rows += count;
  }
  const files = places.map(([, Bucket, , file], i) =>
    Bucket === bucket && file ? file : (listed[i] as string),
  );
  return { rows, files };
}
