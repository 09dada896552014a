import { Readable } from 'node:stream';
import {
  AthenaClient,
  GetQueryExecutionCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { LARGEST_RESULT_BYTES } from '../../src/plan/plan.ts';
import { report, run } from './run.ts';
import { context } from './stack.ts';

const { handler: runQuery } = await import('../../handlers/run-query.ts');
const { handler: pollQuery } = await import('../../handlers/poll-query.ts');
const { handler: archiveReport } = await import('../../handlers/archive-report.ts');

const athena = mockClient(AthenaClient);
const s3 = mockClient(S3Client);
beforeEach(() => {
  athena.reset();
  s3.reset();
});

test('run-query starts the report in the configured workgroup and database', async () => {
  athena.on(StartQueryExecutionCommand).resolves({ QueryExecutionId: 'query' });

  const query = await runQuery({ run, report, query: { attempt: 0 } }, context);

  expect(query).toMatchObject({ state: 'running', queryExecutionId: 'query', attempt: 1 });
  const [call] = athena.commandCalls(StartQueryExecutionCommand);
  expect(call?.args[0].input).toMatchObject({
    QueryString: `WITH events AS (SELECT ? AS day)\n${report.sql}`,
    WorkGroup: 'audit',
    QueryExecutionContext: { Database: 'audit' },
  });
});

test.each([
  ['letters', 'x'],
  ['quotation marks', '"'],
  ['line ends', '\n'],
  ['Japanese', '監'],
  ['emoji', '🧾'],
])('an error of 40 reports fits into the flow, however long its message: %s', async (_, character) => {
  athena.on(StartQueryExecutionCommand).rejects(new Error(character.repeat(10_000)));

  const error = await runQuery({ run, report, query: { attempt: 0 } }, context).catch((thrown) => thrown);

  // As Lambda, Step Functions and the state ReportFailed make it.
  const Cause = { errorType: error.name, errorMessage: error.message, trace: error.stack.split('\n') };
  const result = {
    id: 'x'.repeat(60),
    status: 'failed',
    error: { Error: error.name, Cause: JSON.stringify(Cause) },
  };
  expect(error.message.startsWith(character.repeat(100))).toBe(true);
  expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThan(LARGEST_RESULT_BYTES);
});

const started = (secondsAgo: number) => ({
  state: 'running' as const,
  queryExecutionId: 'query',
  attempt: 1,
  startedAt: new Date(Date.now() - secondsAgo * 1000).toISOString(),
  waitSeconds: 1,
});

test('poll-query says to wait while a query runs', async () => {
  athena.on(GetQueryExecutionCommand).resolves({ QueryExecution: { Status: { State: 'RUNNING' } } });

  const polled = await pollQuery({ run, report, query: started(10) }, context);

  expect(polled).toMatchObject({ state: 'running', waitSeconds: 2 });
});

test('poll-query stops a query at the configured limit', async () => {
  athena.on(GetQueryExecutionCommand).resolves({ QueryExecution: { Status: { State: 'RUNNING' } } });

  await expect(pollQuery({ run, report, query: started(3601) }, context)).rejects.toMatchObject({
    name: 'QueryFailedError',
  });
  expect(athena.commandCalls(StopQueryExecutionCommand)).toHaveLength(1);
});

test('archive-report puts the CSV and its figures into the archive', async () => {
  s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: 'no manifest yet', $metadata: {} }));
  s3.on(GetObjectCommand, { Bucket: 'results' }).callsFake(() => ({
    Body: Readable.from([Buffer.from('"username"\n"alice"\n')]),
  }));

  const query = {
    state: 'succeeded' as const,
    resultLocation: 's3://results/query.csv',
    scannedBytes: 10,
    milliseconds: 20,
  };
  const result = await archiveReport({ run, report, query }, context);

  expect(result).toMatchObject({ status: 'succeeded', rows: 1 });
  const keys = s3.commandCalls(PutObjectCommand).map(({ args }) => args[0].input.Key);
  expect(keys).toEqual([`${run.archive}/console-logins.csv`, `${run.archive}/console-logins.figures.json`]);
});
