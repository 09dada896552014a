/** The archive step in a process of its own. Arguments: the result's file, `directory` PATH, `s3` URL or `csv-parse`. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { parse } from 'csv-parse';
import { s3Archive } from '../src/adapters/aws/s3.ts';
import { readCatalogueFiles } from '../src/adapters/local/catalogue-files.ts';
import { directoryArchive } from '../src/adapters/local/directory.ts';
import { configSchema } from '../src/config/config.ts';
import { planRun } from '../src/plan/plan.ts';
import type { Archive, QueryEngine } from '../src/ports.ts';
import { parseCatalogue } from '../src/reports/catalogue.ts';
import { archiveReport } from '../src/steps/archive-report.ts';

const [file = '', mode, place = ''] = process.argv.slice(2);

// Read in pieces as small as those that come from S3.
const result = (location: string) => createReadStream(location, { highWaterMark: 2 ** 16 });

if (mode === 'csv-parse') await parseOnly();
else await step(mode === 's3' ? s3(place) : directoryArchive(place));

async function step(archive: Archive): Promise<void> {
  const catalogue = parseCatalogue(await readCatalogueFiles('sql'));
  const config = configSchema.parse({});
  const { run, reports } = planRun({
    trigger: 'manual',
    window: { from: '2025-10-31T00:00:00Z', to: '2025-11-01T00:00:00Z', timezone: 'UTC' },
    reports: catalogue.filter(({ id }) => id === 'iam-role-actions'),
    table: config.table,
  });
  const [report] = reports;
  const engine = { result } as Pick<QueryEngine, 'result'> as QueryEngine;
  const query = { resultLocation: file, scannedBytes: 0, milliseconds: 0 };
  await archiveReport({ run, report, query } as never, { engine, archive, config });
}

function s3(endpoint: string): Archive {
  const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  const client = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
  return s3Archive({ client, bucket: 'archive' });
}

async function parseOnly(): Promise<void> {
  const parser = parse();
  parser.on('data', () => undefined);
  await pipeline(result(file), parser);
}
