import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { loadEventTable, localSql } from '../../src/adapters/local/duckdb/event-table.ts';
import { trinoMacros } from '../../src/adapters/local/duckdb/trino-macros.ts';
import { configSchema } from '../../src/config/config.ts';
import { logKey } from '../../src/logs/layout.ts';
import { planFor } from '../../src/plan/plan-for.ts';
import { lastDue } from '../../src/plan/schedule.ts';
import { parseCatalogue } from '../../src/reports/catalogue.ts';
import { statementOf } from '../../src/reports/statement.ts';
import { COVERAGE_REPORT } from '../../src/run/coverage.ts';
import { ACCOUNT, emptyDirectory, signIn, writeLog } from '../logs.ts';
import { files } from '../sql/built-in.ts';

const TEXT =
  '-- title: T\n-- description: D\n-- counts: eventid\nSELECT eventid, eventtime, requestid AS delivery, late FROM events';
const catalogue = parseCatalogue({
  ...files,
  controls: [],
  reports: [{ name: 'delivered.sql', text: TEXT }],
});
const coverage = parseCatalogue(files).filter(({ id }) => id === COVERAGE_REPORT);

interface Row {
  eventtime: string;
  delivery: string;
  late: string | null;
}

/** The rows of the scheduled run over the files that are there now. */
async function scheduledRun<R = Row>(
  logs: string,
  scheduledTime: string,
  settings: object,
  reported = catalogue,
): Promise<R[]> {
  const config = configSchema.parse(settings);
  const { run, reports } = planFor(
    { scheduledTime },
    { config, catalogue: reported, now: '2030-01-01T00:00:00Z' },
  );
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const macro of trinoMacros) await connection.run(macro);
  await loadEventTable(instance, { logs, run, table: config.table, reports: reported.map(({ sql }) => sql) });
  const rows: R[] = [];
  for (const report of reports) {
    const { sql, parameters } = statementOf(report, run.events);
    const result = await connection.runAndReadAll(localSql(sql), parameters);
    rows.push(...(result.getRowObjectsJson() as unknown as R[]));
  }
  connection.closeSync();
  instance.closeSync();
  return rows;
}

interface Delivery {
  id: string;
  event: string;
  delivered: string;
  region: string;
}

const instant = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString();
const MINUTE = 60;
const DAY = 86_400;

/** Deliveries of events, minutes to 40 days late, some of them twice, into any region's folder. */
function deliveries(from: string, days: number): fc.Arbitrary<Delivery[]> {
  const first = Temporal.Instant.from(from).epochMilliseconds / 1000;
  const delay = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 15 * MINUTE }) },
    { weight: 3, arbitrary: fc.integer({ min: 15 * MINUTE, max: 3 * 3600 }) },
    { weight: 1, arbitrary: fc.integer({ min: DAY, max: 40 * DAY }) },
  );
  const one = fc.record({
    event: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: first - DAY, max: first + days * DAY }) },
      { weight: 1, arbitrary: fc.integer({ min: first - 40 * DAY, max: first }) },
    ),
    delays: fc.array(delay, { minLength: 1, maxLength: 2 }),
    region: fc.constantFrom('us-east-1', 'eu-west-1'),
  });
  return fc.array(one, { minLength: 100, maxLength: 160 }).map((all) =>
    all.flatMap(({ event, delays, region }, i) =>
      delays.map((delay, n) => ({
        id: `${i}-${n}`,
        event: instant(event),
        delivered: instant(event + delay),
        region,
      })),
    ),
  );
}

function file({ delivered, region, id }: Delivery): string {
  return logKey({ account: ACCOUNT, region, delivered, unique: id.padStart(16, '0') });
}

test.each([
  ['daily over a spring change', { timezone: 'America/New_York' }, '2026-03-05T12:00:00Z', 6, { hours: 24 }],
  [
    'every six hours',
    { schedule: { period: 'PT6H', settle: 'PT5M' } },
    '2026-03-05T00:00:00Z',
    2,
    { hours: 6 },
  ],
  [
    'daily with windows that end at midnight UTC',
    { schedule: { settle: 'PT7H' } },
    '2026-03-05T00:00:00Z',
    6,
    { hours: 24 },
  ],
  [
    'weekly with a long settle time',
    { timezone: 'Asia/Tokyo', schedule: { period: 'P1W', day: 'MON', settle: 'PT50H' } },
    '2026-03-01T22:00:00Z',
    21,
    { hours: 168 },
  ],
])(
  'each delivered record is in exactly one scheduled run, %s, of which one is missed and made up later',
  async (_, settings, from, days, period) => {
    const { timezone, schedule } = configSchema.parse(settings);
    const dues: string[] = [];
    const end = Temporal.Instant.from(from).add({ hours: 24 * days });
    for (let at = end; ; at = at.subtract(period)) {
      const due = lastDue(at.add({ hours: 2 }), schedule, timezone);
      if (Temporal.Instant.compare(due, Temporal.Instant.from(from)) < 0) break;
      dues.unshift(due.toString());
    }
    await fc.assert(
      fc.asyncProperty(deliveries(from, days), fc.nat(dues.length - 2), async (all, missed) => {
        const logs = await emptyDirectory();
        const unwritten = new Set(all);
        const found = new Map<string, string[]>();
        const run = async (due: string, now: string) => {
          for (const delivery of unwritten) {
            if (delivery.delivered >= now) continue;
            unwritten.delete(delivery);
            const record = signIn({
              eventTime: delivery.event,
              requestID: delivery.id,
              eventID: delivery.id,
            });
            await writeLog(logs, file(delivery), [record]);
          }
          for (const { delivery } of await scheduledRun(logs, due, settings))
            found.set(delivery, [...(found.get(delivery) ?? []), due]);
        };
        const madeUp = dues[missed] ?? '';
        for (const due of dues) if (due !== madeUp) await run(due, due);
        await run(madeUp, instant(Date.parse(dues.at(-1) ?? '') / 1000 + 3 * DAY));

        const cutoffs = (due: string) =>
          planFor({ scheduledTime: due }, { config: configSchema.parse(settings), catalogue, now: due }).run;
        const begin = cutoffs(dues[0] ?? '');
        const last = cutoffs(dues.at(-1) ?? '');
        const minute = (text: string) => `${text.slice(0, 16)}:00Z`;
        const expected = all.filter(
          ({ event, delivered }) =>
            minute(delivered) < (last.cutoffs?.to ?? '') &&
            event < last.window.to &&
            (event >= begin.window.from || minute(delivered) >= (begin.cutoffs?.from ?? '')),
        );
        expect(expected.length).toBeGreaterThan(10);
        expect(expected.filter(({ id }) => found.get(id)?.length !== 1)).toEqual([]);
        expect(found.size).toBe(expected.length);
      }),
      { numRuns: 2, endOnFailure: true },
    );
  },
);

describe('a late event', () => {
  const due = '2026-03-11T07:00:00Z';
  const LATE = { event: '2026-03-10T06:20:00Z', delivered: '2026-03-10T07:04:00Z' };
  const write = async (logs: string, { event = LATE.event, path = '' }) => {
    const delivery = { id: '1', event, delivered: LATE.delivered, region: 'us-east-1' };
    await writeLog(logs, path || file(delivery), [signIn({ eventTime: event, requestID: '1' })]);
  };

  test('is marked', async () => {
    const logs = await emptyDirectory();
    await write(logs, {});
    await write(logs, {
      event: '2026-03-10T06:30:00Z',
      path: file({ ...LATE, id: '2', region: 'eu-west-1' }),
    });

    expect((await scheduledRun(logs, due, {})).map(({ eventtime, late }) => [eventtime, late])).toEqual([
      ['2026-03-10T06:30:00Z', null],
      [LATE.event, 'yes'],
    ]);
  });

  test('counts apart in the coverage: its account was silent in the window', async () => {
    const logs = await emptyDirectory();
    await write(logs, {});

    const rows = await scheduledRun<Record<string, string | null>>(logs, due, {}, coverage);
    expect(rows).toEqual([
      expect.objectContaining({
        events: '0',
        lateevents: '1',
        firsteventtime: null,
        accounthourswithevents: null,
      }),
    ]);
  });

  test('in a file without a time in its name is left out: it may have been in the run before', async () => {
    const logs = await emptyDirectory();
    await write(logs, {
      path: join(file({ ...LATE, id: '1', region: 'us-east-1' }), '..', 'renamed.json.gz'),
    });

    expect(await scheduledRun(logs, due, {})).toEqual([]);
  });

  test('without a readable time is in no run', async () => {
    const logs = await emptyDirectory();
    await write(logs, { event: '' });

    expect(await scheduledRun(logs, due, {})).toEqual([]);
  });
});
