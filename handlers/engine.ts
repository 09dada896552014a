import { AthenaClient } from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import { athenaEngine } from '../src/adapters/athena.ts';
import type { QueryEngine } from '../src/ports.ts';
import { config, environment } from './wiring.ts';

/** Athena, as the stack says. Apart from wiring.ts: a handler without queries carries no client for them. */
export function engine(): QueryEngine {
  return athenaEngine({
    athena: new AthenaClient(),
    // A workgroup of the team's own may keep its results in another region.
    s3: new S3Client({ followRegionRedirects: true }),
    workgroup: environment('WORKGROUP'),
    database: config.table.database,
    outputLocation: environment('RESULT_LOCATION') || undefined,
    scanLimit: Number(environment('SCAN_LIMIT_BYTES')) || undefined,
  });
}
