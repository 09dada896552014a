import { AthenaClient } from '@aws-sdk/client-athena';
import { athenaEngine } from '../src/adapters/aws/athena.ts';
import { s3Client } from '../src/adapters/aws/s3-client.ts';
import { SHORT_SECONDS, timeouts } from '../src/adapters/aws/timeouts.ts';
import type { QueryEngine } from '../src/ports.ts';
import { config, environment } from './wiring.ts';

/** Athena, as the stack says. Apart from wiring.ts: a handler without queries carries no client for them. */
export function engine(): QueryEngine {
  return athenaEngine({
    athena: new AthenaClient(timeouts(SHORT_SECONDS)),
    // A workgroup of the team's own may keep its results in another region.
    s3: s3Client(60, { followRegionRedirects: true }),
    workgroup: environment('WORKGROUP'),
    database: config.table.database,
    archiveBucket: environment('ARCHIVE_BUCKET'),
    outputLocation: environment('RESULT_LOCATION') || undefined,
    scanLimit: Number(environment('SCAN_LIMIT_BYTES')) || undefined,
  });
}
