import { engineName, type RunOptions } from './options.ts';
import type { Engine, Out } from './place.ts';
import { isMeantAsS3 } from './s3-location.ts';

/** Loads the engine that the options name, and nothing of the other. */
export async function engineOf(options: RunOptions): Promise<Engine | undefined> {
  switch (engineName(options)) {
    case 'athena':
      return (await import('./engine-athena.ts')).athena(options);
    case 'duckdb':
      return (await import('./engine-duckdb.ts')).duckDb(options, await bucketOf(options));
    default:
      return undefined;
  }
}

/** The client of S3 is loaded for logs in a bucket alone. */
async function bucketOf(options: RunOptions) {
  if (!isMeantAsS3(options.logs ?? '')) return undefined;
  return (await import('./logs-bucket.ts')).bucketLogs(options);
}

export async function outOf({ out, region, profile }: RunOptions): Promise<Out | undefined> {
  if (out === undefined) return undefined;
  if (isMeantAsS3(out)) return (await import('./out-bucket.ts')).outBucket(out, { region, profile });
  return (await import('./out-directory.ts')).outDirectory(out);
}
