import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Archive, Query, QueryExecution } from '../../../ports.ts';

/** Where the rows go on the way, and where they are kept. */
export interface ParquetPlace {
  /** of this query's own */
  directory: string;
  archive: Pick<Archive, 'write'>;
}

/**
 * Writes a query's rows as Parquet (zstd) in folders by its last column, and reads them back before they are archived.
 *
 * @throws Error where the files do not hold as many rows as were written
 */
export async function writeParquet(
  connection: DuckDBConnection,
  { sql, parameters, into }: Pick<Query, 'sql' | 'parameters' | 'into'>,
  { directory, archive }: ParquetPlace,
): Promise<NonNullable<QueryExecution['written']>> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const copy = `COPY (${sql}\n) TO ${text(directory)} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (kind), OVERWRITE_OR_IGNORE)`;
  const count = async (statement: string, values: readonly string[] = []) =>
    Number((await connection.runAndReadAll(statement, [...values])).getRows()[0]?.[0]);
  const rows = await count(copy, parameters);
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  const found = paths.length > 0 ? await count(`SELECT count(*) FROM read_parquet([${paths.map(text)}])`) : 0;
  if (found !== rows) throw new Error(`${found} rows read back of ${rows} that were written to ${directory}`);
  const files = paths.map((path) => relative(directory, path).split(sep).join('/'));
  for (const [i, file] of files.entries()) {
    const content = createReadStream(paths[i] as string);
    await archive.write(`${into}/${file}`, content, 'application/vnd.apache.parquet');
  }
  await rm(directory, { recursive: true });
  return { rows, files };
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
