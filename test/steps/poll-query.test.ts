import { QueryFailedError, ScanLimitError, UnnamedLogError } from '../../src/errors.ts';
import type { QueryExecution } from '../../src/ports.ts';
import { pollQuery } from '../../src/steps/poll-query.ts';
import type { QueryInFlight } from '../../src/steps/run-query.ts';
import { scriptedEngine } from './fakes.ts';

const inFlight: QueryInFlight = {
  state: 'running',
  queryExecutionId: 'execution-1',
  attempt: 1,
  startedAt: '2026-11-22T07:00:00.000Z',
  waitSeconds: 1,
};
const limits = { attempts: 2, seconds: 600 };

function poll(
  execution: Partial<QueryExecution>,
  query: Partial<QueryInFlight> = {},
  now = '2026-11-22T07:00:01.000Z',
) {
  const { engine, stopped } = scriptedEngine(execution);
  const polled = pollQuery({ query: { ...inFlight, ...query } }, { engine, now: () => now, limits });
  return { polled, stopped };
}

const passing = { state: 'failed', error: { message: 'internal error', retryable: true } } as const;

test('waits longer from poll to poll, up to 30 seconds', async () => {
  const waits: number[] = [];
  for (let waitSeconds = 1; waits.length < 12; waits.push(waitSeconds)) {
    ({ waitSeconds } = (await poll({}, { waitSeconds }).polled) as QueryInFlight);
  }
  expect(waits).toEqual([2, 3, 5, 8, 12, 18, 27, 30, 30, 30, 30, 30]);
});

test('keeps waiting for a query that is queued', async () => {
  expect(await poll({ state: 'queued' }).polled).toMatchObject({ state: 'running' });
});

test('says where the result of a query that succeeded is, and what it took', async () => {
  const execution = {
    state: 'succeeded',
    resultLocation: 's3://r/1.csv',
    scannedBytes: 5,
    milliseconds: 7,
  } as const;
  expect(await poll(execution).polled).toEqual(execution);
});

test('asks for another start after a failure that may pass', async () => {
  expect(await poll(passing).polled).toMatchObject({ state: 'retry', attempt: 1 });
});

test('gives up after the last attempt', async () => {
  await expect(poll(passing, { attempt: 2 }).polled).rejects.toThrow(
    new QueryFailedError('query execution execution-1 failed (attempt 2): internal error'),
  );
});

test('gives up at once on a failure that would come again', async () => {
  const execution = { state: 'failed', error: { message: 'COLUMN_NOT_FOUND', retryable: false } } as const;
  await expect(poll(execution).polled).rejects.toThrow(
    new QueryFailedError('query execution execution-1 failed: COLUMN_NOT_FOUND'),
  );
});

test('tells a query that would have read more than it may from others', async () => {
  const error = { message: 'Bytes scanned limit was exceeded', retryable: false, scanLimit: true };
  await expect(poll({ state: 'cancelled', error }).polled).rejects.toThrow(
    new ScanLimitError('query execution execution-1 cancelled: Bytes scanned limit was exceeded'),
  );
});

test('tells a query that failed on a log file without a name from others', async () => {
  const error = { message: 'HIVE_CURSOR_ERROR', retryable: false, unnamedLog: true };
  await expect(poll({ state: 'failed', error }).polled).rejects.toThrow(
    new UnnamedLogError('query execution execution-1 failed: HIVE_CURSOR_ERROR'),
  );
});

test('gives up on a query that was cancelled', async () => {
  await expect(poll({ state: 'cancelled' }).polled).rejects.toThrow(
    new QueryFailedError('query execution execution-1 cancelled: no reason given'),
  );
});

test('stops a query that takes longer than the limit', async () => {
  const { polled, stopped } = poll({}, {}, '2026-11-22T07:10:00.000Z');
  await expect(polled).rejects.toThrow(
    new QueryFailedError(
      'the query was stopped: it was still running after 600 seconds, the limit for a query',
    ),
  );
  expect(stopped).toEqual(['execution-1']);
});

test('refuses a success without a result', async () => {
  await expect(poll({ state: 'succeeded' }).polled).rejects.toThrow(QueryFailedError);
});

describe('a failure that names a log file', () => {
  const file = 's3://logs/AWSLogs/a.json.gz';
  const error = { message: 'Failed to read file at s3://logs/AWSLogs/a.json.gz', retryable: false, file };
  const failed = { state: 'failed', error } as const;
  const leftOut = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ file: `s3://logs/AWSLogs/${i}.json.gz`, reason: 'empty' }));

  test('asks for another start that checks the file', async () => {
    expect(await poll(failed).polled).toMatchObject({
      state: 'retry',
      attempt: 1,
      suspect: { file, error: error.message },
    });
  });

  test('does so beyond the attempts of other failures, where these found damaged files', async () => {
    const query = { attempt: 5, leftOut: leftOut(4) };
    expect(await poll(failed, query).polled).toMatchObject({ state: 'retry', leftOut: query.leftOut });
  });

  test.each([
    [
      'the file was checked and is not damaged',
      { attempt: 2, whole: file },
      / \(attempt 2\): Failed .*; this log file was checked and is not damaged$/,
    ],
    [
      'five damaged files are left out',
      { attempt: 6, leftOut: leftOut(5) },
      / without the damaged log files s3:\/\/logs\/AWSLogs\/0\.json\.gz, .*: Failed/,
    ],
    [
      'it is left out already',
      { attempt: 2, leftOut: [{ file, reason: 'empty' }] },
      / without the damaged log files .*: Failed/,
    ],
  ])('is final where %s', async (_, query, message) => {
    await expect(poll(failed, query).polled).rejects.toThrow(message);
  });
});

test('hands on which damaged log files a query left out', async () => {
  const leftOut = [{ file: 's3://logs/AWSLogs/a.json.gz', reason: 'empty' }];
  const execution = { state: 'succeeded', resultLocation: 's3://r/1.csv' } as const;
  expect(await poll(execution, { leftOut }).polled).toMatchObject({ leftOut });
});
