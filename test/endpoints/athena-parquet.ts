/** What the small Athena knows of Parquet: UNLOAD into a bucket, and a table over what is there, by projection. */
import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { StartedQuery } from './athena-request.ts';

export interface ParquetTable {
  database: string;
  name: string;
  /** `s3://bucket/events/run=${run}/kind=${kind}/` */
  template: string;
  /** values of the projected column kind */
  kinds: readonly string[];
}

export interface Unload {
  /** the query whose rows are written */
  sql: string;
  bucket: string;
  prefix: string;
}

/** @returns undefined where it is another statement */
export function parseUnload(sql: string): Unload | undefined {
  const found =
    /^UNLOAD \((.*)\n\) TO 's3:\/\/([^/']+)\/([^']*\/)'\nWITH \(format = 'PARQUET', compression = 'ZSTD', partitioned_by = ARRAY\['kind'\]\)$/s.exec(
      sql,
    );
  const [, query, bucket, prefix] = found ?? [];
  if (query !== undefined && bucket && prefix) return { sql: query, bucket, prefix };
  if (/^\s*UNLOAD\b/i.test(sql)) throw new Error(`line 1:1: this UNLOAD is not understood: ${sql}`);
  return undefined;
}

/**
 * Adds the files to what is there, as a partitioned UNLOAD does, and a data manifest beside the result.
 *
 * @returns the manifest's place
 */
export async function putUnloaded(
  s3: S3Client,
  directory: string,
  { bucket, prefix }: Unload,
  { id, outputLocation }: StartedQuery,
): Promise<string> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((it) => it.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const places: string[] = [];
  for (const [i, path] of paths.sort().entries()) {
    const Key = `${prefix}${dirname(relative(directory, path))}/${id}_${i}`;
    await put(s3, { Bucket: bucket, Key }, path);
    places.push(`s3://${bucket}/${Key}\n`);
  }
  const manifest = outputLocation.replace(/\.csv$/, '-manifest.csv');
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(manifest) ?? [];
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: places.join('') }));
  return manifest;
}

async function put(s3: S3Client, place: { Bucket: string; Key: string }, path: string): Promise<void> {
  const { size } = await stat(path);
  await s3.send(new PutObjectCommand({ ...place, Body: createReadStream(path), ContentLength: size }));
}

/**
 * The query with the files of the runs that it names in the place of the table.
 *
 * @returns undefined where it does not read the table
 * @throws as Athena where it names no run: an injected column must be given
 */
export async function withParquet(
  sql: string,
  { database, name, template, kinds }: ParquetTable,
  { s3, directory }: { s3: S3Client; directory: string },
): Promise<{ sql: string; bytes: number } | undefined> {
  const table = `"${database}"."${name}"`;
  if (!sql.includes(table)) return undefined;
  const named = new RegExp(`FROM ${table}\\s+WHERE "run" (= '[^']+'|IN \\([^)]+\\))`).exec(sql)?.[1];
  const runs = [...(named ?? '').matchAll(/'([^']+)'/g)].flatMap(([, run]) => run ?? []);
  if (runs.length === 0)
    throw new Error(
      'CONSTRAINT_VIOLATION: For the injected projected partition column run, the WHERE clause must contain only static equality conditions',
    );
  const files: string[] = [];
  let bytes = 0;
  for (const [run, kind] of runs.flatMap((run) => kinds.map((kind) => [run, kind] as const))) {
    const place = template.replaceAll('${run}', run).replaceAll('${kind}', kind);
    const [, Bucket = '', Prefix = ''] = /^s3:\/\/([^/]+)\/(.+)$/.exec(place) ?? [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix })) {
      for (const { Key = '' } of Contents) {
        const file = join(directory, 'read', `run=${run}`, `kind=${kind}`, `${files.length}.parquet`);
        await mkdir(dirname(file), { recursive: true });
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
        const content = (await Body?.transformToByteArray()) ?? new Uint8Array();
        await writeFile(file, content);
        bytes += content.length;
        files.push(file);
      }
    }
  }
  const list = files.map((file) => `'${file}'`).join(', ');
  const rows =
    files.length > 0
      ? `(SELECT * FROM read_parquet([${list}], hive_partitioning = true, hive_types_autocast = false))`
      : `(SELECT '' AS "run" WHERE 1 = 0)`;
  // Of these DuckDB need not leave out "$path".
  const own = sql.replace(/(?<=events AS \(\s*SELECT )\*/, 'COLUMNS(*)');
  return { sql: own.replace(table, () => rows), bytes };
}
