import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { duckDbType } from '../../src/adapters/local/duckdb/columns.ts';
import { deliveryMinute } from '../../src/logs/layout.ts';
import { besidePast, pastOf, type RunWithHistory } from '../../src/plan/past.ts';
import { eventsWithPast } from '../../src/plan/past-events.ts';
import { LIST_OF_STRUCTS } from '../../src/reports/collect-statement.ts';
import { eventsOf } from '../../src/reports/events.ts';
import { eventsWithout } from '../../src/reports/statement.ts';
import type { Run } from '../../src/run/run.ts';
import { cloudTrailColumns } from '../../src/table/cloudtrail-columns.ts';
import { partitionsOf } from '../../src/time/window.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const FIRST = Date.parse('2026-11-01T00:00:00Z');
const at = (milliseconds: number) => new Date(milliseconds).toISOString().replace('.000', '');

/** The run of a day whose window begins at 06:30. */
function run(day: number): RunWithHistory {
  const [from, to] = [FIRST + day * DAY + 390 * MINUTE, FIRST + (day + 1) * DAY + 390 * MINUTE];
  return {
    runId: `run-${day}`,
    window: { from: at(from), to: at(to) },
    cutoffs: { from: at(from + 20 * MINUTE), to: at(to + 20 * MINUTE) },
    history: { place: `events/run=run-${day}-1`, rows: 1, kinds: [], columns: [], files: [] },
  };
}

function range(from: number, to: number): Pick<Run, 'window' | 'partitions'> {
  const window = { from: at(from), to: at(to), timezone: 'UTC' };
  return { window, partitions: partitionsOf(window) };
}

interface Delivered {
  event: string;
  delivered: string;
}

/** The rule of a scheduled run, as DESIGN of windows has it. */
function collected({ window, cutoffs }: RunWithHistory, { event, delivered }: Delivered): boolean {
  const minute = deliveryMinute(delivered);
  const isOnTime = window.from <= event && event < window.to && minute < deliveryMinute(cutoffs.to);
  const [since, until] = [deliveryMinute(cutoffs.from), deliveryMinute(cutoffs.to)];
  return isOnTime || (event < window.from && minute >= since && minute < until);
}

const delivery = fc
  .record({
    event: fc.integer({ min: 0, max: 12 * 1440 * 2 }),
    delay: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 * 1440 })),
  })
  .map(({ event, delay }) => ({
    event: at(FIRST + event * 30_000),
    delivered: at(FIRST + event * 30_000 + delay * MINUTE),
  }));

test('every event of a range is taken once, from the events of runs or from the logs, however late it came', () => {
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { maxLength: 12 });
  const bounds = fc.tuple(fc.integer({ min: 0, max: 12 * 24 }), fc.integer({ min: 1, max: 6 * 24 }));
  fc.assert(
    fc.property(fc.array(delivery, { maxLength: 60 }), days, bounds, (all, days, [hour, hours]) => {
      const from = FIRST + hour * 60 * MINUTE;
      const asked = range(from, from + hours * 60 * MINUTE);
      const { window, partitions } = asked;
      const runs = days.map(run);
      const past = pastOf(asked, runs);
      const used = runs.filter(({ runId }) => past?.runs.some((one) => one.runId === runId));
      for (const one of all) {
        const isIn = window.from <= one.event && one.event < window.to;
        const day = one.delivered.slice(0, 10).replaceAll('-', '/');
        const beside = past ? besidePast(deliveryMinute(one.delivered), past, window) : window;
        const isInFolders = day >= partitions.from && day <= partitions.to;
        const isTaken =
          isInFolders && beside !== undefined && beside.from <= one.event && one.event < beside.to;
        const times = (isTaken ? 1 : 0) + used.filter((run) => isIn && collected(run, one)).length;
        // What came later than a range looks is in the past alone.
        const isDue = isIn && isInFolders;
        if (times > 1 || (isDue && times === 0) || (times === 1 && !isIn)) {
          throw new Error(`${times} times: ${JSON.stringify({ one, window, past })}`);
        }
      }
    }),
    { numRuns: 2000, seed: 1 },
  );
});

describe('the SQL over the table of events and that of logs', () => {
  const table = { database: 'audit', table: 'logs', partitions: { day: 'day' } };
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;
  beforeAll(async () => {
    instance = await DuckDBInstance.create(':memory:');
    connection = await instance.connect();
    const columns = Object.entries(cloudTrailColumns).map(([name, type]) => `"${name}" ${duckDbType(type)}`);
    await connection.run('CREATE SCHEMA audit');
    await connection.run(`CREATE TABLE audit.logs (${columns}, "day" VARCHAR, "$path" VARCHAR)`);
    await connection.run(`CREATE TABLE audit.kept (${columns}, "day" VARCHAR, "run" VARCHAR)`);
  });
  afterAll(() => {
    connection.closeSync();
    instance.closeSync();
  });

  const insert = (into: string, rows: readonly string[][], columns: string) =>
    rows.length > 0
      ? connection.run(
          `INSERT INTO audit.${into} (${columns}) VALUES ${rows.map((row) => `('${row.join("', '")}')`)}`,
        )
      : undefined;
  const idsOf = async (sql: string, parameters: string[]) => {
    const own = sql.replaceAll(LIST_OF_STRUCTS, `list_${LIST_OF_STRUCTS}`);
    const statement = `WITH ${own} SELECT eventid FROM events ORDER BY 1`;
    return (await connection.runAndReadAll(statement, parameters)).getRows().map(([id]) => id);
  };

  test('gives every event of a range once, and keeps the lines of the logs alone', async () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { maxLength: 12 });
    const bounds = fc.tuple(fc.integer({ min: 0, max: 12 * 24 }), fc.integer({ min: 1, max: 6 * 24 }));
    let used = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(delivery, { minLength: 10, maxLength: 60 }),
        days,
        bounds,
        async (all, days, [hour, hours]) => {
          const from = FIRST + hour * 60 * MINUTE;
          const asked = range(from, from + hours * 60 * MINUTE);
          const runs = days.map(run);
          const past = pastOf(asked, runs);
          if (!past) return;
          used += 1;
          const events = eventsOf(table, asked.window, asked.partitions);
          await connection.run('DELETE FROM audit.logs; DELETE FROM audit.kept');
          const rows = all.map(({ event, delivered }, i) => {
            const minute = deliveryMinute(delivered);
            return [String(i), event, delivered.slice(0, 10).replaceAll('-', '/'), `_${minute}Z_1.json.gz`];
          });
          await insert('logs', rows, 'eventid, eventtime, "day", "$path"');
          const kept = runs.flatMap((one) =>
            all.flatMap((event, i) =>
              collected(one, event) ? [[String(i), event.event, '', `${one.runId}-1`]] : [],
            ),
          );
          await insert('kept', kept, 'eventid, eventtime, "day", "run"');

          const both = eventsWithPast({ ...asked, events, past }, { table: 'audit.kept', logs: table });

          const found = await idsOf(both.sql, both.parameters);
          const fromLogs = await idsOf(events.sql, events.parameters);
          expect(new Set(found).size).toBe(found.length);
          expect(fromLogs.filter((id) => !found.includes(id))).toEqual([]);
          // What came later than a range looks is in the past alone.
          const isIn = ({ event }: Delivered) => asked.window.from <= event && event < asked.window.to;
          expect(found.filter((id) => !isIn(all[Number(id)] as Delivered))).toEqual([]);
          expect(both.sql.split('\n')).toHaveLength(events.sql.split('\n').length);
        },
      ),
      { numRuns: 150, seed: 1 },
    );
    expect(used).toBeGreaterThan(50);
  });

  test('names each run by a literal, and reads no logs where the past has all', () => {
    const asked = range(FIRST + DAY, FIRST + 2 * DAY);
    const past = pastOf(asked, [0, 1, 2, 3, 4].map(run));
    if (!past) throw new Error('no past');
    const events = eventsOf(table, asked.window, asked.partitions);

    const { sql, parameters } = eventsWithPast({ ...asked, events, past }, { table: 'k', logs: table });

    expect(sql).toContain(`FROM k WHERE "run" IN ('run-0-1','run-1-1','run-2-1')`);
    expect(sql).not.toContain('logs');
    expect(parameters).toEqual(['2026-11-02T00:00:00', '2026-11-03T00:00:00']);
  });

  test.each([
    ['known to be the same', true, '"kind"'],
    ['not known to be the same', undefined, "CASE 1 WHEN 1 THEN 'root' END"],
  ] as const)('reads `kind` by folder where the expression of the runs is %s', (_, kinds, expected) => {
    const asked = range(FIRST + DAY, FIRST + 2 * DAY);
    const past = pastOf(asked, [0, 1, 2, 3, 4].map(run));
    if (!past) throw new Error('no past');
    const source = { file: 'sql/events.sql', line: 1 };
    const kind = { name: 'kind', sql: "CASE 1 WHEN 1 THEN 'root' END", source };
    const events = eventsOf(table, asked.window, asked.partitions, [{ derived: [kind] }]);

    const made = eventsWithPast(
      { ...asked, events, past: { ...past, ...(kinds && { kinds }) } },
      { table: 'k', logs: table },
    );

    expect(made.derived?.map(({ sql }) => sql)).toEqual([expected]);
    expect(made.sql).not.toContain('SELECT *');
  });

  test('leaves out damaged log files of the logs', () => {
    const asked = range(FIRST + DAY, FIRST + 3 * DAY);
    const past = pastOf(asked, [1].map(run));
    if (!past) throw new Error('no past');
    const events = eventsOf(table, asked.window, asked.partitions);
    const both = eventsWithPast({ ...asked, events, past }, { table: 'audit.kept', logs: table });
    const without = eventsWithout(['s3://b/x'], both);

    expect(without.sql).toContain('AND "$path" <> ?\n)))');
    expect(without.sql.match(/\?/g)).toHaveLength(without.parameters.length);
  });
});

test('of more runs than can be read, the newest', () => {
  const asked = range(FIRST + DAY, FIRST + 2 * DAY);

  expect(pastOf(asked, [0, 1, 2].map(run), 2)?.runs.map(({ runId }) => runId)).toEqual(['run-1', 'run-2']);
});

test('runs after the range are read for late events, as far as its folders of logs reach', () => {
  const past = pastOf(range(FIRST + DAY, FIRST + 2 * DAY), [0, 1, 2, 3, 4, 5].map(run));

  expect(past?.runs.map(({ runId }) => runId)).toEqual(['run-0', 'run-1', 'run-2']);
});

test('of runs with a gap between them, those that cover most of the range', () => {
  const past = pastOf(range(FIRST, FIRST + 9 * DAY), [0, 1, 3, 4, 5].map(run));

  expect(past?.runs.map(({ runId }) => runId)).toEqual(['run-3', 'run-4', 'run-5']);
});

test('a run whose cutoff is not where that of the run before ends begins anew', () => {
  const moved = { ...run(1), cutoffs: { from: at(FIRST), to: run(1).cutoffs.to } };

  expect(pastOf(range(FIRST + DAY, FIRST + 3 * DAY), [run(0), moved])?.runs).toHaveLength(1);
});

test('nothing where no run covers a part of the range', () => {
  expect(pastOf(range(FIRST + 20 * DAY, FIRST + 21 * DAY), [run(0)])).toBeUndefined();
  expect(pastOf(range(FIRST, FIRST + DAY), [])).toBeUndefined();
});

test('a file of the minute of the last cutoff is the logs alone, one of the minute before is in the past', () => {
  const asked = range(FIRST + DAY, FIRST + 2 * DAY);
  const past = pastOf(asked, [0, 1, 2].map(run));
  if (!past) throw new Error('no past');
  const minutesBefore = (minutes: number) =>
    deliveryMinute(at(Date.parse(past.cutoffs.to) - minutes * MINUTE));

  expect(besidePast(minutesBefore(0), past, asked.window)).toBeDefined();
  expect(besidePast(minutesBefore(1), past, asked.window)).toBeUndefined();
});

test('what a past has whole is not read from logs', () => {
  const asked = range(FIRST + DAY, FIRST + 5 * DAY);
  const past = pastOf(asked, [0, 1, 2, 3, 4, 5].map(run));
  if (!past) throw new Error('no past');

  expect(besidePast('20261103T1200', past, asked.window)).toBeUndefined();
  expect(besidePast('20261201T0000', past, asked.window)).toEqual({
    from: asked.window.from,
    to: asked.window.to,
  });
});
