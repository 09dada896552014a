/** States RunQuery and RunCollect: start a report's query, or the one that keeps the run's events. */
import { s3Client } from '../src/adapters/aws/s3-client.ts';
import { s3Reader } from '../src/adapters/aws/s3-reader.ts';
import { SHORT_SECONDS } from '../src/adapters/aws/timeouts.ts';
import { type RunCollectInput, runCollect } from '../src/steps/collect.ts';
import { type RunQueryInput, runQuery } from '../src/steps/run-query.ts';
import { engine } from './engine.ts';
import { environment, historyTable, logged, now } from './wiring.ts';

const archive = s3Reader({ client: s3Client(SHORT_SECONDS), bucket: environment('ARCHIVE_BUCKET') });
const deps = { engine: engine(), now, archive, table: historyTable() };

export const handler = logged(async (input: RunQueryInput | RunCollectInput) =>
  'collect' in input ? runCollect(input, deps) : runQuery(input, deps),
);
