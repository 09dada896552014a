import type { Collected } from '../../src/run/history.ts';
import { type PollCollectInput, pollCollect, runCollect } from '../../src/steps/collect.ts';
import { run, scriptedEngine } from './fakes.ts';

const now = () => '2026-11-22T07:00:00.000Z';
const limits = { attempts: 2, seconds: 600 };
const columns = ['eventid', 'useridentity', 'day'];

describe('runCollect', () => {
  const started = async (taken: readonly string[] = []) => {
    const { engine, started } = scriptedEngine();
    const archive = { list: async (prefix: string) => taken.filter((key) => key.startsWith(prefix)) };
    const collect = { columns, query: { attempt: 0 } };
    const query = await runCollect({ run, collect }, { engine, now, archive });
    return { query, started };
  };

  test('starts one query of all columns, those of the partitions too, kind last, into a place of the run', async () => {
    const { query, started: asked } = await started();

    const place = `events/run=${run.runId}-1`;
    expect(query).toMatchObject({ state: 'running', attempt: 1, place });
    expect(asked).toMatchObject([{ into: place, parameters: run.events.parameters }]);
    expect(asked[0]?.sql).toMatch(
      /SELECT CAST\("eventid" AS varchar\) AS "eventid", CASE .* AS "useridentity", CAST\("day" AS varchar\) AS "day", "kind" FROM events$/,
    );
  });

  test('takes the next place where one holds data, by another token', async () => {
    const first = await started();
    const next = await started([`events/run=${run.runId}-1/kind=role/left`, `events/run=${run.runId}-2/x`]);

    expect(next.query.place).toBe(`events/run=${run.runId}-3`);
    expect(next.started[0]?.token).not.toBe(first.started[0]?.token);
  });

  test('takes the next place where another run took it at the same time', async () => {
    const { engine } = scriptedEngine();
    const claimed: string[] = [];
    const claim = async (place: string) => claimed.push(place) > 2;
    const collect = { columns, query: { attempt: 0 } };

    const query = await runCollect(
      { run, collect },
      { engine, now, archive: { list: async () => [], claim } },
    );

    expect(query.place).toBe(`events/run=${run.runId}-3`);
    expect(claimed).toEqual([1, 2, 3].map((attempt) => `events/run=${run.runId}-${attempt}`));
  });

  test('asked twice, asks for the same query', async () => {
    const [one, other] = [await started(), await started()];

    expect(one.started[0]?.token).toBe(other.started[0]?.token);
  });
});

describe('pollCollect', () => {
  const place = `events/run=${run.runId}-1`;
  const query: PollCollectInput['collect']['query'] = {
    state: 'running',
    queryExecutionId: 'q-1',
    attempt: 1,
    startedAt: now(),
    waitSeconds: 1,
    place,
  };
  const polled = (execution: Parameters<typeof scriptedEngine>[0]) =>
    pollCollect(
      { run, collect: { columns, query } },
      { engine: scriptedEngine(execution).engine, now, limits },
    );
  const done = { state: 'succeeded', resultLocation: 'x', scannedBytes: 7, milliseconds: 8 } as const;

  test('gives what was written', async () => {
    const files = ['kind=role/1', 'kind=role/2', 'kind=other/1'];

    expect(await polled({ ...done, written: { rows: 5, files } })).toEqual({
      state: 'succeeded',
      place,
      rows: 5,
      columns,
      kinds: ['other', 'role'],
      scannedBytes: 7,
      milliseconds: 8,
    });
  });

  test('goes on with the same place while it runs, and to start again', async () => {
    expect(await polled({})).toMatchObject({ state: 'running', place });
    expect(await polled({ state: 'failed', error: { message: 'passing', retryable: true } })).toMatchObject({
      state: 'retry',
      place,
    });
  });

  test.each(['kind=__HIVE_DEFAULT_PARTITION__/1', 'kind=robot/1', '1', 'kind=role/deep/1'])(
    'refuses a file that nobody would read: %s',
    async (file) => {
      await expect(polled({ ...done, written: { rows: 1, files: [file] } })).rejects.toThrow(file);
    },
  );

  test('refuses an engine that says nothing of what it wrote', async () => {
    await expect(polled(done)).rejects.toThrow('wrote nothing');
  });
});

describe('with a table over what is collected', () => {
  const place = `events/run=${run.runId}-1`;
  const table = '"audit"."events_table"';
  const collected: Collected = {
    state: 'succeeded',
    place,
    rows: 5,
    columns,
    kinds: ['role'],
    scannedBytes: 7,
    milliseconds: 8,
  };
  const query = { queryExecutionId: 'q-1', attempt: 1, startedAt: now(), waitSeconds: 4, place };
  const done = { state: 'succeeded', resultLocation: 'x', scannedBytes: 7, milliseconds: 8 } as const;
  const counted = (result: string) => {
    const { engine } = scriptedEngine(done, result);
    const input = { run, collect: { columns, query: { ...query, state: 'running' as const, collected } } };
    return pollCollect(input, { engine, now, limits, table });
  };

  test('goes on to count what was written, with attempts of its own', async () => {
    const { engine } = scriptedEngine({ ...done, written: { rows: 5, files: ['kind=role/1'] } });
    const input = { run, collect: { columns, query: { ...query, state: 'running' as const } } };

    expect(await pollCollect(input, { engine, now, limits, table })).toEqual({
      state: 'retry',
      attempt: 0,
      waitSeconds: 1,
      place,
      collected,
    });
  });

  test('counts what the table gives of this attempt', async () => {
    const { engine, started } = scriptedEngine();
    const collect = { columns: ['eventid'], query: { attempt: 0, place, collected } };
    const archive = { list: async () => [] };

    expect(await runCollect({ run, collect }, { engine, now, archive, table })).toMatchObject({
      state: 'running',
      attempt: 1,
      collected,
    });
    expect(started.map(({ sql, into }) => [sql, into])).toEqual([
      [`SELECT count(*) AS counted FROM ${table} WHERE "run" = '${run.runId}-1'`, undefined],
    ]);
  });

  test('is read by the reports where the counts agree', async () => {
    expect(await counted('"counted"\n"5"\n')).toEqual({ ...collected, scannedBytes: 14, table });
  });

  test.each(['"counted"\n"0"\n', '"counted"\n"6"\n', '"counted"\n', ''])(
    'is not read where it gives %j',
    async (text) => {
      await expect(counted(text)).rejects.toThrow(`of the 5 rows written to ${place}`);
    },
  );

  test('is not read where nothing was written', async () => {
    const { engine } = scriptedEngine({ ...done, written: { rows: 0, files: [] } });
    const input = { run, collect: { columns, query: { ...query, state: 'running' as const } } };

    const nothing = await pollCollect(input, { engine, now, limits, table });
    expect(nothing).toMatchObject({ state: 'succeeded', rows: 0, kinds: [] });
    expect(nothing).not.toHaveProperty('table');
  });
});
