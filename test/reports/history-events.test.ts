import { planRun } from '../../src/plan/plan.ts';
import { eventsRead } from '../../src/reports/history-events.ts';
import { placedInFile, statementOf } from '../../src/reports/statement.ts';
import type { Collected } from '../../src/run/history.ts';
import type { Report } from '../../src/run/report.ts';

const kind = { name: 'kind', sql: "lower('role')\n", source: { file: 'sql/events.sql', line: 3 } };
const report: Report = {
  id: 'r',
  title: 'R',
  description: 'R.',
  counts: [],
  emptyIsGood: false,
  sql: 'SELECT kind FROM events\nORDER BY 1',
  source: { file: 'sql/reports/r.sql', line: 5 },
  derived: [kind],
};
const plan = planRun({
  trigger: 'schedule',
  window: { from: '2026-11-20T22:00:00Z', to: '2026-11-21T22:00:00Z', timezone: 'UTC' },
  cutoffs: { from: '2026-11-20T22:20:00Z', to: '2026-11-21T22:20:00Z' },
  reports: [report],
  table: {
    database: 'audit',
    table: 'logs',
    partitions: { day: 'day', account: 'account', region: 'region' },
  },
  accounts: ['111122223333'],
  collects: true,
});
const history: Collected = {
  state: 'succeeded',
  place: `events/run=${plan.run.runId}-2`,
  rows: 1,
  columns: plan.collect?.columns ?? [],
  kinds: ['role'],
  scannedBytes: 1,
  milliseconds: 1,
};
const table = '"audit"."kept"';

test('reports read the logs where nothing was collected, or no table gives it', () => {
  expect(eventsRead(plan.run)).toBe(plan.run.events);
  expect(eventsRead({ ...plan.run, history })).toBe(plan.run.events);
  expect(eventsRead({ ...plan.run, history: { Error: 'X', Cause: 'x' } })).toBe(plan.run.events);
});

test('else they read their run of the table, named by a literal, in the window', () => {
  const { sql, parameters } = statementOf(
    report,
    eventsRead({ ...plan.run, history: { ...history, table } }),
  );

  expect(sql).toContain(`FROM ${table}\n  WHERE "run" = '${plan.run.runId}-2' AND eventtime >= ?`);
  expect(sql).not.toContain('"logs"');
  expect(sql.match(/\?/g)).toHaveLength(parameters.length);
  expect(parameters).toEqual(['2013', '2026-11-21T22:00:00']);
});

test('the kind is the name of the folder, so that one folder is read for one kind', () => {
  const { sql } = statementOf(report, eventsRead({ ...plan.run, history: { ...history, table } }));

  expect(sql).toContain('"region",\n"kind"\n AS "kind"\n');
  expect(sql).not.toContain("'role'");
});

test('the columns are those that were collected, also those of the partitions', () => {
  const { sql } = eventsRead({ ...plan.run, history: { ...history, table } });

  expect(sql).toMatch(/SELECT "eventversion", .*, "tlsdetails", .*"day", "account", "region"\n {2}FROM/);
});

test('an error names the same line of the report, from history and from logs', () => {
  const [planned] = plan.reports;
  if (!planned) throw new Error('no report');
  const events = eventsRead({ ...plan.run, history: { ...history, table } });
  const lines = statementOf(report, events).sql.split('\n');
  const line = lines.indexOf('ORDER BY 1') + 1;

  expect(statementOf(report, plan.run.events).sql.split('\n').indexOf('ORDER BY 1') + 1).toBe(line);
  expect(placedInFile(`line ${line}:1: wrong`, planned, events)).toBe('sql/reports/r.sql:6:1: wrong');
});

test('an invalid place is refused before it becomes part of a statement', () => {
  const place = "events/run=a' OR '1'='1";
  expect(() => eventsRead({ ...plan.run, history: { ...history, table, place } })).toThrow(
    'is not the place',
  );
});
