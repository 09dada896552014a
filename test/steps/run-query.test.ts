import { gzipSync } from 'node:zlib';
import type { QueryEngine } from '../../src/ports.ts';
import { type RunQueryInput, runQuery } from '../../src/steps/run-query.ts';
import { report, run, scriptedEngine } from './fakes.ts';

const now = () => '2026-11-22T07:00:00.000Z';

test('starts the statement of the report with its parameters', async () => {
  const { engine, started } = scriptedEngine();
  await runQuery({ run, report, query: { attempt: 0 } }, { engine, now });
  expect(started).toMatchObject([
    { sql: 'WITH events AS (SELECT ? AS day)\nSELECT * FROM events', parameters: ['2026/11/21'] },
  ]);
});

test('repeated, gives the same token, so that no second query is started', async () => {
  const { engine, started } = scriptedEngine();
  await runQuery({ run, report, query: { attempt: 0 } }, { engine, now });
  await runQuery({ run, report, query: { attempt: 0 } }, { engine, now });
  expect(started[1]?.token).toBe(started[0]?.token);
});

test.each([
  ['attempt', { run, report, query: { attempt: 1 } }],
  ['report', { run, report: { ...report, id: 'other' }, query: { attempt: 0 } }],
  ['run', { run: { ...run, runId: 'other' }, report, query: { attempt: 0 } }],
])('gives another %s another token', async (_, input) => {
  const { engine, started } = scriptedEngine();
  await runQuery({ run, report, query: { attempt: 0 } }, { engine, now });
  await runQuery(input, { engine, now });
  expect(started[1]?.token).not.toBe(started[0]?.token);
});

test('has a token of a length that Athena takes', async () => {
  const { engine, started } = scriptedEngine();
  await runQuery({ run, report, query: { attempt: 0 } }, { engine, now });
  expect(started[0]?.token).toMatch(/^[0-9a-f]{64}$/);
});

test('counts attempts and keeps the time of the first', async () => {
  const { engine } = scriptedEngine();
  const query = { attempt: 1, startedAt: '2026-11-22T06:00:00.000Z' };
  expect(await runQuery({ run, report, query }, { engine, now })).toEqual({
    state: 'running',
    queryExecutionId: 'execution-1',
    attempt: 2,
    startedAt: '2026-11-22T06:00:00.000Z',
    waitSeconds: 1,
  });
});

describe('after an attempt that failed on a log file', () => {
  const file = 's3://logs/AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/21/a.json.gz';
  const suspect = { file, error: 'HIVE_CURSOR_ERROR' };
  const whole = gzipSync('{"Records":[{"eventName":"ConsoleLogin"}]}');
  const events = { sql: 'events AS (\n  SELECT *\n  FROM t\n  WHERE a < ?\n)', parameters: ['1'] };
  const failed = { attempt: 1, startedAt: '2026-11-22T06:00:00.000Z', suspect };

  async function startAfter(logFile: QueryEngine['logFile'], query: RunQueryInput['query'] = failed) {
    const { engine, started } = scriptedEngine();
    const inFlight = await runQuery(
      { run: { ...run, events }, report, query },
      { engine: { ...engine, ...(logFile && { logFile }) }, now },
    );
    return { inFlight, started: started[0] };
  }

  test('leaves it out where it is damaged, and says why', async () => {
    const { inFlight, started } = await startAfter(async () => whole.subarray(0, 30));
    expect(started?.sql).toBe(
      'WITH events AS (\n  SELECT *\n  FROM t\n  WHERE a < ? AND "$path" <> ?\n)\nSELECT * FROM events',
    );
    expect(started?.parameters).toEqual(['1', file]);
    expect(inFlight).toMatchObject({ attempt: 2, leftOut: [{ file, reason: 'unexpected end of file' }] });
  });

  test('leaves those out, too, that were found before', async () => {
    const before = { file: 's3://logs/AWSLogs/b', reason: 'empty' };
    const { started } = await startAfter(async () => Buffer.from(''), { ...failed, leftOut: [before] });
    expect(started?.parameters).toEqual(['1', before.file, file]);
  });

  test.each([
    ['is whole', whole],
    ['is gone', undefined],
  ])('is the same query again where the file %s', async (_, content) => {
    const { inFlight, started } = await startAfter(async () => content);
    expect(started?.parameters).toEqual(['1']);
    expect(inFlight).toMatchObject({ whole: file });
    expect(inFlight).not.toHaveProperty('leftOut');
  });

  test('starts nothing where the file cannot be read, and says both errors', async () => {
    const denied = startAfter(async () => {
      throw new Error('Access Denied');
    });
    await expect(denied).rejects.toThrow(
      `${file} cannot be checked: Access Denied. The query failed on it: HIVE_CURSOR_ERROR`,
    );
  });

  test('has another token than the same attempt with the file', async () => {
    const tokens = await Promise.all(
      [whole, Buffer.from('')].map((content) => startAfter(async () => content)),
    );
    expect(new Set(tokens.map(({ started }) => started?.token)).size).toBe(2);
  });
});
