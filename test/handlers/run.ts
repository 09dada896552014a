import type { PlannedReport } from '../../src/run/report.ts';
import type { Run } from '../../src/run/run.ts';

export const run: Run = {
  runId: 'manual-20261121T0000Z-20261122T0000Z-12345678',
  trigger: 'manual',
  window: { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' },
  partitions: { from: '2026/11/21', to: '2026/11/23' },
  events: { sql: 'events AS (SELECT ? AS day)', parameters: ['2026/11/21'] },
  archive: 'runs/2026/11/21/manual-20261121T0000Z-20261122T0000Z-12345678',
  warnings: [],
};

export const report: PlannedReport = {
  id: 'console-logins',
  title: 'Console logins',
  description: 'Every sign-in to the console.',
  counts: ['username'],
  emptyIsGood: false,
  sql: 'SELECT username FROM events',
  source: { file: 'sql/reports/console-logins.sql', line: 6, statementLine: 9 },
};
