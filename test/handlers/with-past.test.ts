import type { ArchiveReader } from '../../src/ports.ts';
import { allColumns } from '../../src/reports/collect-statement.ts';
import { report, run } from './run.ts';
import { config } from './stack.ts';

process.env.HISTORY_TABLE = 'cloudtrail_audit_events_test';
const { withPast } = await import('../../handlers/with-past.ts');

/** Runs of two days over a table; the run after them knows of no log file that came later. */
function archiveOf(table: string): ArchiveReader {
  const files = new Map<string, string>();
  for (const day of [20, 21, 22]) {
    const [from, to] = [`2026-11-${day}T00:00:00Z`, `2026-11-${day + 1}T00:00:00Z`];
    const runId = `scheduled-202611${day}T0000Z-202611${day + 1}T0000Z-00000000`;
    const place = `events/run=${runId}-1`;
    const manifest = {
      version: 2,
      runId,
      trigger: 'schedule',
      window: { from, to, timezone: 'UTC' },
      partitions: { from: `2026/11/${day}`, to: `2026/11/${day + 1}` },
      cutoffs: { from, to },
      events: { sql: `events AS (SELECT * FROM ${table})`, parameters: [] },
      history: { place, rows: 1, kinds: [], columns: allColumns(config.table), files: [] },
      logs: { complete: true },
      warnings: [],
      reports: [],
      files: [],
    };
    files.set(`runs/2026/11/${day}/${runId}/manifest.json`, JSON.stringify(manifest));
  }
  return {
    read: async (key) => Buffer.from(files.get(key) ?? ''),
    list: async (prefix) => [...files.keys()].filter((key) => key.startsWith(prefix)),
    measure: async () => [],
    async *content() {},
    locate: (key) => key,
  };
}

const window = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z', timezone: 'UTC' };
const events = { sql: 'events AS (\n  SELECT *\n  FROM logs\n  WHERE 1 = 1\n)', parameters: [] };
const plan = {
  run: { ...run, window, partitions: { from: '2026/11/20', to: '2026/11/22' }, events },
  reports: [report],
};

test.each([
  ['its own history', '"audit"."cloudtrail_audit_events_test"', 2],
  ['the history of a stack over other logs', '"other"."cloudtrail_audit_events_prod"', 0],
])('of two stacks over one archive, a range by hand meets %s', async (_, table, runs) => {
  const { database } = config.table;
  const made = await withPast(plan, archiveOf(table.replace('audit', database)));

  expect(made.run.past?.runs ?? []).toHaveLength(runs);
});

test('a list of the archive that fails ends the request, before anything is started', async () => {
  const archive = { ...archiveOf('any'), list: () => Promise.reject(new Error('AccessDenied')) };

  await expect(withPast(plan, archive)).rejects.toThrow('AccessDenied');
});

test('where the events of runs may not be listed, the logs are read, and a warning says what is missing', async () => {
  const denied = Object.assign(new Error('User is not authorized'), { name: 'AccessDenied' });
  const archive = {
    ...archiveOf('"audit"."cloudtrail_audit_events_test"'),
    measure: () => Promise.reject(denied),
  };

  const { run } = await withPast(plan, archive);

  expect(run.past).toBeUndefined();
  expect(run.events.sql).toBe(events.sql);
  expect(run.warnings.map(({ code }) => code)).toEqual(['history-not-read', 'history-not-read']);
  expect(JSON.stringify(run.warnings[0])).toContain('the start function needs s3:ListBucket');
});

test('another error of that list ends the request, which may be made again', async () => {
  const slow = Object.assign(new Error('Reduce your request rate'), { name: 'SlowDown' });
  const archive = {
    ...archiveOf('"audit"."cloudtrail_audit_events_test"'),
    measure: () => Promise.reject(slow),
  };

  await expect(withPast(plan, archive)).rejects.toThrow('Reduce your request rate');
});
