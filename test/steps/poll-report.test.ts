import { configSchema } from '../../src/config/config.ts';
import type { ReportResult } from '../../src/run/result.ts';
import type { Run } from '../../src/run/run.ts';
import { archiveReport } from '../../src/steps/archive-report.ts';
import type { SucceededQuery } from '../../src/steps/poll-query.ts';
import { pollReport } from '../../src/steps/poll-report.ts';
import { type QueryInFlight, type RunQueryInput, runQuery } from '../../src/steps/run-query.ts';
import { memoryArchive, report, run, scriptedEngine } from './fakes.ts';

const now = () => '2026-11-22T07:00:00.000Z';
const limits = { attempts: 3, seconds: 3600 };
const ROWS = '"eventtime","identity","eventname","sourceipaddress","Outcome","useragent","requestid"\n';
const mute = { 'console-logins': { useragent: ['curl*'] } };
const inFlight: QueryInFlight = {
  state: 'running',
  queryExecutionId: 'e-1',
  attempt: 2,
  startedAt: now(),
  waitSeconds: 4,
};

function poll(result: string, csvMaxBytes: number, query: Partial<QueryInFlight> = {}, id = report.id) {
  const done = {
    state: 'succeeded',
    resultLocation: 's3://r/e.csv',
    scannedBytes: 7,
    milliseconds: 8,
  } as const;
  const { engine } = scriptedEngine(done, result);
  const config = configSchema.parse({ archive: { csvMaxBytes }, mute });
  const planned = { ...report, id, counts: ['identity'] };
  return pollReport({ report: planned, query: { ...inFlight, ...query } }, { engine, now, limits, config });
}

test('a report whose rows fit is archived as it is', async () => {
  expect(await poll(ROWS, ROWS.length)).toEqual({
    state: 'succeeded',
    resultLocation: 's3://r/e.csv',
    scannedBytes: 7,
    milliseconds: 8,
  });
});

test('of one with more bytes counts are asked for, by the columns that it has, in the time that is left', async () => {
  expect(await poll(ROWS, ROWS.length - 1)).toEqual({
    state: 'retry',
    attempt: 0,
    startedAt: now(),
    waitSeconds: 1,
    counting: {
      by: ['identity', 'eventname', 'sourceipaddress', 'outcome', 'useragent'],
      timed: true,
      bytes: ROWS.length,
      result: 's3://r/e.csv',
      scannedBytes: 7,
      milliseconds: 8,
    },
  });
});

test.each(['coverage', 'controls', 'seen'])('%s, which is judged by its rows, has them all', async (id) => {
  expect(await poll(ROWS, 1, {}, id)).toMatchObject({ state: 'succeeded' });
});

describe('counts', () => {
  const counting = {
    by: ['identity', 'eventname', 'sourceipaddress', 'outcome', 'useragent'],
    timed: true,
    bytes: 9000,
    result: 's3://r/rows.csv',
    scannedBytes: 100,
    milliseconds: 200,
  };

  test('are counted by the engine, from the SQL of the report, by a token of their own', async () => {
    const { engine, started } = scriptedEngine();
    const sql = 'SELECT DISTINCT x FROM events -- all';
    const input = (query: RunQueryInput['query']) => ({ run, report: { ...report, sql }, query });
    await runQuery(input({ attempt: 0 }), { engine, now });
    const flying = await runQuery(input({ attempt: 0, startedAt: now(), counting }), { engine, now });

    expect(flying).toMatchObject({ state: 'running', attempt: 1, counting });
    expect(started[1]?.sql).toContain(
      'SELECT "identity", "eventname", "sourceipaddress", "outcome", "useragent", min("eventtime") AS "firsteventtime", ' +
        'max("eventtime") AS "lasteventtime", count(*) AS "rows" FROM (SELECT DISTINCT x FROM events -- all\n) AS "report" ' +
        'GROUP BY 1,2,3,4,5 ORDER BY 8 DESC, 1, 2, 3, 4, 5',
    );
    expect(started[1]?.token).not.toBe(started[0]?.token);
  });

  test('that are too many are counted by fewer columns', async () => {
    expect(await poll(ROWS, 10, { counting })).toMatchObject({
      state: 'retry',
      counting: { ...counting, by: ['eventname', 'outcome'], scannedBytes: 107, milliseconds: 208 },
    });
  });

  test('are kept where there are no columns to leave out', async () => {
    const coarse = { ...counting, by: ['eventname', 'outcome'] };

    expect(await poll(ROWS, 10, { counting: coarse })).toMatchObject({
      state: 'succeeded',
      scannedBytes: 107,
      counting: coarse,
    });
  });

  const archived = async (made: Partial<Run> = {}, more: Partial<SucceededQuery> = {}) => {
    const result =
      '"identity","eventname","sourceipaddress","outcome","useragent","firsteventtime","lasteventtime","rows"\n' +
      '"deploy","PutObject","1.2.3.4","Success","cli","2026-11-21T01:00:00Z","2026-11-21T09:00:00Z","5000"\n' +
      '"alice","GetObject","1.2.3.4","Failure","curl/8","2026-11-21T02:00:00Z","2026-11-21T02:00:00Z","3"\n';
    const { engine } = scriptedEngine({}, result);
    const { archive, files } = memoryArchive();
    const config = configSchema.parse({ mute });
    const query = {
      state: 'succeeded',
      resultLocation: 's3://r/2.csv',
      scannedBytes: 1,
      milliseconds: 2,
    } as const;
    const input = {
      run: { ...run, ...made },
      report: { ...report, counts: ['identity', 'logintype'] },
      query: { ...query, counting, ...more },
    };
    const outcome: ReportResult = await archiveReport(input, { engine, archive, config });
    const figures = JSON.parse(files.get(`${report.id}.figures.json`)?.toString() ?? '');
    return { outcome, files, figures };
  };

  test('are archived as such, with all rows counted', async () => {
    const { outcome, files, figures } = await archived();

    expect([...files.keys()]).toEqual([`${report.id}.counts.csv`, `${report.id}.figures.json`]);
    expect(outcome).toMatchObject({
      rows: 5003,
      tooLarge: { bytes: 9000, place: 's3://r/rows.csv' },
      files: [{ role: 'counts' }, { role: 'figures' }],
    });
    expect(figures).toMatchObject({
      rows: 5003,
      mutedRows: 3,
      counts: [{ column: 'identity', values: [{ value: 'deploy', rows: 5000 }] }],
      newestRows: [],
    });
  });

  test('say where the events are, in the history or nowhere but in the logs', async () => {
    const history = { place: 'events/run=a-1' } as Run['history'] & object;
    const kept = await archived({ history });
    const local = await archived({}, { counting: { ...counting, result: '/tmp/x.csv' } });

    expect(kept.outcome).toMatchObject({ tooLarge: { place: 'memory:events/run=a-1' } });
    expect(local.outcome).toMatchObject({ tooLarge: { bytes: 9000 } });
    expect(local.outcome).not.toHaveProperty('tooLarge.place');
  });
});
