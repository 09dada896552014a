import { runQuery } from '../../src/steps/run-query.ts';
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
