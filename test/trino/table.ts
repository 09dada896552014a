/** The project's table over a tree of log files, as Trino's Hive connector takes it. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  type ColumnType,
  cloudTrailColumns,
  eventColumns,
  isList,
} from '../../src/table/cloudtrail-columns.ts';
import { trinoTypeOf } from '../../src/table/missing-columns.ts';
import type { Trino } from './server.ts';

const LOG_FILE =
  /^AWSLogs\/(?:o-[^/]+\/)?(?<account>\d+)\/CloudTrail\/(?<region>[^/]+)\/(?<day>\d{4}\/\d\d\/\d\d)\/[^/]+$/;

const COLUMNS = Object.entries(eventColumns)
  .map(([column, type]) => `"${column}" ${trinoTypeOf(type)}`)
  .join(', ');

/**
 * Makes "default"."cloudtrail_logs" anew. Athena's CloudTrailInputFormat gives a record of a log file for each row; Trino
 * has none, so the files are written again with a record a line, under the same names. The partitions are those that exist.
 *
 * @param directory what Trino's `local:///` is
 * @param name of the tree
 */
export async function makeTable(trino: Trino, logs: string, directory: string, name: string): Promise<void> {
  await writeLines(logs, directory, name);
  await makeTableAt(trino, `local:///${name}`);
}

async function writeLines(logs: string, directory: string, name: string): Promise<void> {
  for (const path of await readdir(logs, { recursive: true })) {
    const { account, region, day } = LOG_FILE.exec(path)?.groups ?? {};
    if (!account || !region || !day) continue;
    const folder = join(
      directory,
      name,
      `account=${account}/region=${region}/day=${day.replaceAll('/', '%2F')}`,
    );
    await mkdir(folder, { recursive: true });
    const lines = recordsIn(await readFile(join(logs, path)));
    await writeFile(join(folder, basename(path)), path.endsWith('.gz') ? gzipSync(lines) : lines);
  }
}

/** @param location of what `makeTable` wrote */
export async function makeTableAt(trino: Trino, location: string): Promise<void> {
  await trino.query('CREATE SCHEMA IF NOT EXISTS hive."default"');
  await trino.query('DROP TABLE IF EXISTS cloudtrail_logs');
  await trino.query(`CREATE TABLE cloudtrail_logs (
    ${COLUMNS}, "account" varchar, "region" varchar, "day" varchar
  ) WITH (
    format = 'JSON',
    external_location = '${location}',
    partitioned_by = ARRAY['account', 'region', 'day']
  )`);
  await trino.query("CALL system.sync_partition_metadata('default', 'cloudtrail_logs', 'FULL')");
}

/**
 * The same table over CloudTrail's own folders below `location`, with the partition projection of sql/tables: only of one
 * account and region, and of the days of a year.
 */
export async function makeProjectedTable(trino: Trino, location: string): Promise<void> {
  const values = (list: string) =>
    `partition_projection_type = 'ENUM', partition_projection_values = ARRAY['${list}']`;
  await trino.query('CREATE SCHEMA IF NOT EXISTS hive."default"');
  await trino.query('DROP TABLE IF EXISTS cloudtrail_logs');
  await trino.query(`CREATE TABLE cloudtrail_logs (
    ${COLUMNS},
    "account" varchar WITH (${values('111122223333')}),
    "region" varchar WITH (${values('us-east-1')}),
    "day" varchar WITH (
      partition_projection_type = 'DATE', partition_projection_format = 'yyyy/MM/dd',
      partition_projection_range = ARRAY['2025/01/01', '2025/12/31'],
      partition_projection_interval = 1, partition_projection_interval_unit = 'DAYS'
    )
  ) WITH (
    format = 'JSON', external_location = '${location}', partitioned_by = ARRAY['account', 'region', 'day'],
    partition_projection_enabled = true,
    partition_projection_location_template = '${location}/\${account}/CloudTrail/\${region}/\${day}'
  )`);
}

function recordsIn(content: Buffer): string {
  const text = (content[0] === 0x1f ? gunzipSync(content) : content).toString('utf8').replace(/^\uFEFF/, '');
  const { Records: records } = JSON.parse(text) as { Records: object[] };
  return records.map((record) => `${JSON.stringify(asText(record, cloudTrailColumns))}\n`).join('');
}

/** A value for a column of this type: an object in a column of text becomes its JSON. */
function asText(value: unknown, type: ColumnType | undefined): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (type === undefined || type === 'string') return JSON.stringify(value);
  if (type === 'map' || isList(type)) return value;
  const types = new Map(Object.entries(type).map(([name, field]) => [name.toLowerCase(), field]));
  const fields = Object.entries(value).map(([name, field]) => [
    name,
    asText(field, types.get(name.toLowerCase())),
  ]);
  return Object.fromEntries(fields);
}
