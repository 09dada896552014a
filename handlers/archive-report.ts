/** State ArchiveReport: makes a query's result into the report's CSV. */

import { s3Archive } from '../src/adapters/aws/s3.ts';
import { s3Client } from '../src/adapters/aws/s3-client.ts';
import { type ArchiveReportInput, archiveReport } from '../src/steps/archive-report.ts';
import { engine } from './engine.ts';
import { config, environment, logged } from './wiring.ts';

const archive = s3Archive({ client: s3Client(60), bucket: environment('ARCHIVE_BUCKET') });
const deps = { engine: engine(), archive, config };

export const handler = logged((input: ArchiveReportInput) => archiveReport(input, deps));
